import { isTemplate } from "../../model/index.ts";
import { readTemplate } from "../../templates/index.ts";
import type { Document } from "../document.ts";

/** More than that nobody reads. */
const MAX_NAMES = 50;

/** A placeholder, `${PayFunctionArn}`, by its name. */
export interface Substitution {
  readonly name: string;
  /** Who gives it a value, for people: `filled in by template.yaml`. */
  readonly detail: string;
}

/**
 * The placeholders that a template fills in: those that the templates which deploy the document give a value to, those
 * of the template that it is, and those in use already.
 */
export function substitutions({ text, tree, host }: Document): readonly Substitution[] {
  const found = new Map<string, string>();
  const add = (name: string, by: string): void => {
    if (!found.has(name)) found.set(name, `filled in by ${by}`);
  };
  for (const { template, substitutions: names } of host?.deployments ?? [])
    for (const name of names ?? []) add(name, template);
  if (isTemplate(tree.root)) {
    for (const machine of readTemplate(tree.root).machines)
      for (const name of machine.substitutions.keys()) add(name, "the template");
  }
  for (const [, name = ""] of text.matchAll(/\$\{(\w+)\}/g)) {
    if (found.size >= MAX_NAMES) break;
    add(name, "the template");
  }
  return [...found].map(([name, detail]) => ({ name, detail }));
}

/** The same, first those that sound like a field: `PayFunction` for `FunctionName`. */
export function substitutionsFor(document: Document, field: string): readonly Substitution[] {
  const kind = field.replace(/(?:Name|Arn|Url|Id)+$/, "").toLowerCase();
  const fits = ({ name }: Substitution): number => (kind !== "" && name.toLowerCase().includes(kind) ? 0 : 1);
  return substitutions(document).toSorted((a, b) => fits(a) - fits(b));
}
