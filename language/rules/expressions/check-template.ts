import {
  type DollarMember,
  type EvaluatedText,
  hasPlaceholder,
  isPlaceholder,
  type Part,
  placeWithin,
} from "../../model/index.ts";
import type { FieldSpec } from "../../spec/index.ts";
import type { Member, StringNode } from "../../syntax/index.ts";
import { derived, type ServiceText } from "../../text/index.ts";
import type { ReportAs } from "../rule.ts";
import { schemaFault } from "../service-text.ts";
import { shown } from "../wording.ts";
import { checkIntrinsicText } from "./check-intrinsic.ts";
import { parsedPath } from "./check-path.ts";
import { spanInText } from "./text-span.ts";

/** The value of a key that ends in `.$`: a path, or a call of an intrinsic function. */
export function checkDollarValue(text: EvaluatedText, reportAs: ReportAs): void {
  const { node } = text;
  // Whatever is wrong with it, the service says the same.
  const report: ReportAs = (code, finding) =>
    reportAs(code, finding.severity === "warning" ? finding : { ...finding, service: dollarFault(text) });
  if (node.value.trimStart().startsWith("$")) parsedPath(node, report);
  else if (/^\s*States\./.test(node.value)) {
    checkLeadingBlank(node, report);
    checkIntrinsicText(node, undefined, report);
  } else {
    const message = `"${shown(node.value)}" is neither a path nor an intrinsic function: drop ".$" from the key to take it literally.`;
    report("dollar-field-value", { at: node, message });
  }
}

/** A peer refuses it; what the service says isn't known. */
function checkLeadingBlank(node: StringNode, report: ReportAs): void {
  const blank = /^\s+/.exec(node.value)?.[0];
  if (!blank) return;
  const message = "A call of an intrinsic function begins the text: delete the blank before it.";
  report("intrinsic-syntax", { at: spanInText(node, { start: 0, end: blank.length }), message, severity: "warning" });
}

function dollarFault({ part, field, member, steps }: Omit<DollarMember, "siblings">): ServiceText {
  const what = "must be a valid JSONPath or a valid intrinsic function call";
  const place = placeWithin(part, field, steps?.before);
  return schemaFault(`The value for the field '${member.key.value}' ${what}`, place);
}

/** A key within a template that ends in `.$`. */
export function checkDollarKey(found: DollarMember, report: ReportAs): void {
  const { member, siblings, part, spec } = found;
  const { key, value } = member;
  const name = key.value;
  if (hasPlaceholder(name)) return;
  if (part.queryLanguage === "JSONata") {
    const message = `"${shown(name)}" is a plain key in JSONata: name it "${shown(name.slice(0, -2))}" and write an expression "{% … %}".`;
    report("dollar-in-jsonata", { at: key, message });
    return;
  }
  if (spec.type !== "template" && spec.type !== "assignments") return;
  if (value.kind !== "string" && value.kind !== "missing" && !isPlaceholder(value)) {
    const message = `"${shown(name)}" takes a text, a path or an intrinsic function: drop ".$" from the key to take the value literally.`;
    report("dollar-field-value", { at: value, message, service: dollarFault(found) });
  }
  const twin = named(siblings, name.slice(0, -2));
  if (!twin) return;
  report("dollar-field-conflict", {
    at: key,
    message: `"${shown(name)}" and "${shown(twin.key.value)}" give the same field: keep one of them.`,
    related: [{ span: twin.key.span, message: `"${shown(twin.key.value)}" stands here.` }],
  });
}

/** The last member of each name, kept: every key of a large template asks for its twin. */
const membersByName = derived(
  (members: readonly Member[]): ReadonlyMap<string, Member> => new Map(members.map((each) => [each.key.value, each])),
);

const FEW = 24;

/** The last member of a name. */
function named(members: readonly Member[], name: string): Member | undefined {
  if (members.length > FEW) return membersByName(members).get(name);
  return members.findLast(({ key }) => key.value === name);
}

/** A text that is taken literally, though it looks as if it should be evaluated. */
export function checkPlainText({ node, member, isItem }: EvaluatedText, report: ReportAs): void {
  const { value } = node;
  if (isExpression(value)) {
    const message =
      'Nothing evaluates "{% … %}" in a JSONPath state: set "QueryLanguage" to "JSONata", or write a path.';
    report("jsonata-not-evaluated-field", { at: node, message });
    return;
  }
  const isPath = /^\$(?:\$?\.[A-Za-z_]|\$?\[['"*?\d]|\$\.)/.test(value);
  if (!isPath && !/^States\.[A-Z]\w*\(.*\)$/.test(value)) return;
  const key = member.key.value;
  // Some services take paths of their own, in fields that are named after them.
  if (/path$|expression$|query$|filter|pattern/i.test(key)) return;
  const advice = isItem
    ? 'only values of keys that end in ".$" are evaluated.'
    : `name the key "${shown(key)}.$" to evaluate it.`;
  report("dollar-missing", { at: node, message: `"${shown(value)}" is taken as it stands: ${advice}` });
}

const isExpression = (text: string): boolean => /^\s*\{%[\s\S]*%\}\s*$/.test(text);

/** Fields for a text in which nothing is evaluated: comments, labels, and in JSONPath states errors and causes. */
export function checkFixedTexts({ node, spec, queryLanguage }: Part, report: ReportAs): void {
  for (const { key, value } of node.members) {
    if (value.kind !== "string" || !value.value.includes("{%") || !isExpression(value.value)) continue;
    const field: FieldSpec | undefined = Object.hasOwn(spec.fields, key.value) ? spec.fields[key.value] : undefined;
    if (field?.type !== "string" || field.oneOf) continue;
    if (field.expression && queryLanguage === "JSONata") continue;
    const message = `Nothing evaluates "{% … %}" in "${key.value}": write a plain text.`;
    report("jsonata-not-evaluated-field", { at: value, message });
  }
}
