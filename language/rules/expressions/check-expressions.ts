import { dollarMembers, type EvaluatedText, evaluatedTexts, isPlaceholder } from "../../model/index.ts";
import type { ReportAs, Subject } from "../rule.ts";
import { checkIntrinsicText } from "./check-intrinsic.ts";
import { checkJsonataText } from "./check-jsonata.ts";
import { checkPath, checkReferencePath } from "./check-path.ts";
import { checkDollarKey, checkDollarValue, checkFixedTexts, checkPlainText } from "./check-template.ts";

/** Whatever can be said about paths, templates and expressions, one text at a time. */
export function checkExpressions({ model }: Subject, report: ReportAs): void {
  for (const part of model.parts) {
    for (const text of evaluatedTexts(part)) {
      if (text.marked ? text.marked.hasPlaceholder : isPlaceholder(text.node)) continue;
      if (part.queryLanguage === "JSONPath") checkJsonPathText(text, report);
      else checkJsonataText(text, report);
    }
    for (const member of dollarMembers(part)) checkDollarKey(member, report);
    checkFixedTexts(part, report);
  }
}

function checkJsonPathText(text: EvaluatedText, report: ReportAs): void {
  const { node, spec } = text;
  switch (spec.type) {
    case "path":
      checkPath(node, spec, report);
      break;
    case "referencePath":
      checkReferencePath(text, report);
      break;
    case "pathOrIntrinsic":
      if (node.value.startsWith("States.")) checkIntrinsicText(node, spec, report);
      else checkPath(node, spec, report);
      break;
    case "template":
    case "assignments":
      if (!text.isItem && text.member.key.value.endsWith(".$")) checkDollarValue(text, report);
      else checkPlainText(text, report);
      break;
    default:
      break;
  }
}
