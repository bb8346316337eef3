import type { JsonPath } from "../expressions/index.ts";
import type { Json } from "../text/index.ts";
import { isNameable, literalText, nameText } from "./jsonata-text.ts";
import type { Notes } from "./notes.ts";

type Condition = Extract<JsonPath["steps"][number], { readonly kind: "filter" }>["condition"];
type Comparison = Extract<Condition, { readonly kind: "comparison" }>;
type Operand = Comparison["left"];
type FilterOperator = Comparison["operator"];

/** A filter's condition as a predicate; undefined where JSONata can't say it. Recursive, as deep as the parser reads. */
export function filterText(condition: Condition, scope: { readonly notes: Notes }): string | undefined {
  switch (condition.kind) {
    case "or":
    case "and": {
      const parts = condition.of.map((part) => filterText(part, scope));
      if (parts.includes(undefined)) return undefined;
      const inner = parts.map((part, index) => (condition.of[index]?.kind === "or" ? `(${part})` : part));
      return inner.join(` ${condition.kind} `);
    }
    case "not": {
      const inner = filterText(condition.of, scope);
      return inner === undefined ? undefined : `$not(${inner})`;
    }
    case "exists": {
      const text = itemText(condition.path);
      if (text === undefined) return undefined;
      return condition.expected ? `$exists(${text})` : `$not($exists(${text}))`;
    }
    case "comparison":
      return comparisonText(condition.operator, condition.left, condition.right, scope.notes);
  }
}

/** A path within the item that is tested: `@.a.b` is `a.b`. */
function itemText({ root, keys }: JsonPath): string | undefined {
  if (root.kind !== "item" || !keys) return undefined;
  if (!keys.every((key) => typeof key === "number" || isNameable(key)) || typeof keys[0] === "number") return undefined;
  if (keys.length === 0) return "$";
  return keys
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index > 0 ? "." : ""}${nameText(key)}`))
    .join("");
}

const ORDERS: readonly FilterOperator[] = ["<", "<=", ">", ">="];

function comparisonText(operator: FilterOperator, left: Operand, right: Operand, notes: Notes): string | undefined {
  const path = left.kind === "path" ? itemText(left.path) : undefined;
  if (path === undefined || right.kind !== "literal") return undefined;
  const { value } = right;
  if (operator === "==") return equalsText(path, value, notes);
  if (operator === "!=") return `$not(${equalsText(path, value, notes)})`;
  if (operator === "===") return `${path} = ${literalText(value)}`;
  if (operator === "!==") return `$not(${path} = ${literalText(value)})`;
  if (operator === "IN" && Array.isArray(value)) return `${path} in ${literalText(value)}`;
  if (!ORDERS.includes(operator) || (typeof value !== "number" && typeof value !== "string")) return undefined;
  const text = `${path} ${operator} ${literalText(value)}`;
  if (notes.exact) return `$type(${path}) = '${typeof value}' and ${text}`;
  notes.caveats.add(`Where the filter compares "${path}" of another type than ${literalText(value)}, JSONata fails.`);
  return text;
}

/** JSONPath takes a number and the text that writes it as equal. */
function equalsText(path: string, value: Json, notes: Notes): string {
  const twin =
    typeof value === "number"
      ? String(value)
      : typeof value === "string" && isNumber(value)
        ? Number(value)
        : undefined;
  if (twin === undefined) return `${path} = ${literalText(value)}`;
  if (notes.exact) return `${path} in [${literalText(value)}, ${literalText(twin)}]`;
  notes.caveats.add(`JSONPath took the number ${Number(value)} and the text "${value}" as equal: JSONata does not.`);
  return `${path} = ${literalText(value)}`;
}

const isNumber = (text: string): boolean => /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text);
