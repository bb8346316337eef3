import type { EvaluatedText } from "../../model/index.ts";
import { type DataShape, follow, rootsAt } from "../../shapes/index.ts";
import type { Document } from "../document.ts";

/** A value that an expression names: where it begins, and the way from there. */
export interface ValuePath {
  /** In JSONPath `input` is whatever `$` is in that field. */
  readonly root: "input" | "result" | "errorOutput" | "context" | "variable";
  /** The variable's name, without `$`. */
  readonly variable?: string;
  /** Names of members, and numbers for elements; any element is 0. JSONata leaves elements out: `items.price`. */
  readonly keys: readonly (string | number)[];
}

/** What is known of a value that an expression names. */
export function dataAt({ shapes }: Document, text: EvaluatedText, value: ValuePath): DataShape | undefined {
  const { state } = text.part;
  if (!shapes || !state) return undefined;
  const roots = rootsAt(text, shapes.of(state), shapes.around);
  const root = value.root === "variable" ? roots.variable(value.variable ?? "") : roots[value.root];
  return root && follow(root, value.keys, state.queryLanguage === "JSONata").shape;
}
