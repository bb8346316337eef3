import { isJsonObject, type Json } from "../../text/index.ts";
import type { FunctionStep } from "./path.ts";
import type { StepFault, Walk } from "./walk.ts";

type Outcome =
  | { readonly ok: true; readonly value: Json }
  | ({ readonly ok: false } & Pick<StepFault, "kind" | "reason">);

/** Calls one of Jayway's functions on a value. The service has none of them: they serve the library's dialect only. */
export function applyFunction(step: FunctionStep, value: Json, walk: Walk): Outcome {
  const given: Json[] = [];
  for (const argument of step.arguments) {
    if ("literal" in argument) given.push(argument.literal);
    else {
      const result = walk.evaluate(argument, walk.document, walk);
      if (!result.found) return { ok: false, kind: result.fault.kind, reason: result.fault.reason };
      given.push(result.value);
    }
  }
  const call = Object.hasOwn(FUNCTIONS, step.name) ? FUNCTIONS[step.name] : undefined;
  const result = call?.(value, given);
  if (result !== undefined) return { ok: true, value: result };
  const reason = call ? NOTHING_TO_AGGREGATE : `Function with name: ${step.name} does not exist.`;
  return { ok: false, kind: "unsupported", reason };
}

const NOTHING_TO_AGGREGATE = "Aggregation function attempted to calculate value using empty array";

type PathFunction = (value: Json, given: readonly Json[]) => Json | undefined;

/** Each gives undefined where it has nothing to work on. */
const FUNCTIONS: { readonly [name: string]: PathFunction } = {
  length: (value) => sizeOf(value),
  size: (value) => sizeOf(value),
  keys: (value) => (isJsonObject(value) ? Object.keys(value) : null),
  min: aggregate((numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  max: aggregate((numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  sum: aggregate(sum),
  avg: aggregate((numbers) => sum(numbers) / numbers.length),
  stddev: aggregate((numbers) => {
    const mean = sum(numbers) / numbers.length;
    return Math.sqrt(sum(numbers.map((number) => number * number)) / numbers.length - mean * mean);
  }),
  first: (value) => itemAt(value, 0),
  last: (value) => itemAt(value, -1),
  index: (value, given) => itemAt(value, Number(given[0])),
  concat: (value, given) => {
    const texts = listOf(value).filter((item) => typeof item === "string");
    const more = given.flat().filter((item) => typeof item === "string" || typeof item === "number");
    return [...texts, ...more.map(String)].join("");
  },
  append: (value, given) => (Array.isArray(value) ? [...value, ...given] : value),
};

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);

const sizeOf = (value: Json): Json => (typeof value === "object" && value !== null ? Object.keys(value).length : null);

const itemAt = (value: Json, index: number): Json | undefined => listOf(value).at(index);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function aggregate(combine: (numbers: readonly number[]) => number): PathFunction {
  return (value, given) => {
    const numbers = [...listOf(value), ...given.flat()].filter((item) => typeof item === "number");
    return numbers.length > 0 ? combine(numbers) : undefined;
  };
}
