import type { ParameterType } from "../catalogue/index.ts";
import { isPlaceholder } from "../model/index.ts";
import type { SyntaxNode } from "../syntax/index.ts";
import { type ArgumentObject, argumentObjects, isComputed } from "./call-arguments.ts";
import { closest } from "./closest.ts";
import { named, ofOurTable } from "./missing-required-parameter.ts";
import type { Finding, Rule, Subject } from "./rule.ts";
import { listed, shown } from "./wording.ts";

export const parameterValue: Rule = {
  code: "parameter-value",
  severity: "warning",
  doc: "What a Task gives its action is of the parameter's type: a list, a number, one of a few words.",
  perState: true,
  check(subject, report) {
    for (const object of argumentObjects(subject)) {
      for (const finding of unionFindings(object)) report(finding);
      for (const { member, type, isComputed } of object.given) {
        if (!type || isComputed) continue;
        for (const finding of valueFindings(subject, object, member.key.value, member.value, type)) report(finding);
      }
    }
  },
};

/** Of some objects exactly one member is to be given. */
function* unionFindings(object: ArgumentObject): Generator<Finding> {
  const { set, given, holder } = object;
  const known = given.filter(({ parameter }) => parameter);
  if (!set.isUnion || known.length < 2) return;
  const names = known.map(({ name }) => name);
  yield { at: holder.key, message: `${named(object)} takes one of ${listed(names, "and")}, not several: keep one.` };
}

/** The faults of a value and of the items of its lists; objects with known members are looked at by themselves. */
function* valueFindings(
  subject: Subject,
  object: ArgumentObject,
  name: string,
  value: SyntaxNode,
  type: ParameterType,
): Generator<Finding> {
  const pending: { readonly node: SyntaxNode; readonly type: ParameterType }[] = [{ node: value, type }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, type } = next;
    if (isOpen(node, object)) continue;
    const fault = faultOf(node, type, object.call.isSdk);
    if (fault) yield { at: node, ...fault(name, subject) };
    if (type.kind === "list" && type.of && node.kind === "array")
      for (const item of node.items.toReversed()) pending.push({ node: item, type: type.of });
    if (type.kind === "map" && type.of && node.kind === "object")
      for (const { value: inner } of node.members.toReversed()) pending.push({ node: inner, type: type.of });
  }
}

/** Whether a value is made later, missing, or meant as a path: other rules speak of that. */
function isOpen(node: SyntaxNode, { state }: ArgumentObject): boolean {
  if (node.kind === "missing" || (node.kind === "literal" && node.value === null)) return true;
  if (isPlaceholder(node) || isComputed(node, state.queryLanguage)) return true;
  return state.queryLanguage === "JSONPath" && node.kind === "string" && /^(?:\$|States\.)/.test(node.value);
}

type Fault = (name: string, subject: Subject) => Pick<Finding, "message" | "data">;

const wants =
  (what: string, data?: Finding["data"]): Fault =>
  (name) => ({ message: `"${shown(name)}" takes ${what}.`, ...(data && { data }) });

function faultOf(node: SyntaxNode, type: ParameterType, isSdk: boolean): Fault | undefined {
  const given = kindOf(node);
  switch (type.kind) {
    case "list":
      return given === "array" ? undefined : wants("a list");
    case "members":
      // Attribute values of DynamoDB may be written as the text alone.
      if (given === "string" && type.name === "dynamodb.AttributeValue") return undefined;
      return given === "object" ? undefined : wants("an object");
    case "map":
    case "object":
      return given === "object" ? undefined : wants("an object");
    case "choice":
      return choiceFault(node, type.values, given);
    case "boolean":
      return isBoolean(node) ? undefined : wants("true or false");
    case "integer":
    case "number":
      return isNumber(node, type.kind) ? undefined : wants(type.kind === "integer" ? "a whole number" : "a number");
    case "string":
      // Services differ in what they make of a number where their API wants a text; those made for the language refuse it.
      if (given === "string" || isSdk) return undefined;
      return node.kind === "literal" ? wants("a text: put it in quotes", { wanted: "text" }) : wants("a text");
    default:
      return undefined;
  }
}

function choiceFault(node: SyntaxNode, values: readonly string[], given: string): Fault | undefined {
  if (node.kind !== "string") return wants(given === "array" || given === "object" ? "a single word" : "a text");
  const { value } = node;
  if (values.includes(value)) return undefined;
  const suggestion = closest(value, values);
  const advice = suggestion
    ? `did you mean "${suggestion}"?`
    : `it takes ${values.length > 8 ? `${values.length} others` : listed(values, "or")}.`;
  return (name, subject) => ({
    message: `"${shown(value)}" isn't among the values of "${name}" ${ofOurTable(subject)}: ${advice}`,
    ...(suggestion && { data: { suggestion } }),
  });
}

function kindOf(node: SyntaxNode): "array" | "object" | "string" | "number" | "boolean" | "other" {
  if (node.kind === "array" || node.kind === "object" || node.kind === "string") return node.kind;
  const type = node.kind === "literal" ? typeof node.value : undefined;
  return type === "number" || type === "boolean" ? type : "other";
}

/** Texts that say a truth value or a number are taken by some services. */
const isBoolean = (node: SyntaxNode): boolean =>
  kindOf(node) === "boolean" || (node.kind === "string" && /^(?:true|false)$/i.test(node.value));

function isNumber(node: SyntaxNode, kind: "integer" | "number"): boolean {
  const value = node.kind === "literal" || node.kind === "string" ? node.value : undefined;
  if (value === undefined || value === null || typeof value === "boolean" || value === "") return false;
  return kind === "integer" ? Number.isInteger(Number(value)) : !Number.isNaN(Number(value));
}
