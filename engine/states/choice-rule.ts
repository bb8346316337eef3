import {
  type Comparison,
  evaluatePath,
  isTimestamp,
  type Json,
  type JsonPath,
  type NotFound,
  parseTimestamp,
  pathFault,
  type Roots,
} from "../../language/index.ts";

/** A condition of a JSONPath Choice state, ready to be tried. Reference, section 6. */
export type ChoiceRule =
  | { readonly kind: "and" | "or"; readonly rules: readonly ChoiceRule[] }
  | { readonly kind: "not"; readonly rule: ChoiceRule }
  | {
      readonly kind: "compare";
      readonly variable: JsonPath;
      readonly comparison: Comparison;
      readonly operand: Operand;
    }
  /** The text can't be read: the service would refuse the definition. */
  | { readonly kind: "broken"; readonly problem: string };

export type Operand =
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "path"; readonly path: JsonPath };

export type Verdict = { readonly ok: true; readonly holds: boolean } | { readonly ok: false; readonly message: string };

const verdict = (holds: boolean): Verdict => ({ ok: true, holds });

/** Whether a rule holds. Rules are nested as deep as `compileRule` lets them, so this may recurse. */
export function holds(rule: ChoiceRule, roots: Roots): Verdict {
  switch (rule.kind) {
    case "and":
    case "or": {
      const decisive = rule.kind === "or";
      for (const inner of rule.rules) {
        const result = holds(inner, roots);
        if (!result.ok || result.holds === decisive) return result;
      }
      return verdict(!decisive);
    }
    case "not": {
      const result = holds(rule.rule, roots);
      return result.ok ? verdict(!result.holds) : result;
    }
    case "compare":
      return compare(rule, roots);
    case "broken":
      return { ok: false, message: rule.problem };
  }
}

function compare({ variable, comparison, operand }: ChoiceRule & { kind: "compare" }, roots: Roots): Verdict {
  const found = evaluatePath(variable, roots);
  if (!found.found && found.fault.kind === "late") return tooLate(variable, found);
  if (comparison.name === "IsPresent") return verdict(found.found === (operand.kind === "literal" && operand.value));
  if (!found.found) return invalid(variable);
  if (operand.kind === "literal") return verdict(compares(comparison, found.value, operand.value));
  const other = evaluatePath(operand.path, roots);
  if (!other.found && other.fault.kind === "late") return tooLate(operand.path, other);
  return other.found ? verdict(compares(comparison, found.value, other.value)) : invalid(operand.path);
}

const tooLate = ({ text }: JsonPath, found: NotFound): Verdict => ({
  ok: false,
  message: `Invalid path '${text}': ${pathFault(found)}`,
});

const invalid = ({ text }: JsonPath): Verdict => ({
  ok: false,
  message: `Invalid path '${text}': The choice state's condition path references an invalid value.`,
});

/** Values of another type than the operator's don't compare: the condition doesn't hold. */
function compares({ name, operand, relation }: Comparison, value: Json, other: Json): boolean {
  switch (operand) {
    case "string":
      return typeof value === "string" && typeof other === "string" && ordered(relation, value, other);
    case "number":
      return typeof value === "number" && typeof other === "number" && ordered(relation, value, other);
    case "boolean":
      return typeof value === "boolean" && value === other;
    case "timestamp":
      return momentsCompare(relation, value, other);
    case "pattern":
      return typeof value === "string" && typeof other === "string" && matchesPattern(other, value);
    case "test":
      return TESTS[name]?.(value) === other;
  }
}

const TESTS: { readonly [name: string]: ((value: Json) => boolean) | undefined } = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === "number",
  IsString: (value) => typeof value === "string",
  IsBoolean: (value) => typeof value === "boolean",
  IsTimestamp: (value) => typeof value === "string" && isTimestamp(value),
};

function momentsCompare(relation: Comparison["relation"], value: Json, other: Json): boolean {
  const left = typeof value === "string" ? parseTimestamp(value) : undefined;
  const right = typeof other === "string" ? parseTimestamp(other) : undefined;
  return left !== undefined && right !== undefined && ordered(relation, left, right);
}

/** Texts compare by their UTF-16 units, as the service's do. */
function ordered<T extends string | number>(relation: Comparison["relation"], left: T, right: T): boolean {
  switch (relation) {
    case "equals":
      return left === right;
    case "lessThan":
      return left < right;
    case "greaterThan":
      return left > right;
    case "lessThanEquals":
      return left <= right;
    case "greaterThanEquals":
      return left >= right;
    default:
      return false;
  }
}

/** Whether the whole text matches: `*` stands for any characters, `\*` for a star, `\\` for a backslash. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = "", ...rest] = literalsOf(pattern);
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const literal of rest) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > end) return false;
    at = found + literal.length;
  }
  return true;
}

/** The texts between the stars. */
function literalsOf(pattern: string): string[] {
  const literals: string[] = [];
  let literal = "";
  for (let i = 0; i < pattern.length; i++) {
    const escaped = pattern[i] === "\\" && (pattern[i + 1] === "*" || pattern[i + 1] === "\\");
    if (escaped) i++;
    if (pattern[i] !== "*" || escaped) literal += pattern[i];
    else {
      literals.push(literal);
      literal = "";
    }
  }
  return [...literals, literal];
}
