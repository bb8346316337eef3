import type { Assignment, Read } from "../flow/index.ts";
import type { Diagnostic } from "../text/index.ts";
import { spanInText } from "./expressions/text-span.ts";
import type { Finding } from "./rule.ts";

/** Where a variable is read. */
export const placeOf = ({ text, span }: Read): Finding["at"] => spanInText(text.node, span);

/** The places that assign a variable, for a finding about one that reads it. */
export function assignedThere(assignments: readonly Assignment[]): NonNullable<Diagnostic["related"]> {
  return assignments.slice(0, 5).map(({ name, member, part }) => ({
    span: member.key.span,
    message: `"${part.state?.name ?? ""}" assigns "${name}" here.`,
  }));
}

/** The states of some assignments, each once. */
export function assigningStates(assignments: readonly Assignment[]): readonly string[] {
  return [...new Set(assignments.flatMap(({ part }) => part.state?.name ?? []))];
}
