import jsonata from "jsonata";
import type { Json } from "../../text/index.ts";
import { type Evaluation, hashAlgorithms, isHashAlgorithm } from "../evaluation.ts";
import { javaRandom } from "../java-random.ts";
import { limitMessages, MAX_RANGE } from "../limits.ts";

/**
 * The functions that the service adds to JSONata or has in its own way, for one evaluation: moment, chance and digests
 * come from the evaluation's door. Reference, section 5. They are methods since the library reads parameters' names
 * from a function's text.
 */
export function serviceFunctions(evaluation: Evaluation): { readonly [N in (typeof NAMES)[number]]: unknown } {
  return {
    // Calling it is calling no function: the service has none of this name.
    eval: undefined,
    now(picture: unknown, timezone: unknown) {
      const moment = evaluation.now();
      return picture === undefined ? new Date(moment).toISOString() : formatted(moment, picture, timezone);
    },
    millis() {
      return evaluation.now();
    },
    random(seed: unknown) {
      return seed === undefined ? evaluation.random() : javaRandom(integer(seed, 1, "random")).nextDouble();
    },
    shuffle(array: unknown) {
      return array === undefined ? undefined : shuffled(asArray(array), evaluation);
    },
    uuid() {
      return evaluation.uuid();
    },
    hash(text: unknown, algorithm: unknown) {
      if (text === undefined || algorithm === undefined) return undefined;
      if (typeof text !== "string") throw mismatch(1, "hash");
      if (isHashAlgorithm(algorithm)) return evaluation.hash(algorithm, text);
      throw { message: `The algorithm of $hash must be one of ${hashAlgorithms.join(", ")}` };
    },
    parse(text: unknown) {
      if (text === undefined) return undefined;
      if (typeof text !== "string") throw mismatch(1, "parse");
      return parsed(text);
    },
    partition(array: unknown, size: unknown) {
      if (array === undefined || size === undefined) return undefined;
      return parts(asArray(array), Math.trunc(number(size, 2, "partition")));
    },
    range(start: unknown, end: unknown, step: unknown) {
      if (start === undefined || end === undefined || step === undefined) return undefined;
      return numbers(number(start, 1, "range"), number(end, 2, "range"), number(step, 3, "range"));
    },
  };
}

const NAMES = ["eval", "now", "millis", "random", "shuffle", "uuid", "hash", "parse", "partition", "range"] as const;

const names: ReadonlySet<string> = new Set(NAMES);

export function isServiceFunction(name: string): boolean {
  return names.has(name);
}

/** What the library throws where an argument has the wrong type. */
const mismatch = (index: number, token: string): object => ({ code: "T0410", index, token });

function number(value: unknown, index: number, name: string): number {
  if (typeof value !== "number") throw mismatch(index, name);
  return value;
}

function integer(value: unknown, index: number, name: string): number {
  if (!Number.isInteger(value)) throw mismatch(index, name);
  return number(value, index, name);
}

const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const FORMAT = jsonata("$fromMillis($moment, $picture, $timezone)");

const formatted = (moment: number, picture: unknown, timezone: unknown): Promise<unknown> =>
  FORMAT.evaluate(undefined, { moment, picture, timezone });

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw { message: "The argument of $parse is not valid JSON" };
  }
}

function parts(items: readonly unknown[], size: number): readonly unknown[] | undefined {
  if (size < 1 || items.length === 0) return undefined;
  const found: unknown[] = [];
  for (let start = 0; start < items.length; start += size) found.push(items.slice(start, start + size));
  return found;
}

/** A sequence, so that the library makes a bare number of a single one. */
function numbers(start: number, end: number, step: number): readonly number[] | undefined {
  const length = Math.floor((end - start) / step) + 1;
  if (step === 0 || !(length > 0)) return undefined;
  if (length > MAX_RANGE) throw { message: limitMessages.memory };
  const made = Array.from({ length }, (_, index) => start + index * step);
  return Object.assign(made, { sequence: true });
}

function shuffled(items: readonly unknown[], evaluation: Evaluation): readonly unknown[] {
  const made = [...items];
  for (let index = made.length - 1; index > 0; index--) {
    const other = Math.floor(evaluation.random() * (index + 1));
    [made[index], made[other]] = [made[other], made[index]];
  }
  return made;
}
