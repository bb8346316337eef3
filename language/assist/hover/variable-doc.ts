import type { KnownVariable } from "../expressions/variables-at.ts";
import { code } from "../place/inert.ts";

/** Which states assign a variable, and what, as Markdown. */
export function variableDoc({ assignments, isSometimes }: KnownVariable): string {
  const lines = assignments.map(({ part, member: { value } }) => {
    const text = value.kind === "string" ? value.value : value.kind === "literal" ? String(value.value) : undefined;
    const what = text === undefined ? "" : `: ${code(text.length > 80 ? `${text.slice(0, 80)}…` : text)}`;
    return `- ${code(part.state?.name ?? "")}${part.kind === "State" ? "" : ` (${part.spec.noun})`}${what}`;
  });
  const shown = lines.length > 8 ? [...lines.slice(0, 8), `- and ${lines.length - 8} more`] : lines;
  const doubt = isSometimes ? "\n\nOn some ways to this state it has no value." : "";
  return `Assigned by\n\n${shown.join("\n")}${doubt}`;
}
