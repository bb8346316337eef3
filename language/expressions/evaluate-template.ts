import { type Json, jsonText } from "../text/index.ts";
import type { Evaluation } from "./evaluation.ts";
import { evaluateIntrinsic } from "./intrinsics/evaluate-intrinsic.ts";
import { type ObjectInMaking, setMember } from "./json-object.ts";
import { evaluatePath, type Roots } from "./jsonpath/evaluate-path.ts";
import type { JsonataTemplate, PathTemplate, PathTemplateExpression, Template } from "./template.ts";

export type TemplateResult = { readonly ok: true; readonly value: Json } | TemplateFailure;

/** Why a template could not be filled in. */
export interface TemplateFailure {
  readonly ok: false;
  /** In the service's words. Reference, section 3. */
  readonly message: string;
  /** The key as written: `id.$`. */
  readonly field: string;
  /** Where it stands in the template: `order/id.$`. */
  readonly location: string;
}

/** The value of a template with all its paths and calls evaluated. One without any is its own value. Iterative. */
export function evaluateTemplate(template: PathTemplate, roots: Roots, evaluation: Evaluation): TemplateResult {
  const values: Json[] = [];
  for (const { expression, field, location } of template.expressions) {
    const result =
      "kind" in expression ? evaluateIntrinsic(expression, roots, evaluation) : pathValue(expression, field, roots);
    if (!result.ok) return { ok: false, message: result.message, field, location };
    values.push(result.value);
  }
  return { ok: true, value: fill(template, values) };
}

function pathValue(path: Exclude<PathTemplateExpression["expression"], { kind: "call" }>, field: string, roots: Roots) {
  const result = evaluatePath(path, roots);
  if (result.found) return { ok: true, value: result.value } as const;
  const { kind, root, reason } = result.fault;
  if (root === undefined) return { ok: false, message: reason } as const;
  if (kind === "late") return { ok: false, message: `Invalid path '${path.text}' : ${reason}` } as const;
  const what = `The JSONPath '${path.text}' specified for the field '${field}'`;
  return { ok: false, message: `${what} could not be found in the input '${jsonText(root)}'` } as const;
}

/** The value of a template whose expressions have these values, in order. */
export function fillTemplate(template: JsonataTemplate, values: readonly Json[]): Json {
  return fill(template, values);
}

function fill({ program, value }: Template, values: readonly Json[]): Json {
  const stack: Json[] = [];
  for (const step of program) {
    switch (step.kind) {
      case "literal":
        stack.push(step.value);
        break;
      case "expression":
        stack.push(values[step.index] ?? null);
        break;
      case "object": {
        const made: ObjectInMaking = {};
        const start = stack.length - step.keys.length;
        for (const [index, key] of step.keys.entries()) setMember(made, key, stack[start + index] ?? null);
        stack.length = start;
        stack.push(made);
        break;
      }
      case "array":
        stack.push(stack.splice(stack.length - step.length, step.length));
        break;
    }
  }
  const [filled = value] = stack;
  return filled;
}
