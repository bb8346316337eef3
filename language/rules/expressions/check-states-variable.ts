import type { VariableUse } from "../../expressions/index.ts";
import { type EvaluatedText, statesFields } from "../../model/index.ts";
import { closest } from "../closest.ts";
import type { ReportAs } from "../rule.ts";
import { shown } from "../wording.ts";

/** What `$states` holds. Reference, section 2.4. */
const FIELDS = ["input", "result", "errorOutput", "context"];

/** A read of `$states.…`: of something that it holds at this place. */
export function checkStatesVariable({ names, span }: VariableUse, text: EvaluatedText, report: ReportAs): void {
  const [first] = names;
  if (!first) return;
  if (!FIELDS.includes(first.name)) {
    const suggestion = closest(first.name, FIELDS);
    const advice = suggestion
      ? `did you mean "${suggestion}"?`
      : '"$states" has "input", "result", "errorOutput" and "context".';
    const message = `"$states" has no field "${shown(first.name)}": ${advice}`;
    report("jsonata-states-field", { at: first.span, message, ...(suggestion && { data: { suggestion } }) });
    return;
  }
  if (first.name !== "result" && first.name !== "errorOutput") return;
  const { part } = text;
  const there = statesFields(text);
  const at = { start: span.start, end: first.span.end };
  if (first.name === "result" && !there.includes("result") && part.state?.type) {
    const message =
      '"$states.result" is there only in "Output" and "Assign" of Task, Parallel and Map states: use "$states.input".';
    report("jsonata-result-scope", { at, message });
  }
  if (first.name === "errorOutput" && !there.includes("errorOutput")) {
    const message = '"$states.errorOutput" is there only in "Output" and "Assign" of a catcher.';
    report("jsonata-error-output-scope", { at, message });
  }
}
