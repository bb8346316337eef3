import { isPlaceholder, type Part } from "../../model/index.ts";
import { type FieldSpec, type FieldType, isObjectName, isTimestamp, objectSpecs } from "../../spec/index.ts";
import type { Member, SyntaxNode } from "../../syntax/index.ts";
import { pointer, type Span } from "../../text/index.ts";
import { closest } from "../closest.ts";
import type { ReportAs } from "../rule.ts";
import { schemaFault } from "../service-text.ts";
import { aNoun, grouped, listed, shown } from "../wording.ts";

/** What a field's value must be, one place at a time: its kind, its size, its form, and its items. */
export function checkValue(part: Part, member: Member, spec: FieldSpec, report: ReportAs): void {
  const { key, value } = member;
  const code = spec.code ?? "field-type";
  if (value.kind === "missing" || isPlaceholder(value)) return;
  if (spec.nullable && value.kind === "literal" && value.value === null) return;
  if (mayBeExpression(part, spec) && isExpression(value)) return;
  const kind = kinds[spec.type];
  if (!kind.accepts(value)) {
    const wrong = spec.fixed && (isExpression(value) || isPath(value)) ? spec.fixed : code;
    report(wrong, {
      at: placeOf(member),
      message: `"${key.value}" must be ${wanted(part, spec)}${advice(part, member)}.`,
    });
  } else if (isEmpty(value) && (spec.min ?? 0) > 0) {
    report(spec.empty ?? code, {
      at: placeOf(member),
      message: `"${key.value}" is empty: ${spec.type === "string" ? "write" : "add"} ${itemNoun(spec)}.`,
      service: schemaFault("Value cannot be empty", pointer(part.path, key.value)),
    });
  } else if (!fitsSize(value, spec)) {
    report(code, { at: placeOf(member), message: `"${key.value}" must be ${wanted(part, spec)}.` });
  } else if (value.kind === "string") checkForm(part, member, value.value, spec, report);
  for (const item of wrongItems(value, spec)) {
    report(code, {
      at: item,
      message: `Each ${itemNoun(spec).replace(/^an? /, "")} must be ${takesTexts(spec) ? "a text" : "an object"}.`,
    });
  }
}

/** The value, or the field's name where YAML has no text for a value that is null. */
function placeOf({ key, value }: Member): Span {
  return value.span.end > value.span.start ? value.span : key.span;
}

interface Kind {
  /** What messages call such a value. */
  readonly noun: string;
  readonly accepts: (value: SyntaxNode) => boolean;
}

const isString = ({ kind }: SyntaxNode): boolean => kind === "string";
const isObject = ({ kind }: SyntaxNode): boolean => kind === "object";
const isArray = ({ kind }: SyntaxNode): boolean => kind === "array";
const isNumber = (node: SyntaxNode): boolean => node.kind === "literal" && typeof node.value === "number";
const isInteger = (node: SyntaxNode): boolean => node.kind === "literal" && Number.isInteger(node.value);
const isBoolean = (node: SyntaxNode): boolean => node.kind === "literal" && typeof node.value === "boolean";

const text = { noun: "a text", accepts: isString } as const;

/** What the table's field types mean for a value by itself. */
const kinds: { readonly [T in FieldType]: Kind } = {
  any: { noun: "a value", accepts: () => true },
  string: text,
  boolean: { noun: "true or false", accepts: isBoolean },
  integer: { noun: "a whole number", accepts: isInteger },
  number: { noun: "a number", accepts: isNumber },
  object: { noun: "an object", accepts: isObject },
  stateName: { noun: "the name of a state", accepts: isString },
  errorNames: { noun: "a list of error names", accepts: isArray },
  resource: { noun: "a text, the ARN of what is called", accepts: isString },
  timestamp: { noun: 'a moment such as "2026-03-01T12:00:00Z"', accepts: isString },
  path: { noun: 'a path such as "$.order.id"', accepts: isString },
  referencePath: { noun: 'a path such as "$.order.id"', accepts: isString },
  pathOrIntrinsic: { noun: 'a path such as "$.order.id", or a call of an intrinsic function', accepts: isString },
  template: { noun: "a value", accepts: () => true },
  assignments: { noun: "an object with a value for each variable", accepts: isObject },
  items: { noun: "an array, an object, or an expression", accepts: (node) => isArray(node) || isObject(node) },
  strings: { noun: "a list of texts", accepts: isArray },
  record: { noun: "an object", accepts: isObject },
  list: { noun: "a list", accepts: isArray },
  map: { noun: "an object", accepts: isObject },
};

/** JSONata stands for a value only in JSONata states. Unfinished marks count: another rule reports those. */
function mayBeExpression(part: Part, spec: FieldSpec): boolean {
  return part.queryLanguage === "JSONata" && (spec.expression === true || spec.type === "items");
}

const isExpression = (node: SyntaxNode): boolean => node.kind === "string" && /^\s*\{%/.test(node.value);
const isPath = (node: SyntaxNode): boolean => node.kind === "string" && node.value.startsWith("$");

function wanted(part: Part, spec: FieldSpec): string {
  const { min, max, type } = spec;
  const sized =
    type === "string" && max !== undefined
      ? `a text of ${min ?? 0} to ${max} characters`
      : `${kinds[type].noun}${range(min, max, type)}`;
  return mayBeExpression(part, spec) && spec.expression ? `${sized}, or an expression "{% … %}"` : sized;
}

function range(min: number | undefined, max: number | undefined, type: FieldType): string {
  if (type !== "integer" && type !== "number") return "";
  if (min !== undefined && max !== undefined) return ` from ${grouped(min)} to ${grouped(max)}`;
  return min === undefined ? "" : `, at least ${grouped(min)}`;
}

/** A path where only a value may stand, while a twin of the field takes paths. */
function advice(part: Part, { key, value }: Member): string {
  const twin = `${key.value}Path`;
  const takesPath = Object.hasOwn(part.spec.fields, twin) && part.queryLanguage === "JSONPath";
  return takesPath && isPath(value) ? `; for a path use "${twin}"` : "";
}

function sizeOf(node: SyntaxNode): number {
  if (node.kind === "string") return node.value.length;
  if (node.kind === "array") return node.items.length;
  if (node.kind === "object") return node.members.length;
  return node.kind === "literal" && typeof node.value === "number" ? node.value : 0;
}

const isEmpty = (node: SyntaxNode): boolean => node.kind !== "literal" && sizeOf(node) === 0;

function fitsSize(node: SyntaxNode, { min, max }: FieldSpec): boolean {
  const size = sizeOf(node);
  return (min === undefined || size >= min) && (max === undefined || size <= max);
}

function checkForm(part: Part, member: Member, text: string, spec: FieldSpec, report: ReportAs): void {
  if (!spec.oneOf && spec.type !== "timestamp") return;
  const field = member.key.value;
  const code = spec.format ?? spec.code ?? "field-type";
  if (spec.oneOf && !spec.oneOf.includes(text)) {
    const suggestion = closest(text, spec.oneOf);
    const right = suggestion ? `did you mean "${suggestion}"?` : `write ${listed(spec.oneOf, "or")}.`;
    const message = `"${field}" can't be "${shown(text)}": ${right}`;
    const values = spec.service ?? `The field '${field}' should have one of these values: [${spec.oneOf.join(", ")}]`;
    const service = schemaFault(values, pointer(part.path, field));
    report(code, { at: placeOf(member), message, service, ...(suggestion && { data: { suggestion } }) });
  }
  if (spec.type === "timestamp" && !isTimestamp(text)) {
    const message = `"${shown(text)}" is no moment: write it as "2026-03-01T12:00:00Z".`;
    report(code, {
      at: placeOf(member),
      message,
      service: schemaFault("String does not match RFC3339 timestamp", pointer(part.path, field)),
    });
  }
}

function wrongItems(node: SyntaxNode, spec: FieldSpec): readonly SyntaxNode[] {
  const items = itemsOf(node, spec.type);
  if (items.length === 0) return items;
  const wanted = takesTexts(spec) ? "string" : "object";
  const isWrong = (item: SyntaxNode): boolean => item.kind !== "missing" && item.kind !== wanted && isCertain(item);
  return items.some(isWrong) ? items.filter(isWrong) : NONE;
}

function itemsOf(node: SyntaxNode, type: FieldType): readonly SyntaxNode[] {
  if (node.kind === "object" && type === "map") return node.members.map(({ value }) => value);
  const isList = type === "list" || type === "strings" || type === "errorNames";
  return node.kind === "array" && isList ? node.items : [];
}

const NONE: readonly SyntaxNode[] = [];

const isCertain = (node: SyntaxNode): boolean => !isPlaceholder(node);

const takesTexts = ({ type }: FieldSpec): boolean => type === "errorNames" || type === "strings";

/** What messages call one of the field's items. */
function itemNoun({ type, of }: FieldSpec): string {
  if (type === "errorNames") return "an error name";
  if (type === "map") return "a state";
  const noun = isObjectName(of) ? objectSpecs[of].noun : type === "string" ? "a text" : "item";
  return noun.startsWith("a ") ? noun : aNoun(noun).replace(/^A/, "a");
}
