import type { Json, JsonObject } from "../../text/index.ts";
import type { Computed } from "../computed.ts";
import type { Evaluation } from "../evaluation.ts";

/** One intrinsic function: everything that validation, completion, hover and evaluation know of it. */
export interface IntrinsicFunction {
  /** As it is called: `States.ArrayLength`. */
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly IntrinsicParameter[];
  /** Set where any number of further arguments may follow. */
  readonly rest?: IntrinsicParameter;
  readonly result: ArgumentType;
  /** Called with values that have the parameters' types; those of `rest` come last. */
  call(values: readonly Json[], evaluation: Evaluation): Computed;
}

export interface IntrinsicParameter {
  readonly name: string;
  readonly type: ArgumentType;
  readonly optional?: true;
  /** The only values it takes. */
  readonly oneOf?: readonly Json[];
  readonly min?: number;
}

/** `template`: a text in which a backslash keeps braces from being places for values. */
export type ArgumentType = "string" | "template" | "number" | "boolean" | "array" | "object" | "any";

interface TypeOf {
  readonly string: string;
  readonly template: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly array: readonly Json[];
  readonly object: JsonObject;
  readonly any: Json;
}

/** The values that a list of parameters takes, in order. */
type Values<P extends readonly IntrinsicParameter[]> = {
  readonly [I in keyof P]: P[I] extends { readonly optional: true }
    ? TypeOf[P[I]["type"]] | undefined
    : TypeOf[P[I]["type"]];
};

/** Declares a function, so that `call` knows the types of its values by its parameters. */
export function intrinsic<const P extends readonly IntrinsicParameter[]>(
  declared: Omit<IntrinsicFunction, "parameters" | "call"> & {
    readonly parameters: P;
    call(values: Values<P>, evaluation: Evaluation, rest: readonly Json[]): Computed;
  },
): IntrinsicFunction {
  const { parameters } = declared;
  return {
    ...declared,
    // The caller has checked the values against the parameters.
    call: (values, evaluation) =>
      declared.call(values.slice(0, parameters.length) as Values<P>, evaluation, values.slice(parameters.length)),
  };
}

export const gives = (value: Json): Computed => ({ ok: true, value });

export const refuses = (message: string): Computed => ({ ok: false, message });

/** Java's `Math.round`: halves go up, so that -1.5 is -1. */
export const rounded = (number: number): number => Math.floor(number + 0.5) + 0;

/** The service's limit for the texts that are encoded, decoded and hashed. */
export const MAX_TEXT_LENGTH = 10_000;
