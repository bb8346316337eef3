import { intrinsicFunctions, jsonataFunctions } from "../../expressions/index.ts";
import type { Document } from "../document.ts";
import { callAt } from "../expressions/call-at.ts";
import type { Expression } from "../expressions/expression.ts";
import { expressionAt } from "../expressions/expression-at.ts";
import { intrinsicSignature, jsonataSignature, type Signature, signatureText } from "../expressions/function-text.ts";
import { localNames } from "../expressions/local-names.ts";

/** The call around a place, and which of its parameters is being written. */
export interface SignatureHelp {
  /** `$substring(text?, start, length?)`. */
  readonly text: string;
  /** Where each parameter stands in that text. */
  readonly parameters: readonly (readonly [number, number])[];
  /** The index of the parameter that is written; undefined where the call has more arguments than parameters. */
  readonly active: number | undefined;
  readonly doc?: string;
}

/** What the function takes in whose call an offset is; undefined where that isn't known. */
export function signatureHelpAt(document: Document, offset: number): SignatureHelp | undefined {
  const expression = expressionAt(document, offset);
  if (!expression || expression.kind === "path" || expression.kind === "referencePath") return undefined;
  const call = callAt(expression.tokens, expression.offset);
  const signature = call && signatureOf(expression, call.name, call.token);
  if (!signature) return undefined;
  const { parameters, doc } = signature;
  const last = parameters.length - 1;
  const isOpen = parameters[last]?.endsWith("...") === true;
  const active = isOpen ? Math.min(call.argument, last) : call.argument;
  return {
    text: signatureText(signature),
    parameters: parameterPlaces(signature),
    active: active <= last ? active : undefined,
    ...(doc !== undefined && { doc }),
  };
}

function signatureOf({ kind, tokens }: Expression, name: string, token: number): Signature | undefined {
  if (kind === "intrinsic") {
    const known = intrinsicFunctions.get(name);
    return known && intrinsicSignature(known);
  }
  const local = localNames(tokens, token).get(name.slice(1));
  if (local) return local.parameters && { name, parameters: local.parameters.map((each) => `$${each}`) };
  const known = jsonataFunctions.get(name.slice(1));
  return known && jsonataSignature(known);
}

function parameterPlaces({ name, parameters }: Signature): readonly (readonly [number, number])[] {
  let at = name.length + 1;
  return parameters.map((parameter) => {
    const place = [at, at + parameter.length] as const;
    at += parameter.length + ", ".length;
    return place;
  });
}
