import { checkIntrinsic, parseIntrinsic } from "../../expressions/index.ts";
import type { FieldSpec } from "../../spec/index.ts";
import type { StringNode } from "../../syntax/index.ts";
import type { ReportAs } from "../rule.ts";
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
  for (const { code, message, span } of checkIntrinsic(call)) report(code, { at: spanInText(node, span), message });
  const result = call.function?.result;
  if (!spec?.format || !result || result === "string" || result === "any") return;
  const message = `"${call.name}" gives no text: call a function that does, such as "States.Format".`;
  report(spec.format, { at: spanInText(node, call.nameSpan), message });
}

/** Paths with blanks between them, `States.Format($.a $.b)`: a peer takes that for valid. */
const isWithoutCommas = (text: string): boolean => /^\s*States\.\w+\((?:\s*\$[^\s,()']*){2,}\s*\)\s*$/.test(text);
