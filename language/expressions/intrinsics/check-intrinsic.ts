import { type Json, jsonType } from "../../text/index.ts";
import type { Problem } from "../problem.ts";
import { templatePieces } from "./format.ts";
import type { IntrinsicArgument, IntrinsicCall } from "./intrinsic-call.ts";
import type { ArgumentType, IntrinsicFunction, IntrinsicParameter } from "./intrinsic-function.ts";

/** What is wrong with a call that can be read, under the name of the rule that says so. */
export interface IntrinsicFinding extends Problem {
  readonly code: "intrinsic-unknown" | "intrinsic-arity" | "intrinsic-argument-type" | "intrinsic-format-placeholders";
}

/** Checks the names, the numbers of arguments and the written-down arguments of a call and of the calls within it. */
export function checkIntrinsic(root: IntrinsicCall): readonly IntrinsicFinding[] {
  const findings: IntrinsicFinding[] = [];
  const pending = [root];
  for (let call = pending.pop(); call; call = pending.pop()) {
    for (const finding of findingsOf(call)) findings.push(finding);
    for (const argument of call.arguments) if (argument.kind === "call") pending.push(argument);
  }
  return findings.toSorted((a, b) => a.span.start - b.span.start);
}

function findingsOf(call: IntrinsicCall): readonly IntrinsicFinding[] {
  const { function: called, nameSpan, name } = call;
  if (!called) return [{ code: "intrinsic-unknown", message: `There is no function "${name}".`, span: nameSpan }];
  const arity = arityProblem(called, call.arguments.length);
  if (arity) return [{ code: "intrinsic-arity", message: arity, span: nameSpan }];
  return [
    ...call.arguments.flatMap((argument, index) => argumentFindings(called, argument, index)),
    ...placeholderFindings(call),
  ];
}

function arityProblem({ name, parameters, rest }: IntrinsicFunction, given: number): string | undefined {
  const least = parameters.filter(({ optional }) => !optional).length;
  const most = rest ? Number.POSITIVE_INFINITY : parameters.length;
  if (given >= least && given <= most) return undefined;
  const wanted =
    most === Number.POSITIVE_INFINITY ? `at least ${least}` : least === most ? `${least}` : `${least} or ${most}`;
  return `"${name}" takes ${wanted} ${wanted === "1" || wanted === "at least 1" ? "argument" : "arguments"}, not ${given}.`;
}

export function parameterAt({ parameters, rest }: IntrinsicFunction, index: number): IntrinsicParameter | undefined {
  return parameters[index] ?? rest;
}

function argumentFindings(called: IntrinsicFunction, argument: IntrinsicArgument, index: number): IntrinsicFinding[] {
  const parameter = parameterAt(called, index);
  const fault = parameter && argumentFault(parameter, argument);
  if (!fault) return [];
  const message = `The ${parameter.name} of "${called.name}" must be ${fault}.`;
  return [{ code: "intrinsic-argument-type", message, span: argument.span }];
}

function argumentFault(parameter: IntrinsicParameter, argument: IntrinsicArgument): string | undefined {
  if (argument.kind === "path") return undefined;
  if (argument.kind !== "call") return valueFault(parameter, argument.value);
  const result = argument.function?.result ?? "any";
  return result === "any" || suits(parameter.type, result) ? undefined : described(parameter.type);
}

/** What a value must be instead; undefined where it suits the parameter. */
export function valueFault({ type, oneOf, min }: IntrinsicParameter, value: Json): string | undefined {
  const actual = jsonType(value);
  if (actual === "null" ? type !== "any" : !suits(type, actual)) return described(type);
  if (oneOf && !oneOf.includes(value)) return oneOf.length === 1 ? `${oneOf[0]}` : `one of ${oneOf.join(", ")}`;
  return min !== undefined && typeof value === "number" && value < min ? `at least ${min}` : undefined;
}

const suits = (wanted: ArgumentType, actual: ArgumentType): boolean =>
  wanted === "any" || wanted === actual || (wanted === "template" && actual === "string");

function described(type: ArgumentType): string {
  if (type === "template" || type === "string") return "a text";
  return type === "array" || type === "object" ? `an ${type}` : `a ${type}`;
}

/** The places in a template that is written down must be as many as the values. */
function placeholderFindings({ function: called, arguments: given }: IntrinsicCall): IntrinsicFinding[] {
  const [template, ...values] = given;
  if (called?.parameters[0]?.type !== "template" || template?.kind !== "text") return [];
  const places = (templatePieces(template.raw)?.length ?? 1) - 1;
  if (places === values.length) return [];
  const message = `The text has ${counted(places, "place")} {} for ${counted(values.length, "value")}.`;
  return [{ code: "intrinsic-format-placeholders", message, span: template.span }];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
