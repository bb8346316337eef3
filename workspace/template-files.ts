import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isTemplate, notationOf, readTemplate, type StackTemplate, type TemplateMachine } from "../language/index.ts";
import { filesIn, filesMatching } from "./file-search.ts";
import type { ProjectFolder } from "./project-folder.ts";
import { readText } from "./text-file.ts";

/** A machine of a template in a file. */
export interface TemplateEntry {
  /** The template's file: what the template names lies from its folder. */
  readonly path: string;
  readonly template: StackTemplate;
  readonly machine: TemplateMachine;
}

/** How many folders above a definition are searched. */
const LEVELS_ABOVE = 3;

/** How tools and people call templates: `template.yaml`, `Stack.template.json`, `template-prod.yml`, `sam.yaml`. */
const TEMPLATE_NAME = /^(?:.*[._-])?(?:template|sam|cloudformation|cfn|stack)(?:[._-].*)?\.(?:ya?ml|json)$/i;

/** What a text must hold to be worth reading as a template. */
const MACHINE_TYPE = /AWS::(?:Serverless|StepFunctions)::StateMachine/;

/** The machines whose definition a file holds, by the nearest template that points at it; empty where none does. */
export function entriesFor(definition: string, text: string, project: ProjectFolder): readonly TemplateEntry[] {
  for (const path of candidates(definition, project)) {
    const found = entriesOf(path).filter((entry) => pointsAt(entry, definition, text));
    if (found.length > 0) return found;
  }
  return [];
}

/** Every machine of a template's file; none where it is no template. */
function entriesOf(path: string): readonly TemplateEntry[] {
  const read = readText(path);
  if (!read.ok || !MACHINE_TYPE.test(read.text)) return [];
  const { root } = notationOf(read.text).parse(read.text);
  if (!isTemplate(root)) return [];
  const template = readTemplate(root);
  return template.machines.map((machine) => ({ path, template, machine }));
}

/** The file that a machine's definition stands in, where it isn't the template itself. */
export function definitionFileOf({ path, machine }: TemplateEntry): string | undefined {
  const { definition } = machine;
  return definition.kind === "file" ? resolve(dirname(path), definition.location) : undefined;
}

/** The CDK copies files: such a copy has another name and the same text. */
function pointsAt(entry: TemplateEntry, definition: string, text: string): boolean {
  const file = definitionFileOf(entry);
  if (file === undefined) return false;
  if (file === resolve(definition)) return true;
  if (!basename(file).startsWith("asset.")) return false;
  const copy = readText(file);
  return copy.ok && copy.text === text;
}

/** The files that may be templates: those that the project names, else those beside the definition and above. */
function* candidates(definition: string, project: ProjectFolder): Generator<string> {
  if (project.templates.length > 0) {
    for (const glob of project.templates) yield* filesMatching(project.folder, glob);
    return;
  }
  let folder = dirname(resolve(definition));
  for (let level = 0; level <= LEVELS_ABOVE; level++) {
    yield* templatesIn(folder);
    const output = join(folder, "cdk.out");
    // Stages have assemblies of their own in it.
    if (existsSync(output)) yield* filesMatching(output, "*.template.json");
    folder = dirname(folder);
  }
}

/** `template.yaml` goes before `other.template.yaml`. */
function templatesIn(folder: string): readonly string[] {
  const names = filesIn(folder).filter((name) => TEMPLATE_NAME.test(name));
  return names.toSorted((a, b) => a.length - b.length).map((name) => join(folder, name));
}
