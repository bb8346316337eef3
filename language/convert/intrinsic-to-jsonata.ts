import type { IntrinsicArgument, IntrinsicCall } from "../expressions/index.ts";
import { checkIntrinsic } from "../expressions/index.ts";
import { call, type Expression, needed, operand } from "./expression.ts";
import { stringText } from "./jsonata-text.ts";
import type { Notes } from "./notes.ts";
import { pathTerm, type Scope } from "./path-to-jsonata.ts";
import { expressionTerm, literalExpression, literalTerm, type Term, toExpression } from "./term.ts";

/** What a call of an intrinsic function gives. Reference, section 4. Recursive, as deep as calls may be nested. */
export function intrinsicTerm(intrinsic: IntrinsicCall, scope: Scope): Term {
  const { notes } = scope;
  const [finding] = checkIntrinsic(intrinsic);
  const convert = Object.hasOwn(CONVERSIONS, intrinsic.name) ? CONVERSIONS[intrinsic.name] : undefined;
  if (finding || !convert) {
    notes.problems.add(finding?.message ?? `"${intrinsic.name}" has no equal in JSONata.`);
    return literalTerm(null);
  }
  const terms = intrinsic.arguments.map((argument) => argumentTerm(argument, scope));
  if (intrinsic.name === "States.Array") return { kind: "array", items: terms };
  const given = terms.map((term) => toExpression(term, notes));
  const made = convert({ given, intrinsic, notes });
  if (!made) notes.problems.add(`"${intrinsic.text}" can't be converted: JSONata has no equal for it.`);
  return made ? expressionTerm({ ...made, source: intrinsic.text }) : literalTerm(null);
}

function argumentTerm(argument: IntrinsicArgument, scope: Scope): Term {
  if (argument.kind === "call") return intrinsicTerm(argument, scope);
  return argument.kind === "path" ? pathTerm(argument.path, scope) : literalTerm(argument.value);
}

interface Given {
  readonly given: readonly Expression[];
  readonly intrinsic: IntrinsicCall;
  readonly notes: Notes;
}

type Made = Omit<Expression, "source"> | undefined;

const EMPTY: Expression = { text: "null", isOperand: true, isCertain: true, source: "" };
const first = ({ given }: Given): Expression => given[0] ?? EMPTY;
const second = ({ given }: Given): Expression => given[1] ?? EMPTY;

/** An expression that lacks a value exactly where its argument does. */
const passing = (
  name: string,
  { isCertain, source }: Expression,
  given: readonly string[],
  type: "string" | "number",
) => call(name, given, { isCertain, source, type });

const wrapped = (text: string): Made => ({ text: `[${text}]`, isOperand: true, isCertain: true, type: "array" });

const CONVERSIONS: { readonly [name: string]: (call: Given) => Made } = {
  "States.Format": formatted,
  "States.StringToJson"(all) {
    const { text, isCertain } = first(all);
    if (all.notes.exact && first(all).type === undefined) {
      const blank = `$trim(${text}) = '' ? null : $parse(${text})`;
      return { text: blank, isOperand: false, isCertain };
    }
    all.notes.caveats.add(`Where its text is empty, "${all.intrinsic.text}" gave null: now it fails.`);
    return { text: `$parse(${text})`, isOperand: true, isCertain };
  },
  "States.JsonToString": jsonWritten,
  "States.Array": () => undefined,
  "States.ArrayPartition"(all) {
    noteBounds(all, second(all), "with a size below 1");
    const size = whole(all, needed(second(all), all.notes, "the list is empty"));
    return wrapped(`$partition(${listed(all)}, ${size})`);
  },
  "States.ArrayContains"(all) {
    const wanted = needed(second(all), all.notes, "it counts as not contained");
    const isPlain = wanted.type === "string" || wanted.type === "number" || wanted.type === "boolean";
    const list = operand(ofType(first(all), "array", all.notes, AS_LIST));
    if (isPlain) return { text: `${operand(wanted)} in ${list}`, isOperand: false, isCertain: true, type: "boolean" };
    const found = `$exists(${list}[$ = ${operand(wanted)}])`;
    // Of an empty list no item asks for the value, nor whether there is one.
    const isAsked = all.notes.exact && !second(all).isCertain;
    const text = isAsked ? `$exists(${operand(wanted)}) and ${found}` : found;
    return { text, isOperand: !isAsked, isCertain: true, type: "boolean" };
  },
  "States.ArrayRange"(all) {
    for (const one of all.given) noteBounds(all, one, "with a step of 0, and with more than 1,000 numbers");
    if (alwaysFails(all)) return undefined;
    const [from = "", to = "", step = ""] = all.given.map((one) =>
      whole(all, needed(one, all.notes, "the list is empty")),
    );
    return wrapped(`$range(${from}, ${to}, ${step})`);
  },
  "States.ArrayGetItem"(all) {
    noteBounds(all, second(all), "with an index below 0, which now counts from the end");
    const index = needed(second(all), all.notes, "nothing is chosen");
    const list = operand(ofType(first(all), "array", all.notes, AS_LIST));
    return { text: `${list}[${whole(all, index)}]`, isOperand: true, isCertain: false };
  },
  "States.ArrayLength"(all) {
    return { text: `$count(${listed(all)})`, isOperand: true, isCertain: true, type: "number" };
  },
  "States.ArrayUnique"(all) {
    const list = ofType(first(all), "array", all.notes, AS_LIST);
    return { text: `$distinct(${list.text})`, isOperand: true, isCertain: list.isCertain };
  },
  "States.Base64Encode"(all) {
    notAscii(all);
    return passing("base64encode", first(all), [first(all).text], "string");
  },
  "States.Base64Decode"(all) {
    notAscii(all);
    return passing("base64decode", first(all), [first(all).text], "string");
  },
  "States.Hash"(all) {
    const value = first(all);
    if (value.type !== "string")
      all.notes.caveats.add(`"${all.intrinsic.text}" also took values that are no texts: $hash fails with them.`);
    return passing("hash", value, [value.text, needed(second(all), all.notes, "nothing is computed").text], "string");
  },
  "States.JsonMerge"(all) {
    const [one = "", other = ""] = all.given
      .slice(0, 2)
      .map((each) => operand(ofType(each, "object", all.notes, "it is left out, or the merge fails")));
    return { text: `$merge([${one}, ${other}])`, isOperand: true, isCertain: true, type: "object" };
  },
  "States.MathRandom": randomNumber,
  "States.MathAdd"(all) {
    for (const one of all.given) noteBounds(all, one, "beyond 32 bits");
    const [one = "", other = ""] = all.given.map((each) => whole(all, each));
    return {
      text: `${one} + ${other}`,
      isOperand: false,
      isCertain: all.given.every(({ isCertain }) => isCertain),
      type: "number",
    };
  },
  "States.StringSplit": split,
  "States.UUID": () => ({ text: "$uuid()", isOperand: true, isCertain: true, type: "string" }),
};

function jsonWritten(all: Given): Made {
  const value = first(all);
  const made = passing("string", value, [value.text], "string");
  if (value.type === "string" || !all.notes.exact) {
    const what = "put quotes around a text, and wrote numbers of more than 15 digits in full";
    all.notes.caveats.add(`"${all.intrinsic.text}" ${what}: $string doesn't.`);
    return made;
  }
  all.notes.caveats.add(`"${all.intrinsic.text}" wrote numbers of more than 15 digits in full: $string doesn't.`);
  if (value.type) return made;
  const inBrackets = `$string([${value.text}])`;
  const quoted = `$substring(${inBrackets}, 1, $length(${inBrackets}) - 2)`;
  return { ...made, text: `$type(${value.text}) = 'string' ? ${quoted} : ${made.text}`, isOperand: false };
}

const AS_LIST = "it counts as a list of one, or of none";

const listed = (all: Given): string => ofType(first(all), "array", all.notes, AS_LIST).text;

/** What must be an array or an object, as the function of JSONPath asks for. */
function ofType(expression: Expression, type: "array" | "object", notes: Notes, instead: string): Expression {
  const { text, source } = expression;
  if (expression.type === type && expression.isCertain) return expression;
  if (!notes.exact) {
    notes.caveats.add(`Where "${source}" is no ${type}, the execution failed: now ${instead}.`);
    return expression;
  }
  const message = `'${source.replaceAll("'", "\\u0027")} is no ${type}'`;
  const checked = `$type(${text}) = '${type}' ? ${text} : $error(${message})`;
  return { ...expression, text: checked, isOperand: false, isCertain: true, type };
}

/** The functions of JSONPath fail outside of their bounds; numbers that are written down are checked already. */
function noteBounds({ intrinsic, notes }: Given, expression: Expression, where: string): void {
  if (!isWhole(expression)) notes.caveats.add(`"${intrinsic.text}" failed ${where}: JSONata's counterpart does not.`);
}

function notAscii(all: Given): void {
  all.notes.caveats.add(`"${all.intrinsic.text}" took texts as UTF-8: JSONata fails, or gives others, beyond ASCII.`);
}

/** Whether a range of written numbers has a step of 0, or more numbers than the intrinsic gives. */
function alwaysFails({ given }: Given): boolean {
  const [from = Number.NaN, to = Number.NaN, step = Number.NaN] = given.map((one) =>
    isWhole(one) ? Number(one.text) : Number.NaN,
  );
  return step === 0 || Math.trunc((to - from) / step) >= 1000;
}

const isWhole = ({ text }: Expression): boolean => /^-?\d+$/.test(text);

/** JSONPath rounds numbers that should be whole. */
function whole({ notes, intrinsic }: Given, expression: Expression): string {
  if (isWhole(expression) || expression.type === "number") return operand(expression);
  if (notes.exact) return `$floor(${operand(expression)} + 0.5)`;
  notes.caveats.add(`"${intrinsic.text}" rounded numbers with a fraction: now they count as they are.`);
  return operand(expression);
}

function formatted({ given, intrinsic, notes }: Given): Made {
  const [template] = intrinsic.arguments;
  if (template?.kind !== "text") return undefined;
  const texts = piecesOf(template.raw);
  const values = given.slice(1);
  const [only] = values;
  if (values.length > 0) noteFormat(intrinsic, values, notes);
  if (!only) return { ...literalExpression(texts.join(""), notes) };
  if (values.length === 1 && texts.every((text) => text === "")) return passing("string", only, [only.text], "string");
  const parts = texts.flatMap((text, index) => {
    const value = values[index - 1];
    const shown = value && operand(needed(value, notes, "the text lacks it"));
    return [...(shown === undefined ? [] : [shown]), ...(text === "" ? [] : [stringText(text)])];
  });
  return { text: parts.join(" & "), isOperand: false, isCertain: true, type: "string" };
}

function noteFormat({ text }: IntrinsicCall, values: readonly Expression[], notes: Notes): void {
  const container = values.find(({ type }) => type === "object" || type === "array");
  if (container) notes.problems.add(`"${text}" writes "${container.source}" in Java's way: JSONata can't.`);
  if (values.every(({ type }) => type === "string" || type === "boolean")) return;
  notes.caveats.add(
    `"${text}" wrote objects and arrays in Java's way, and all digits of long numbers: JSONata writes JSON, with 15 digits.`,
  );
}

/** What stands around the places `{}` of a template, without escapes. */
function piecesOf(raw: string): readonly string[] {
  const pieces = [""];
  for (const [token] of raw.matchAll(/\\[\s\S]|\{\}|[\s\S]/g)) {
    if (token === "{}") pieces.push("");
    else pieces.push((pieces.pop() ?? "") + (token.length > 1 && token[0] === "\\" ? token.slice(1) : token));
  }
  return pieces;
}

function randomNumber(all: Given): Made {
  const [from, to, seed] = all.given;
  if (!from || !to || seed) return undefined;
  for (const one of [from, to]) noteBounds(all, one, "where the first number isn't below the second");
  const isFixed = isWhole(from) && isWhole(to);
  const width = isFixed ? String(Number(to.text) - Number(from.text)) : `(${whole(all, to)} - ${whole(all, from)})`;
  if (isFixed && Number(width) <= 0) return undefined;
  const isCertain = from.isCertain && to.isCertain;
  const start = isFixed && Number(from.text) === 0 ? "" : ` + ${whole(all, from)}`;
  return { text: `$floor($random() * ${width})${start}`, isOperand: start === "", isCertain, type: "number" };
}

/** Every character of the second text separates, and empty pieces are left out. */
function split(all: Given): Made {
  const [, separators] = all.intrinsic.arguments;
  if (separators?.kind !== "text" || separators.value === "" || /[\ud800-\udfff]/.test(separators.value))
    return undefined;
  const marks = [...separators.value];
  const pattern = marks.length === 1 ? stringText(separators.value) : `/[${marks.map(escapedMark).join("")}]/`;
  const text = needed(first(all), all.notes, "it counts as an empty list").text;
  return wrapped(`$split(${text}, ${pattern})[$ != '']`);
}

const escapedMark = (mark: string): string => (/[\\\]^/[(){}-]/.test(mark) ? `\\${mark}` : mark);
