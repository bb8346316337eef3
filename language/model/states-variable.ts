import type { EvaluatedText } from "./evaluated-text.ts";

/** What `$states` may hold. Reference, section 2.4. */
export type StatesField = "input" | "result" | "errorOutput" | "context";

/** The states whose `$states` has a result once they are done. */
const WITH_RESULT: readonly unknown[] = ["Task", "Parallel", "Map"];

/** What `$states` holds where a text stands. In a state without a known type it may have a result. */
export function statesFields({ part, field }: Pick<EvaluatedText, "part" | "field">): readonly StatesField[] {
  const isAfter = field === "Output" || field === "Assign";
  const type = part.state?.type;
  const hasResult = part.kind === "State" && isAfter && (type === undefined || WITH_RESULT.includes(type));
  const hasError = part.kind === "Catcher" && isAfter;
  return ["input", ...(hasResult ? ["result" as const] : []), ...(hasError ? ["errorOutput" as const] : []), "context"];
}
