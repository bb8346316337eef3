import { resolve } from "node:path";
import {
  type Analysis,
  analyze,
  findingsOf,
  isDefinition,
  isJsonObject,
  isTemplate,
  type Json,
  jsonText,
  notationOf,
  ruleSettings,
} from "../language/index.ts";
import { type DefinitionFile, definitionIn, openDefinition, openIn, projectOf } from "../runtime/index.ts";
import { type DefinitionError, definitionError, usageError } from "./errors.ts";

/**
 * A state machine: its text in JSON or YAML, the object that the text stands for, or the file that it stands in:
 * `{ file: "template.yaml#Orders" }`, where `#Orders` names one of several machines.
 */
export type Definition = string | DefinitionInFile | object;

export interface DefinitionInFile {
  /** From the working directory. */
  readonly file: string;
}

export interface CompileOptions {
  /** What the machine is called; as its template or its file says unless given. */
  readonly name?: string;
  /** As its template says, else STANDARD. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** What stands in the place of `${Name}`. A template's own values need not be given. */
  readonly substitutions?: { readonly [name: string]: string };
  /** Set to get a machine even where the definition has errors: they then show when it runs. */
  readonly allowErrors?: boolean;
}

/** A state machine that is ready to be run, as often as you like. */
export interface Machine {
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  /** Placeholders `${Name}` that nothing gives a value: they stay as they are. */
  readonly unresolved: readonly string[];
}

/** What a machine was made of. */
export interface Compiled {
  readonly definition: DefinitionFile;
  /** Whether it stands in a file, beside which mocks and settings are. */
  readonly isFile: boolean;
  readonly substitutions: CompileOptions["substitutions"];
}

const compiledBy = new WeakMap<Machine, Compiled>();

/**
 * Makes a state machine of its definition. Throws a `DefinitionError` where there is none, or where it has errors.
 *
 *     const machine = compile({ file: "orders.asl.json" });
 */
export function compile(definition: Definition, options: CompileOptions = {}): Machine {
  const { definition: found, isFile } = open(definition);
  if (!options.allowErrors) refuseErrors(found, isFile);
  const { name = found.name, type = found.type, substitutions } = options;
  const given = new Set(Object.keys(substitutions ?? {}));
  const unresolved = found.unresolved.filter((placeholder) => !given.has(placeholder));
  const machine: Machine = Object.freeze({ name, type, unresolved });
  compiledBy.set(machine, { definition: found, isFile, substitutions });
  return machine;
}

/** A machine from what was given as one, with what it was made of. */
export function machineOf(given: Machine | Definition): { readonly machine: Machine; readonly compiled: Compiled } {
  const known = typeof given === "object" && compiledBy.get(given as Machine);
  if (known) return { machine: given as Machine, compiled: known };
  const machine = compile(given);
  const compiled = compiledBy.get(machine);
  if (!compiled) throw new Error("a machine was not kept");
  return { machine, compiled };
}

/** Where a definition comes from: a file's path with what it names in it, or a text. */
export function sourceOf(
  given: Definition,
): { readonly kind: "file"; readonly file: string } | { readonly kind: "text"; readonly text: string } {
  if (typeof given === "string") return { kind: "text", text: given };
  if (typeof given !== "object" || given === null) {
    throw usageError('A definition is a text, an object, or { file: "orders.asl.json" }.');
  }
  if ("file" in given && typeof given.file === "string") return { kind: "file", file: resolve(given.file) };
  return { kind: "text", text: jsonText(given as Json) };
}

/** The name that a definition without a file goes by. */
export const NAMELESS = "definition";

function open(given: Definition): { readonly definition: DefinitionFile; readonly isFile: boolean } {
  const source = sourceOf(given);
  const opened = source.kind === "file" ? openDefinition(source.file) : openText(source.text);
  if (!opened.ok) throw definitionError(opened.message, []);
  return { definition: opened.definition, isFile: source.kind === "file" };
}

function openText(text: string): ReturnType<typeof openDefinition> {
  const analysis = analyze({ uri: `${NAMELESS}:`, version: 0, notation: notationOf(text), text });
  const { root } = analysis.tree;
  const [machine] = isTemplate(root) || !isDefinition(root) ? [] : analysis.model.machines;
  if (!machine) return noFile(text) ?? definitionIn(NAMELESS, text);
  const { model } = analysis;
  const name = NAMELESS;
  const definition = {
    path: resolve(name),
    analysis,
    machine,
    model,
    name,
    otherNames: [],
    unresolved: openIn(machine),
  };
  return { ok: true, definition: { ...definition, type: "STANDARD" } };
}

/** A text that can only be meant as the name of a file. */
function noFile(text: string): { readonly ok: false; readonly message: string } | undefined {
  if (!/^[^\n{]+\.(?:json|jsonc|ya?ml|asl)(?:#\S+)?$/i.test(text)) return undefined;
  return { ok: false, message: `"${text}" is taken as a definition's text. To read a file: { file: "${text}" }.` };
}

function refuseErrors(definition: DefinitionFile, isFile: boolean): void {
  const { machine, analysis } = definition;
  const { start, end } = machine.node.span;
  const isOneOfSeveral = analysis.model.machines.length > 1;
  const faulty = withRules(definition);
  const diagnostics = faulty.diagnostics.filter(
    ({ severity, span }) => severity === "error" && (!isOneOfSeveral || (span.start >= start && span.end <= end)),
  );
  if (diagnostics.length === 0) return;
  const { path } = definition;
  throw refused(
    isFile ? ` in "${path}"` : "",
    findingsOf({ ...faulty, lines: faulty.lines, tree: faulty.tree, diagnostics }),
  );
}

/** The analysis with what the project file says about rules. */
function withRules({ path, analysis }: DefinitionFile): Analysis {
  const read = projectOf(path);
  if (!read.ok) throw usageError(read.message);
  const { rules } = read.project;
  if (!isJsonObject(rules) || Object.keys(rules).length === 0) return analysis;
  const { uri, version, notation, text } = analysis;
  return analyze({ uri, version, notation, text, rules: ruleSettings(rules) });
}

function refused(where: string, findings: DefinitionError["findings"]): DefinitionError {
  const shown = findings.slice(0, 10).map(({ range: { start }, code, message }) => {
    return `  ${start.line + 1}:${start.character + 1} ${code}: ${message}`;
  });
  const more = findings.length > shown.length ? [`  and ${findings.length - shown.length} more`] : [];
  const count = findings.length === 1 ? "an error" : `${findings.length} errors`;
  const lines = [`The definition${where} has ${count}:`, ...shown, ...more];
  return definitionError([...lines, "To run it all the same: { allowErrors: true }."].join("\n"), findings);
}
