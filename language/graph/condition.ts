import { comparisons } from "../spec/index.ts";
import { type ObjectNode, type SyntaxNode, stringValue, valueAt } from "../syntax/index.ts";
import { withoutMarks } from "./expression-text.ts";
import { ended } from "./shortened.ts";

type Part = string | { readonly rule: SyntaxNode; readonly within: "And" | "Or" | "" };

/** How a path is written: as it is, or by its last step alone: `…status` for `$.job.status`. */
type PathStyle = "full" | "short";

const RELATION_SIGNS = {
  equals: "==",
  lessThan: "<",
  greaterThan: ">",
  lessThanEquals: "<=",
  greaterThanEquals: ">=",
  matches: "matches",
  is: "is",
} as const;

/** What each test says of a value where it is `true` and where it is `false`. */
const TEST_WORDS: { readonly [name: string]: readonly [whenTrue: string, whenFalse: string] } = {
  IsPresent: ["exists", "is missing"],
  IsNull: ["is null", "is not null"],
  IsNumeric: ["is number", "is no number"],
  IsString: ["is string", "is no string"],
  IsBoolean: ["is boolean", "is no boolean"],
  IsTimestamp: ["is timestamp", "is no timestamp"],
};

/**
 * The condition of a Choice rule as a person would write it: `$.amount > 100 && not ($.vip == true)`; "" where there's
 * none. Cut off at about `limit` characters, so that neither the depth nor the size of a rule matters.
 */
export function conditionText(rule: ObjectNode, limit: number, paths: PathStyle = "full"): string {
  let text = "";
  const pending: Part[] = [{ rule, within: "" }];
  for (let part = pending.pop(); part !== undefined && text.length <= limit; part = pending.pop()) {
    if (typeof part === "string") text += part;
    else for (const piece of piecesOf(part.rule, part.within, limit, paths).toReversed()) pending.push(piece);
  }
  return ended(text, limit);
}

function piecesOf(rule: SyntaxNode, within: string, limit: number, paths: PathStyle): readonly Part[] {
  for (const operator of ["And", "Or"] as const) {
    const list = valueAt(rule, operator);
    if (list?.kind !== "array") continue;
    const sign = operator === "And" ? " && " : " || ";
    const joined = list.items
      .slice(0, limit)
      .flatMap((item, i): Part[] => [...(i > 0 ? [sign] : []), { rule: item, within: operator }]);
    return within && within !== operator && list.items.length > 1 ? ["(", ...joined, ")"] : joined;
  }
  const negated = valueAt(rule, "Not");
  if (negated) return ["not (", { rule: negated, within: "" }, ")"];
  const condition = valueAt(rule, "Condition");
  if (condition) return [textOf(condition, limit)];
  return [comparisonText(rule, limit, paths)];
}

function comparisonText(rule: SyntaxNode, limit: number, paths: PathStyle): string {
  if (rule.kind !== "object") return "";
  const variable = pathText(stringValue(valueAt(rule, "Variable")) ?? "?", paths);
  for (const { key, value } of rule.members) {
    const comparison = comparisons.get(key.value);
    if (!comparison) continue;
    if (comparison.relation === "is") {
      const [whenTrue, whenFalse] = TEST_WORDS[key.value] ?? ["holds", "does not hold"];
      return `${variable} ${value.kind === "literal" && value.value === false ? whenFalse : whenTrue}`;
    }
    const operand = comparison.path ? pathText(stringValue(value) ?? "?", paths) : operandText(value, limit);
    return `${variable} ${RELATION_SIGNS[comparison.relation]} ${operand}`;
  }
  return "";
}

function operandText(node: SyntaxNode, limit: number): string {
  return node.kind === "string" ? JSON.stringify(ended(node.value, limit)) : textOf(node, limit);
}

function textOf(node: SyntaxNode, limit: number): string {
  if (node.kind === "string") return ended(withoutMarks(node.value), limit + 1);
  return node.kind === "literal" ? String(node.value) : "?";
}

/** The last name of a path with what follows it: `…Labels[0]` for `$.result.Labels[0]`. */
function pathText(path: string, style: PathStyle): string {
  const dot = path.lastIndexOf(".");
  return style === "full" || dot < 2 ? path : `…${path.slice(dot + 1)}`;
}
