import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isJsonObject, type Json, notations, type RuleSettings, ruleSettings, toJson } from "../language/index.ts";
import { readText } from "./text-file.ts";

/** The file that says what holds for all definitions of a folder and below. */
export const projectFileName = "statecraft.json";

/** What the project that a definition belongs to says about definitions, without what concerns running them. */
export interface ProjectFolder {
  /** Paths in the project's file start here. */
  readonly folder: string;
  /** Globs that find the templates which machines are deployed by. */
  readonly templates: readonly string[];
}

/** The same with the severities that the project gives to rules. */
export interface ProjectRules extends ProjectFolder {
  readonly rules: RuleSettings;
}

/** The path of the nearest `statecraft.json` upwards from a definition. */
export function projectFileFor(definition: string): string | undefined {
  for (let folder = dirname(resolve(definition)); ; folder = dirname(folder)) {
    const path = join(folder, projectFileName);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * What holds for a definition in the editor, where a project's file is being written too: what can't be read of it says
 * nothing. Without a file the definition's own folder is the project.
 */
export function projectRulesFor(definition: string): ProjectRules {
  const path = projectFileFor(definition);
  const text = path === undefined ? undefined : readText(path);
  const value: Json | undefined = text?.ok ? toJson(notations.json.parse(text.text).root) : undefined;
  const { rules, templates } = isJsonObject(value) ? value : ({} as { readonly [name: string]: Json });
  return {
    folder: dirname(path ?? resolve(definition)),
    templates: Array.isArray(templates) ? templates.map(String) : [],
    rules: ruleSettings(rules),
  };
}
