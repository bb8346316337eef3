import { type Json, type JsonObject, lazy, type Span } from "../../text/index.ts";
import type { Evaluation } from "../evaluation.ts";
import { limitMessages, MAX_EVALUATION_DEPTH } from "../limits.ts";
import type { TimeLimit } from "../time-limit.ts";
import { type CompiledJsonata, compileJsonata, type JsonataExpression } from "./compile-jsonata.ts";
import { asJsonataError, errorSpan } from "./jsonata-error.ts";
import { plainPlace, plainResult } from "./plain-result.ts";
import { RUN, type Run } from "./run.ts";
import { isServiceFunction, serviceFunctions } from "./service-functions.ts";

/** What an evaluation came to; plain data, so that it can be recorded. */
export type EvaluationResult =
  | { readonly kind: "value"; readonly value: Json }
  /** The expression names nothing. */
  | { readonly kind: "undefined" }
  /** The result is a function. */
  | { readonly kind: "unsupported" }
  /** With a code the message begins with it: `T1006: Attempted to invoke a non-function`. */
  | { readonly kind: "error"; readonly code?: string; readonly message: string };

/** What an expression sees. */
export interface JsonataBindings {
  /** The value of `$states`. */
  readonly states: JsonObject;
  /** The variables by their names, without `$`. */
  readonly variables: JsonObject;
}

export interface EvaluationOptions {
  /** Ends an expression that takes too long. The service gives an expression five seconds. */
  readonly limit?: TimeLimit;
  /** Told of the place in the source that an error is about, where that is known. */
  onFault?(span: Span): void;
}

/**
 * Evaluates an expression as the service does: JSONata 2.0.6 without `$eval`, with the service's own functions and
 * bounds. What it is given is neither changed nor copied, and may be frozen. Reference, section 5.
 */
export async function evaluateJsonata(
  { text }: JsonataExpression,
  bindings: JsonataBindings,
  evaluation: Evaluation,
  options: EvaluationOptions = {},
): Promise<EvaluationResult> {
  const compiled = compileJsonata(text);
  if (!compiled.ok) return errorOf(compiled.problem);
  const { library, depth, isPlace } = compiled.value;
  if (depth > MAX_EVALUATION_DEPTH) return errorOf({ message: limitMessages.depth });
  const run: Run = { limit: options.limit, steps: 0, isOver: false };
  try {
    const result: unknown = await library.evaluate(undefined, frameFor(compiled.value, bindings, evaluation, run));
    if (result === undefined) return { kind: "undefined" };
    const value = isPlace ? plainPlace(result) : plainResult(result);
    return value === undefined ? { kind: "unsupported" } : { kind: "value", value };
  } catch (thrown) {
    // Parts of the expression may be under way still: they end at their next step.
    run.isOver = true;
    const error = asJsonataError(thrown);
    if (error.position !== undefined) options.onFault?.(errorSpan(error, text));
    return failureOf(thrown);
  }
}

/** The variables of the outermost frame: only the names that the expression has are looked up. */
function frameFor(
  { expression: { uses } }: CompiledJsonata,
  { states, variables }: JsonataBindings,
  evaluation: Evaluation,
  run: Run,
): Record<string, unknown> {
  const frame: Record<string, unknown> = Object.create(null);
  const functions = lazy(() => serviceFunctions(evaluation));
  for (const { name } of uses.variables) bind(frame, name, variables, functions);
  for (const { name } of uses.calls) {
    bind(frame, name, variables, functions);
    // The library leaves notes on an object that is called in vain; a text fails in the same way.
    if (typeof frame[name] === "object") frame[name] = "";
  }
  frame.states = states;
  frame[RUN] = run;
  return frame;
}

function bind(
  frame: Record<string, unknown>,
  name: string,
  variables: JsonObject,
  functions: () => { readonly [name: string]: unknown },
): void {
  if (Object.hasOwn(variables, name)) frame[name] = variables[name];
  else if (isServiceFunction(name)) frame[name] = functions()[name];
}

function failureOf(thrown: unknown): EvaluationResult {
  // The library's functions recurse over values, and texts have a greatest length.
  if (thrown instanceof RangeError) {
    return errorOf({ message: /length/.test(thrown.message) ? limitMessages.memory : limitMessages.depth });
  }
  const { code, message } = asJsonataError(thrown);
  if (code === "D2014" || code === "D2015") return errorOf({ message: limitMessages.memory });
  return errorOf({ ...(code !== undefined && { code }), message: message ?? String(thrown) });
}

function errorOf({ code, message }: { readonly code?: string; readonly message: string }): EvaluationResult {
  return code === undefined ? { kind: "error", message } : { kind: "error", code, message: `${code}: ${message}` };
}
