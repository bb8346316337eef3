import { mayBeDefinition, mayHoldMachines, type Notation, notationOf, notations } from "../language/index.ts";

/** How a document is read, and whether it is a definition for certain; else its content tells. */
export interface Choice {
  readonly notation: Notation;
  readonly certain: boolean;
}

/** The language of a document: files named `*.asl…` are definitions, whatever an editor that doesn't know them calls them. */
export function languageOf(uri: string, languageId: string): string {
  if (languageId === "asl" || languageId === "asl-yaml") return languageId;
  if (/\.asl(?:\.json)?$/i.test(uri)) return "asl";
  return /\.asl\.ya?ml$/i.test(uri) ? "asl-yaml" : languageId;
}

/** Undefined where a document can't be a definition: most JSON and YAML files are something else, and cost nothing. */
export function notationFor(languageId: string, text: string): Choice | undefined {
  if (languageId === "asl-yaml") return { notation: notations.yaml, certain: true };
  // A file that is still empty becomes what its language is named after.
  if (languageId === "asl") return { notation: text.trim() === "" ? notations.json : notationOf(text), certain: true };
  if (!mayBeDefinition(text) && !mayHoldMachines(text)) return undefined;
  if (languageId === "json" || languageId === "jsonc") return { notation: notations.json, certain: false };
  return { notation: languageId === "yaml" ? notations.yaml : notationOf(text), certain: false };
}
