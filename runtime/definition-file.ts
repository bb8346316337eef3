import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Analysis,
  analyze,
  buildModel,
  type Diagnostic,
  isDefinition,
  isTemplate,
  type Model,
  notationOf,
  type ObjectNode,
  placeholdersIn,
  readTemplate,
  type StateMachine,
  type SyntaxNode,
} from "../language/index.ts";
import { definitionFileOf, entriesFor, readText, type TemplateEntry } from "../workspace/index.ts";
import { projectOf } from "./project-file.ts";

/** A definition in a file: `orders.asl.json`, or one of several machines of a file: `template.yaml#Orders`. */
export interface DefinitionFile {
  /** The file whose text holds the definition; a template, where it stands in one. */
  readonly path: string;
  /** Of that file. */
  readonly analysis: Analysis;
  /** As it is deployed: what a template fills in stands in it, at the places of the file's text. */
  readonly machine: StateMachine;
  /** Of this machine alone, while the analysis knows all that stand in the file. */
  readonly model: Model;
  /** What it is called once deployed, where a template tells; else the file's name without its extensions. */
  readonly name: string;
  /** What else people may call it by: its logical id, its file. */
  readonly otherNames: readonly string[];
  /** STANDARD unless a template says otherwise. */
  readonly type: "STANDARD" | "EXPRESS";
  /** What stays as `${Name}`, because no template gives it a value. */
  readonly unresolved: readonly string[];
  /** The template that deploys it. */
  readonly template?: TemplateEntry;
}

export type OpenedDefinition =
  | { readonly ok: true; readonly definition: DefinitionFile }
  | { readonly ok: false; readonly message: string };

const failure = (message: string): OpenedDefinition => ({ ok: false, message });

/** What `template.yaml#Orders` names: a file, and of several machines in it one by its name or logical id. */
export function programParts(program: string): { readonly path: string; readonly machine?: string } {
  const [, path, machine] = /^(.+)#((?:\/Resources\/)?[^#/\\]+)$/.exec(program) ?? [];
  if (path === undefined || machine === undefined) return { path: program.replace(/#$/, "") };
  return { path, machine: machine.replace("/Resources/", "") };
}

/** Reads a definition. The message of a failure names the file and says what to do. */
export function openDefinition(program: string): OpenedDefinition {
  const { path, machine } = programParts(program);
  const text = readText(path);
  return text.ok ? definitionIn(path, text.text, machine) : text;
}

/** The definition in a text that a file of this name holds, or would hold; of several machines the named one. */
export function definitionIn(path: string, text: string, wanted?: string): OpenedDefinition {
  const analysis = analysisOf(path, text);
  const { root } = analysis.tree;
  if (isTemplate(root)) return definitionOfTemplate(path, analysis, wanted);
  if (!isDefinition(root) || root.kind !== "object") return notOne(path, analysis);
  const entries = entriesOf(path, text);
  const entry = wanted === undefined ? entries[0] : entries.find((each) => namesOf(each).includes(wanted));
  if (entry) return deployedDefinition(entry, path, analysis, root);
  const { model } = analysis;
  const [machine] = model.machines;
  const name = machineName(path);
  if (!machine) return notOne(path, analysis);
  if (wanted !== undefined && wanted !== name) return noSuchMachine(path, wanted, [name, ...entries.flatMap(namesOf)]);
  return {
    ok: true,
    definition: { path, analysis, machine, model, name, otherNames: [], type: "STANDARD", unresolved: openIn(machine) },
  };
}

/** Every definition that stands in a text: one, or those of a template. */
export function definitionsIn(path: string, text: string): readonly DefinitionFile[] {
  const analysis = analysisOf(path, text);
  const { root } = analysis.tree;
  const found = isTemplate(root)
    ? templateEntries(path, root)
        .filter((entry) => definitionFileOf(entry) === undefined)
        .map((entry) => embeddedDefinition(entry, analysis))
    : [definitionIn(path, text)];
  return found.flatMap((opened) => (opened.ok ? [opened.definition] : []));
}

function analysisOf(path: string, text: string): Analysis {
  return analyze({ uri: pathToFileURL(path).href, version: 0, notation: notationOf(text), text });
}

/** What is wrong with the project file is told where its settings are read. */
function entriesOf(path: string, text: string): readonly TemplateEntry[] {
  const read = projectOf(path);
  return read.ok ? entriesFor(path, text, read.project) : [];
}

const namesOf = ({ machine }: TemplateEntry): readonly string[] => [
  ...new Set([machine.name, machine.logicalId].filter((name) => name !== "")),
];

function definitionOfTemplate(path: string, analysis: Analysis, wanted: string | undefined): OpenedDefinition {
  const entries = templateEntries(path, analysis.tree.root);
  const ids = entries.map(({ machine }) => machine.logicalId);
  const [only, second] = entries;
  if (!only) return failure(`"${path}" is a template that has no state machine: name the definition's own file.`);
  if (wanted === undefined && second) {
    const choices = ids.map((id) => `"${path}#${id}"`).join(", ");
    return failure(`"${path}" has several state machines: name one of them, ${choices}.`);
  }
  const entry = wanted === undefined ? only : entries.find((each) => namesOf(each).includes(wanted));
  if (!entry) return noSuchMachine(path, wanted ?? "", ids);
  const file = definitionFileOf(entry);
  return file === undefined ? embeddedDefinition(entry, analysis) : separateDefinition(entry, file);
}

function templateEntries(path: string, root: SyntaxNode): readonly TemplateEntry[] {
  const template = readTemplate(root);
  return template.machines.map((machine) => ({ path, template, machine }));
}

/** A definition that stands in its template. */
function embeddedDefinition(entry: TemplateEntry, analysis: Analysis): OpenedDefinition {
  const { path, machine } = entry;
  const { definition, logicalId } = machine;
  const root = definition.kind === "text" ? definition.tree.root : definition.kind === "object" && definition.node;
  if (root && root.kind === "object" && isDefinition(root)) return deployedDefinition(entry, path, analysis, root);
  if (definition.kind !== "elsewhere") {
    return failure(`The definition of "${logicalId}" in "${path}" can't be read: it needs "StartAt" and "States".`);
  }
  const where = definition.location === "" ? "not in the template" : `at "${definition.location}"`;
  return failure(`The definition of "${logicalId}" in "${path}" is ${where}: name the definition's own file.`);
}

/** A definition in a file of its own, which the template points at. */
function separateDefinition(entry: TemplateEntry, file: string): OpenedDefinition {
  const read = readText(file);
  if (!read.ok) return failure(`"${entry.machine.logicalId}" in "${entry.path}" has no definition: ${read.message}`);
  const analysis = analysisOf(file, read.text);
  const { root } = analysis.tree;
  return isDefinition(root) && root.kind === "object"
    ? deployedDefinition(entry, file, analysis, root)
    : notOne(file, analysis);
}

function deployedDefinition(
  entry: TemplateEntry,
  path: string,
  analysis: Analysis,
  written: ObjectNode,
): OpenedDefinition {
  const { machine: deploying } = entry;
  const { root, unresolved: untold } = deploying.deployed(written);
  const pointer = deploying.definition.kind === "file" ? "" : pathOf(deploying.definition);
  const model = root === analysis.tree.root ? analysis.model : buildModel(root, pointer);
  const [machine] = model.machines;
  if (!machine) return notOne(path, analysis);
  const { name, logicalId, type } = deploying;
  const unresolved = [...new Set([...untold, ...openIn(machine)])];
  const otherNames = [logicalId, machineName(path)].filter((other) => other !== name);
  return {
    ok: true,
    definition: { path, analysis, machine, model, name, otherNames, type, unresolved, template: entry },
  };
}

/** The placeholders of a definition. Names are plain words; anything else is rather a piece of an expression. */
export const openIn = ({ node }: StateMachine): readonly string[] => [
  ...new Set(placeholdersIn(node).flatMap(({ name }) => (/^[\w.:-]+$/.test(name) ? [name] : []))),
];

/**
 * What is said of a machine's placeholders without a value when it starts, in a line; undefined where there are none.
 * `given` are those that have one from elsewhere than a template, and `by` is where one may be given besides.
 */
export function unresolvedText(
  { unresolved }: DefinitionFile,
  given: Readonly<Record<string, string>> | undefined,
  by: string,
): string | undefined {
  const open = unresolved.filter((name) => !Object.hasOwn(given ?? {}, name));
  if (open.length === 0) return undefined;
  const names = open.map((name) => `"${name}"`).join(", ");
  const [have, stay, they, them] =
    open.length > 1 ? ["have", "stay", "they are", "them"] : ["has", "stays", "it is", "it"];
  const wayOut = `give ${them} one by "DefinitionSubstitutions" in a template or by ${by}`;
  return `${names} ${have} no value and ${stay} as ${they}: ${wayOut}.`;
}

const pathOf = (definition: TemplateEntry["machine"]["definition"]): string =>
  definition.kind === "object" || definition.kind === "text" ? definition.path : "";

function notOne(path: string, { tree, diagnostics }: Analysis): OpenedDefinition {
  // What can't even be read is more to the point than what is missing then.
  const isError = ({ severity }: Diagnostic): boolean => severity === "error";
  const missing = diagnostics.filter(({ code }) => code !== "unknown-top-level-field");
  const problem = tree.problems.find(isError) ?? missing.find(isError);
  const reason = problem ? problem.message : 'It needs an object with "StartAt" and "States".';
  return failure(`"${path}" is no state machine. ${reason}`);
}

function noSuchMachine(path: string, wanted: string, names: readonly string[]): OpenedDefinition {
  const others = [...new Set(names)].map((name) => `"${name}"`).join(", ");
  return failure(`"${path}" has no state machine "${wanted}": it has ${others}.`);
}

/** A file's name without its extensions: `order-process` for `order-process.asl.json`. */
export const machineName = (path: string): string =>
  basename(path).replace(/\.(asl\.)?(json|jsonc|json5|ya?ml|asl)$/i, "");
