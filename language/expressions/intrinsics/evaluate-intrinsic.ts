import { type Json, jsonText } from "../../text/index.ts";
import type { Computed } from "../computed.ts";
import type { Evaluation } from "../evaluation.ts";
import { evaluatePath, type Roots } from "../jsonpath/evaluate-path.ts";
import { parameterAt, valueFault } from "./check-intrinsic.ts";
import type { IntrinsicArgument, IntrinsicCall } from "./intrinsic-call.ts";

/** The value of a call, or why it failed, in the service's words. Calls are nested at most as deep as the parser allows. */
export function evaluateIntrinsic(call: IntrinsicCall, roots: Roots, evaluation: Evaluation): Computed {
  const { function: called } = call;
  if (!called) return failed(call, `There is no function ${call.name}`);
  const values: Json[] = [];
  for (const [index, argument] of call.arguments.entries()) {
    const parameter = parameterAt(called, index);
    if (!parameter) return failed(call, `Too many arguments: ${call.arguments.length}`);
    const value = argumentValue(argument, roots, evaluation, call);
    if (!value.ok) return value;
    const fault = valueFault(parameter, value.value);
    if (fault) return failed(call, `The ${parameter.name} must be ${fault}, but was: ${jsonText(value.value)}`);
    values.push(parameter.type === "template" ? templateOf(argument, value.value) : value.value);
  }
  const missing = called.parameters.slice(values.length).find(({ optional }) => !optional);
  if (missing) return failed(call, `The ${missing.name} is missing`);
  const result = called.call(values, evaluation);
  return result.ok ? result : failed(call, result.message);
}

function argumentValue(
  argument: IntrinsicArgument,
  roots: Roots,
  evaluation: Evaluation,
  call: IntrinsicCall,
): Computed {
  if (argument.kind === "call") return evaluateIntrinsic(argument, roots, evaluation);
  if (argument.kind !== "path") return { ok: true, value: argument.value };
  const result = evaluatePath(argument.path, roots);
  if (result.found) return { ok: true, value: result.value };
  const { kind, reason, root } = result.fault;
  const { text } = argument.path;
  if (kind === "unassigned" || kind === "late" || root === undefined) return failed(call, reason);
  const message = `The JsonPath argument for the field '${text}' could not be found in the input '${jsonText(root)}'`;
  return failed(call, message);
}

/** The form in which the service tells it. */
const failed = ({ text }: IntrinsicCall, message: string): Computed => ({
  ok: false,
  message: `The function '${text}' had the following error: ${message}`,
});

/** A template that is data has no escapes but those of braces. */
function templateOf(argument: IntrinsicArgument, value: Json): Json {
  if (argument.kind === "text") return argument.raw;
  return typeof value === "string" ? value.replace(/\\(?![{}])/g, "\\\\") : value;
}
