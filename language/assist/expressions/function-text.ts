import type { IntrinsicFunction, IntrinsicParameter, JsonataFunction } from "../../expressions/index.ts";

/** A function as it is called, with each parameter as it is shown: `$sum(numbers)`, `substring(text?, start)`. */
export interface Signature {
  /** As it is called: `$sum`, `States.Format`. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly doc?: string;
}

export function jsonataSignature({ name, parameters, doc }: JsonataFunction): Signature {
  return { name: `$${name}`, parameters, doc };
}

export function intrinsicSignature({ name, parameters, rest, doc }: IntrinsicFunction): Signature {
  const shown = parameters.map(parameterText);
  return { name, parameters: rest ? [...shown, `${parameterText(rest)}...`] : shown, doc };
}

/** `depth: number`, a question mark after what may be left out. */
function parameterText({ name, type, optional }: IntrinsicParameter): string {
  return `${name}${optional ? "?" : ""}: ${type === "template" ? "string" : type}`;
}

export function signatureText({ name, parameters }: Signature): string {
  return `${name}(${parameters.join(", ")})`;
}

/** The names of the parameters that must be given. */
export function neededParameters({ parameters }: Signature): readonly string[] {
  const names = parameters.map((parameter) => parameter.replace(/:.*/, ""));
  return names.filter((name, index) => !name.endsWith("?") && !parameters[index]?.endsWith("..."));
}
