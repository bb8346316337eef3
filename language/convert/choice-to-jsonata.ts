import { parsePath } from "../expressions/index.ts";
import { hasPlaceholder } from "../model/index.ts";
import { type Comparison, comparisons } from "../spec/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../text/index.ts";
import { type Expression, needed, operand } from "./expression.ts";
import { literalText, stringText } from "./jsonata-text.ts";
import { pathTerm, type Scope } from "./path-to-jsonata.ts";
import { literalExpression, toExpression } from "./term.ts";

/** The parts of a rule that say when it holds. */
export const CONDITION_FIELDS: ReadonlySet<string> = new Set(["And", "Or", "Not", "Variable", ...comparisons.keys()]);

/** The condition of a Choice rule as an expression. Reference, section 6. */
export function conditionText(rule: Json, scope: Scope): string {
  return conditionOf(rule, scope, new Set(), 0).text;
}

/** Rules may be nested this deep; JSONata reads no deeper either. */
const MAX_DEPTH = 50;

type Known = Set<string>;

interface Condition {
  readonly text: string;
  /** How it binds: rules within others need parentheses where they bind less. */
  readonly binds: "or" | "and" | "comparison" | "operand";
  /** What is known to exist where it holds, and where it doesn't. */
  readonly ifTrue: readonly string[];
  readonly ifFalse: readonly string[];
}

/** Recursive, as deep as `MAX_DEPTH`. */
function conditionOf(rule: Json, scope: Scope, known: Known, depth: number): Condition {
  const { notes } = scope;
  if (!isJsonObject(rule) || depth > MAX_DEPTH) {
    notes.problems.add(depth > MAX_DEPTH ? "The rule is nested too deeply." : "A Choice rule must be an object.");
    return NEVER;
  }
  if (Array.isArray(rule.And)) return chain("and", rule.And, scope, known, depth);
  if (Array.isArray(rule.Or)) return chain("or", rule.Or, scope, known, depth);
  if (rule.Not !== undefined) {
    const { text, ifTrue, ifFalse } = conditionOf(rule.Not, scope, known, depth + 1);
    return { text: `$not(${text})`, binds: "operand", ifTrue: ifFalse, ifFalse: ifTrue };
  }
  return comparisonOf(rule, scope, known, depth);
}

const NEVER: Condition = { text: "false", binds: "operand", ifTrue: [], ifFalse: [] };

function chain(word: "and" | "or", rules: readonly Json[], scope: Scope, known: Known, depth: number): Condition {
  const facts = new Set(known);
  const learned: string[] = [];
  const parts = rules.map((rule) => {
    const part = conditionOf(rule, scope, facts, depth + 1);
    const after = word === "and" ? part.ifTrue : part.ifFalse;
    for (const fact of after) facts.add(fact);
    learned.push(...after);
    if (rules.length === 1) return part.text;
    const isLoose = part.binds === "or" || (part.binds === "and" && word === "or");
    return isLoose ? `(${part.text})` : part.text;
  });
  if (parts.length === 0) scope.notes.problems.add("A rule has no rules in it.");
  const binds = rules.length === 1 ? "or" : word;
  const text = parts.join(` ${word} `);
  return word === "and" ? { text, binds, ifTrue: learned, ifFalse: [] } : { text, binds, ifTrue: [], ifFalse: learned };
}

function comparisonOf(rule: JsonObject, scope: Scope, known: Known, depth: number): Condition {
  const { notes } = scope;
  const names = Object.keys(rule).filter((key) => comparisons.has(key));
  const comparison = comparisons.get(names[0] ?? "");
  const value = rule[names[0] ?? ""] ?? null;
  const variable = typeof rule.Variable === "string" ? operandAt(rule.Variable, scope, known) : undefined;
  if (!variable || !comparison || names.length !== 1) {
    notes.problems.add("A Choice rule needs a Variable and one comparison.");
    return NEVER;
  }
  if (comparison.operand === "test") return testOf(comparison, variable, value, scope);
  const other = comparison.path ? operandAt(String(value), scope, known) : literalExpression(value, notes);
  const make =
    comparison.operand === "pattern" ? patternOf(variable, value) : comparedTexts(comparison, variable, other, value);
  const types = comparison.path ? [variable, other] : [variable];
  return guarded(comparison, make, types, scope, depth);
}

/** What a path names, and that it exists where a rule before has made sure of it. */
function operandAt(text: string, scope: Scope, known: Known): Expression {
  const path = hasPlaceholder(text) ? undefined : parsePath(text);
  if (!path?.ok) {
    scope.notes.problems.add(`"${text}" can't be read as a path.`);
    return literalExpression(null, scope.notes);
  }
  const expression = toExpression(pathTerm(path.value, scope), scope.notes);
  return known.has(expression.text) ? { ...expression, isCertain: true } : expression;
}

/** A comparison, and what must be true of its operands for it not to fail. */
interface Compared {
  readonly text: string;
  readonly binds: "comparison" | "operand";
  /** Whether JSONata fails with operands of another type. */
  readonly isStrict: boolean;
  /** Whether operands of another type may give true. */
  readonly isLoose: boolean;
  /** Whether it gives nothing where its operand is nothing, as an expression that fails should. */
  readonly passesNothing: boolean;
  readonly type: "string" | "number" | "boolean";
  /** An expression that tells whether a text is a moment. */
  readonly isMoment?: true;
}

const OPERATORS = {
  equals: "=",
  lessThan: "<",
  greaterThan: ">",
  lessThanEquals: "<=",
  greaterThanEquals: ">=",
} as const;

function comparedTexts(
  { operand: kind, relation, path }: Comparison,
  left: Expression,
  right: Expression,
  value: Json,
): Compared {
  const operator = relation in OPERATORS ? OPERATORS[relation as keyof typeof OPERATORS] : "=";
  const isEqual = operator === "=";
  if (kind === "timestamp") {
    const text = `$toMillis(${left.text}) ${operator} $toMillis(${right.text})`;
    return {
      text,
      binds: "comparison",
      isStrict: true,
      isLoose: false,
      passesNothing: !isEqual,
      type: "string",
      isMoment: true,
    };
  }
  const text = `${operand(left)} ${operator} ${operand(right)}`;
  const type = kind === "number" ? "number" : kind === "boolean" ? "boolean" : "string";
  const isLoose = path || (value !== null && typeof value !== type);
  return { text, binds: "comparison", isStrict: !isEqual, isLoose: isLoose && isEqual, passesNothing: !isEqual, type };
}

/** `*` stands for any characters, `\*` for a star. */
function patternOf(variable: Expression, value: Json): Compared {
  const literals = literalsOf(String(value));
  const call = (pattern: string): Compared => ({
    text: `$contains(${variable.text}, ${pattern})`,
    binds: "operand",
    isStrict: true,
    isLoose: false,
    passesNothing: true,
    type: "string",
  });
  const [only = "", ...rest] = literals;
  if (rest.length === 0) {
    const text = `${operand(variable)} = ${stringText(only)}`;
    return { text, binds: "comparison", isStrict: false, isLoose: false, passesNothing: false, type: "string" };
  }
  const filled = literals.filter((literal) => literal !== "");
  const isInner = literals[0] === "" && literals.at(-1) === "";
  if (filled.length === 0) {
    const text = `$type(${variable.text}) = 'string'`;
    return { text, binds: "comparison", isStrict: false, isLoose: false, passesNothing: false, type: "string" };
  }
  if (isInner && filled.length === 1) return call(stringText(filled[0] ?? ""));
  const start = literals[0] === "" ? "" : "^";
  const end = literals.at(-1) === "" ? "" : "$";
  return call(`/${start}${filled.map(escapedPattern).join("[\\s\\S]*")}${end}/`);
}

const escapedPattern = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/[\n\r]/g, (unit) => (unit === "\n" ? "\\n" : "\\r"));

/** The texts between the stars. */
function literalsOf(pattern: string): readonly string[] {
  const literals = [""];
  for (const [token] of pattern.matchAll(/\\[*\\]|[\s\S]/g)) {
    if (token === "*") literals.push("");
    else literals.push((literals.pop() ?? "") + (token.length > 1 ? token[1] : token));
  }
  return literals;
}

/** With values of another type a rule doesn't hold, and where there is none the execution fails. */
function guarded(
  comparison: Comparison,
  made: Compared,
  operands: readonly Expression[],
  { notes }: Scope,
  depth: number,
): Condition {
  const unsure = operands.filter(({ isCertain }) => !isCertain);
  const facts = operands.map(({ text }) => text);
  const isAlone = depth === 0 && made.passesNothing;
  if (!notes.exact) {
    for (const one of isAlone ? [] : unsure) needed(one, notes, "the rule doesn't hold");
    if (made.isStrict) {
      for (const one of operands) {
        if (one.type !== made.type || made.isMoment) notes.caveats.add(typeCaveat(comparison, one, made));
      }
    }
    if (made.isLoose) notes.caveats.add(`"${comparison.name}" took only values of one type: JSONata compares all.`);
    return { text: made.text, binds: made.binds, ifTrue: facts, ifFalse: facts };
  }
  const tests = made.isStrict || made.isLoose ? operands.flatMap((one) => typeTests(one, made)) : [];
  if (made.isMoment)
    notes.caveats.add("Days that a month lacks, such as 30 February, were no moments: JSONata takes some of them.");
  const inner = [...tests, made.text].join(" and ");
  const isAnd = tests.length > 0;
  const checks = unsure.map(({ text }) => `$exists(${text})`).join(" and ");
  if (checks === "") return { text: inner, binds: isAnd ? "and" : made.binds, ifTrue: facts, ifFalse: facts };
  const names = unsure.map(({ source }) => source.replaceAll("'", "\\u0027")).join(", ");
  return {
    text: `(${checks} ? ${inner} : $error('${names} names nothing'))`,
    binds: "operand",
    ifTrue: facts,
    ifFalse: facts,
  };
}

function typeTests({ text, type }: Expression, made: Compared): readonly string[] {
  if (type === made.type && !made.isMoment) return [];
  const isType = `$type(${text}) = '${made.type}'`;
  return made.isMoment ? [isType, `$contains(${text}, ${MOMENT})`] : [isType];
}

const MOMENT =
  "/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?(Z|[+-](0[0-9]|1[0-8]):[0-5][0-9])$/";

function typeCaveat({ name }: Comparison, { source }: Expression, { type, isMoment }: Compared): string {
  const noun = isMoment ? "moment" : type === "string" ? "text" : type;
  return `Where "${source}" is no ${noun}, "${name}" didn't hold: now the state fails.`;
}

const TYPES: { readonly [name: string]: string } = {
  IsNumeric: "number",
  IsString: "string",
  IsBoolean: "boolean",
  IsNull: "null",
};

/** The `Is…` operators; only `IsPresent` takes a place that doesn't exist. */
function testOf({ name }: Comparison, variable: Expression, value: Json, { notes }: Scope): Condition {
  if (typeof value !== "boolean") {
    notes.problems.add(`"${name}" needs true or false.`);
    return NEVER;
  }
  const { text } = variable;
  if (name === "IsPresent") {
    const facts = [text];
    const exists = variable.type === "array" ? "true" : `$exists(${text})`;
    if (value) return { text: exists, binds: "operand", ifTrue: facts, ifFalse: [] };
    return { text: `$not(${exists})`, binds: "operand", ifTrue: [], ifFalse: facts };
  }
  const sure = needed(variable, notes, `"${name}" gives false`);
  const facts = [text];
  if (name === "IsTimestamp") {
    const holds = `$type(${sure.text}) = 'string' and $contains(${text}, ${MOMENT})`;
    notes.caveats.add("Days that a month lacks, such as 30 February, were no moments: JSONata takes some of them.");
    if (value) return { text: holds, binds: "and", ifTrue: facts, ifFalse: facts };
    return { text: `$not(${holds})`, binds: "operand", ifTrue: facts, ifFalse: facts };
  }
  const operator = value ? "=" : "!=";
  const test =
    name === "IsNull"
      ? `${operand(sure)} ${operator} null`
      : `$type(${sure.text}) ${operator} ${literalText(TYPES[name] ?? "")}`;
  return { text: test, binds: "comparison", ifTrue: facts, ifFalse: facts };
}
