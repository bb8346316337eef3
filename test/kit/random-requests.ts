import type { Position, Range } from "vscode-languageserver";
import { lineIndex } from "../../language/index.ts";
import type { Chance } from "./random-edits.ts";

/** What requests by chance need to know of a document. */
export interface Asked {
  readonly uri: string;
  readonly text: string;
  readonly diagnostics: readonly { readonly range: Range }[];
  /** What earlier requests were answered, by their methods: later ones are about that. */
  readonly answers: Map<string, unknown>;
}

/** Parameters for any request that there is: each finds in them what it takes. Undefined where it needs an earlier answer. */
export function paramsOf(method: string, { uri, text, diagnostics, answers }: Asked, chance: Chance): unknown {
  const lines = lineIndex(text);
  const place = (): Position => lines.position(chance.below(text.length + 1));
  const [position, other] = [place(), place()];
  const range = isBefore(position, other) ? { start: position, end: other } : { start: other, end: position };
  const finding = diagnostics.length > 0 && chance.below(2) === 0 ? chance.of(diagnostics) : undefined;
  const first = oneOf(answers.get(askedBefore(method) ?? ""), chance);
  if (method.endsWith("/resolve")) return first;
  return {
    textDocument: { uri },
    uri,
    position,
    range: finding?.range ?? range,
    positions: [position, other],
    ranges: [range],
    newName: chance.of(["New", "", "$", "😀", "a b", "Done"]),
    path: "/States/A",
    active: true,
    query: chance.of(["", "a", "S"]),
    options: { tabSize: 2, insertSpaces: chance.below(2) === 0 },
    ch: "\n",
    item: first ?? {
      uri,
      name: "A",
      range,
      selectionRange: range,
      kind: 1,
    },
    context: { diagnostics: finding ? [finding] : diagnostics.slice(0, 3), includeDeclaration: true, triggerKind: 1 },
    previousResultId: "1",
    expression: chance.of(["$states.input", "$.a", "("]),
    input: "{}",
    data: { input: { a: 1, list: [1, 2] }, variables: { x: 1 }, context: {} },
  };
}

/** The request whose answer this one is about; undefined for most. */
export function askedBefore(method: string): string | undefined {
  if (method === "completionItem/resolve") return "textDocument/completion";
  if (method.endsWith("/resolve")) return `textDocument/${method.split("/")[0]}`;
  return method.startsWith("callHierarchy/") ? "textDocument/prepareCallHierarchy" : undefined;
}

function oneOf(answer: unknown, chance: Chance): unknown {
  const items = (answer as { readonly items?: unknown } | null | undefined)?.items ?? answer;
  return Array.isArray(items) && items.length > 0 ? chance.of(items) : undefined;
}

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);

/** The ranges in an answer that are about this document and lie outside of it. Iterative. */
export function rangesOutside(answer: unknown, { uri, text }: Pick<Asked, "uri" | "text">): readonly Range[] {
  const lines = lineIndex(text);
  const holds = ({ line, character }: Position): boolean => {
    if (line < 0 || line >= lines.lineCount || character < 0) return false;
    const { start, end } = lines.line(line);
    return character <= end - start + 1;
  };
  const outside: Range[] = [];
  const pending: unknown[] = [answer];
  for (let next = pending.pop(); pending.length > 0 || next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const about = (next as { uri?: unknown; targetUri?: unknown }).uri ?? (next as { targetUri?: unknown }).targetUri;
    if (typeof about === "string" && about !== uri) continue;
    if (isRange(next)) {
      if (!holds(next.start) || !holds(next.end) || !isBefore(next.start, next.end)) outside.push(next);
    } else for (const inner of Object.values(next)) if (inner !== null && inner !== undefined) pending.push(inner);
  }
  return outside;
}

function isRange(value: object): value is Range {
  const { start, end } = value as Partial<Range>;
  return typeof start?.line === "number" && typeof end?.line === "number";
}
