import * as vscode from "vscode";

/** The languages of definitions, and those in which a definition may be written under a plain name. */
const definitionLanguages = ["asl", "asl-yaml"];
const plainLanguages = ["json", "jsonc", "yaml"];

export const allLanguages: readonly string[] = [...definitionLanguages, ...plainLanguages];

/** The language that a plain definition may become. */
export const definitionLanguageOf = (plain: string): string => (plain === "yaml" ? "asl-yaml" : "asl");

export const isDefinitionLanguage = (languageId: string): boolean => definitionLanguages.includes(languageId);

export const isPlainLanguage = (languageId: string): boolean => plainLanguages.includes(languageId);

/** Tells which documents the language server should see. */
export interface Candidates {
  has(document: Candidate): boolean;
}

/** What is known of a document when it is opened. */
export type Candidate = Pick<vscode.TextDocument, "uri" | "languageId" | "getText">;

/**
 * Documents of the two languages, and those plain ones that may be definitions: whose text holds all words of a kind, such as those of templates. Only the
 * server knows for sure; most JSON and YAML files are something else, and neither start it nor are ever sent to it.
 * What isn't a file of the workspace, such as the old version in a comparison, is left alone.
 */
export function candidates(kinds: readonly (readonly string[])[]): Candidates {
  return {
    has({ uri, languageId, getText }) {
      if (!isWorkedOn(uri)) return false;
      if (isDefinitionLanguage(languageId)) return true;
      if (!isPlainLanguage(languageId)) return false;
      const text = getText();
      return kinds.some((words) => words.every((word) => text.includes(word)));
    },
  };
}

function isWorkedOn(uri: vscode.Uri): boolean {
  return uri.scheme === "file" || uri.scheme === "untitled" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
