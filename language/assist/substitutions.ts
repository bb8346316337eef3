import { isTemplate } from "../model/index.ts";
import { readTemplate } from "../templates/index.ts";
import type { Document } from "./document.ts";

/** More than that nobody reads. */
const MAX_NAMES = 50;

/** The names that a template fills in, `PayFunctionArn` for `${PayFunctionArn}`: those it gives, and those in use already. */
export function substitutionNames({ text, tree }: Document): readonly string[] {
  const names = new Set<string>();
  if (isTemplate(tree.root)) {
    for (const { substitutions } of readTemplate(tree.root).machines)
      for (const name of substitutions.keys()) names.add(name);
  }
  for (const [, name = ""] of text.matchAll(/\$\{(\w+)\}/g)) {
    if (names.size >= MAX_NAMES) break;
    names.add(name);
  }
  return [...names];
}

/** The same, first those that sound like a field: `PayFunction` for `FunctionName`. */
export function substitutionsFor(document: Document, field: string): readonly string[] {
  const kind = field.replace(/(?:Name|Arn|Url|Id)+$/, "").toLowerCase();
  const fits = (name: string): number => (kind !== "" && name.toLowerCase().includes(kind) ? 0 : 1);
  return substitutionNames(document).toSorted((a, b) => fits(a) - fits(b));
}
