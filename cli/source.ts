import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { catalogue } from "../data/index.ts";
import {
  type Analysis,
  analyze,
  type Host,
  lazy,
  notationOf,
  type RuleSettings,
  ruleSettings,
} from "../language/index.ts";
import { type DefinitionFile, definitionIn, programParts, projectOf, readText } from "../runtime/index.ts";
import { hostOf } from "../workspace/index.ts";
import { UsageError } from "./verb.ts";

/** What the name of a file stands for where it is `-`. */
const STDIN = "-";

/** It can be read once only. */
const stdin = lazy(() => readFileSync(process.stdin.fd, "utf8"));

/** The text of a file, or of standard input for `-`. */
export function sourceText(file: string): string {
  if (file === STDIN) return stdin();
  const read = readText(file);
  if (!read.ok) throw new UsageError(read.message);
  return read.text;
}

/** A file's content, understood; notation and kind are found by content, whatever its name. */
export function analysisOf(file: string): Analysis {
  const { path } = programParts(file);
  const text = sourceText(path);
  const uri = path === STDIN ? "stdin:" : pathToFileURL(path).href;
  const { rules, host } = aroundOf(path, text);
  return analyze({ uri, version: 0, notation: notationOf(text), text, rules, catalogue, ...(host && { host }) });
}

/** The machine that a file holds, ready to be run; of several the one that is named, here or in `FILE#NAME`. */
export function definitionOf(file: string, name?: string): DefinitionFile {
  const { path, machine = name } = programParts(file);
  const opened = definitionIn(path === STDIN ? "stdin" : path, sourceText(path), machine);
  if (!opened.ok) throw new UsageError(opened.message);
  return opened.definition;
}

/** What a project's file and templates say of a definition; standard input has the present folder's project alone. */
function aroundOf(path: string, text: string): { readonly rules: RuleSettings; readonly host?: Host } {
  const read = projectOf(path === STDIN ? "." : path);
  if (!read.ok) throw new UsageError(read.message);
  const rules = ruleSettings({ ...read.project.rules });
  return path === STDIN ? { rules } : { rules, host: hostOf(path, text, read.project) };
}
