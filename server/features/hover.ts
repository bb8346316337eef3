import { type Hover, HoverRequest } from "vscode-languageserver";
import { calledAt, functionCard, hoverAt } from "../../language/index.ts";
import { toOffset, toRange } from "../convert.ts";
import { deploymentsOf } from "../deployments.ts";
import { feature } from "./feature.ts";

export const hover = feature(
  HoverRequest.type,
  { hoverProvider: true },
  (analysis, { position }, session): Hover | null => {
    const { lines } = analysis;
    const offset = toOffset(lines, position);
    const found = hoverAt(analysis, offset);
    const called = calledAt(analysis, offset, deploymentsOf(analysis));
    const card = called?.target.kind === "function" ? functionCard(called.target.function) : undefined;
    const span = found?.span ?? (card === undefined ? undefined : called?.span);
    if (!span) return null;
    const value = [found?.markdown, card].filter((text) => text !== undefined).join("\n\n");
    return { contents: { kind: session.abilities.hoverFormat, value }, range: toRange(lines, span) };
  },
);
