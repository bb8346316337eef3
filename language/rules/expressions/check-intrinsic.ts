import { checkIntrinsic, intrinsicFunctions, parseIntrinsic } from "../../expressions/index.ts";
import type { FieldSpec } from "../../spec/index.ts";
import type { StringNode } from "../../syntax/index.ts";
import { closest } from "../closest.ts";
import type { Finding, ReportAs } from "../rule.ts";
import { shown } from "../wording.ts";
import { spanInText } from "./text-span.ts";

/** A call of an intrinsic function; where the table says so, one that gives a text. */
export function checkIntrinsicText(node: StringNode, spec: FieldSpec | undefined, report: ReportAs): void {
  const parsed = parseIntrinsic(node.value);
  if (!parsed.ok) {
    const { code, message, span } = parsed.problem;
    const severity = isWithoutCommas(node.value) ? "warning" : "error";
    report(code, { at: spanInText(node, span), message, severity });
    return;
  }
  const call = parsed.value;
  for (const { code, message, span } of checkIntrinsic(call)) {
    const at = spanInText(node, span);
    if (code === "intrinsic-unknown") report(code, { at, ...unknownFunction(node.value.slice(span.start, span.end)) });
    else report(code, { at, message });
  }
  const result = call.function?.result;
  if (!spec?.format || !result || result === "string" || result === "any") return;
  const message = `"${call.name}" gives no text: call a function that does, such as "States.Format".`;
  report(spec.format, { at: spanInText(node, call.nameSpan), message });
}

function unknownFunction(name: string): Pick<Finding, "message" | "data"> {
  const suggestion = closest(name, intrinsicFunctions.keys());
  const advice = suggestion
    ? `did you mean "${suggestion}"?`
    : 'see "Intrinsic functions" in the guide of Step Functions.';
  return {
    message: `There is no function "${shown(name)}": ${advice}`,
    ...(suggestion && { data: { suggestion } }),
  };
}

/** Paths with blanks between them, `States.Format($.a $.b)`: a peer takes that for valid. */
const isWithoutCommas = (text: string): boolean => /^\s*States\.\w+\((?:\s*\$[^\s,()']*){2,}\s*\)\s*$/.test(text);
