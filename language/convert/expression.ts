import type { Notes } from "./notes.ts";

/** A piece of JSONata. */
export interface Expression {
  readonly text: string;
  /** Whether operators may stand beside it, and steps after it, without parentheses. */
  readonly isOperand: boolean;
  /** Whether it always has a value. */
  readonly isCertain: boolean;
  /** What it was in the definition, for messages: `$.order.id`. */
  readonly source: string;
  /** The type of its value, where that is known. */
  readonly type?: "string" | "number" | "boolean" | "array" | "object";
}

/** Something to put operators and steps beside. */
export function operand({ text, isOperand }: Expression): string {
  return isOperand ? text : `(${text})`;
}

/**
 * An expression where nothing must not do: JSONata leaves out what is nothing within objects, texts and comparisons,
 * where JSONPath fails. `instead` says what happens then.
 */
export function needed(expression: Expression, notes: Notes, instead: string): Expression {
  if (expression.isCertain) return expression;
  if (!notes.exact) {
    notes.caveats.add(`Where "${expression.source}" names nothing, the execution failed: now ${instead}.`);
    return expression;
  }
  const message = `'${expression.source.replaceAll("'", "\\u0027")} names nothing'`;
  const text = `$exists(${expression.text}) ? ${expression.text} : $error(${message})`;
  return { ...expression, text, isOperand: false, isCertain: true };
}

/** A call of a function. */
export function call(
  name: string,
  given: readonly string[],
  about: Omit<Expression, "text" | "isOperand">,
): Expression {
  return { ...about, text: `$${name}(${given.join(", ")})`, isOperand: true };
}
