import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type Analysis,
  type DeployedBy,
  handlerFiles,
  isTemplate,
  type LineIndex,
  type LinkTarget,
  lineIndex,
  notationOf,
  readTemplate,
  type Span,
  type StackTemplate,
  type TemplateFunction,
} from "../language/index.ts";
import { machineCalled, type WorkspaceIndex } from "./workspace-index.ts";

/** A machine of a template in a file. */
export interface TemplateEntry extends DeployedBy {
  readonly path: string;
  readonly lines: LineIndex;
}

const known = new WeakMap<Analysis, readonly TemplateEntry[]>();

/** The machines of the nearest template that a document is the definition of. */
export function deploymentsOf(analysis: Analysis): readonly TemplateEntry[] {
  if (!analysis.uri.startsWith("file:")) return [];
  const found = known.get(analysis) ?? entriesFor(fileURLToPath(analysis.uri));
  known.set(analysis, found);
  return found;
}

/** How many folders above a definition are searched, and how large a template may be. */
const LEVELS_ABOVE = 3;
const MAX_BYTES = 2_000_000;

/** How tools and people call templates: `template.yaml`, `Stack.template.json`, `template-prod.yml`, `sam.yaml`. */
const TEMPLATE_NAME = /^(?:.*[._-])?(?:template|sam|cloudformation|cfn|stack)(?:[._-].*)?\.(?:ya?ml|json)$/i;

function entriesFor(definition: string): readonly TemplateEntry[] {
  let folder = dirname(definition);
  for (let level = 0; level <= LEVELS_ABOVE; level++) {
    for (const path of templatesIn(folder)) {
      const entries = entriesOf(path).filter(({ machine }) => {
        const at = machine.definition;
        return at.kind === "file" && resolve(dirname(path), at.location) === definition;
      });
      if (entries.length > 0) return entries;
    }
    folder = dirname(folder);
  }
  return [];
}

/** `template.yaml` goes before `other.template.yaml`. */
function templatesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => TEMPLATE_NAME.test(name));
    return names.toSorted((a, b) => a.length - b.length).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const templates = new Map<string, { readonly changed: number; readonly entries: readonly TemplateEntry[] }>();

/** The machines of a template's file, read again when it changed. */
function entriesOf(path: string): readonly TemplateEntry[] {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile() || file.size > MAX_BYTES) return [];
  const earlier = templates.get(path);
  if (earlier?.changed === file.mtimeMs) return earlier.entries;
  const text = readFileSync(path, "utf8");
  const { root } = notationOf(text).parse(text);
  const template = isTemplate(root) ? readTemplate(root) : undefined;
  const lines = lineIndex(text);
  const entries = template?.machines.map((machine) => ({ path, template, machine, lines })) ?? [];
  templates.set(path, { changed: file.mtimeMs, entries });
  return entries;
}

/** A place in a file. */
export interface FilePlace {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly span: Span;
}

/** Where a function's resource stands. */
export function resourceOf(analysis: Analysis, template: StackTemplate, { node }: TemplateFunction): FilePlace {
  const entry = deploymentsOf(analysis).find((each) => each.template === template);
  if (!entry) return { uri: analysis.uri, lines: analysis.lines, span: node.span };
  return { uri: pathToFileURL(entry.path).href, lines: entry.lines, span: node.span };
}

/** The file that a handler is written in, where it is found. */
export function handlerOf(template: string, called: TemplateFunction): string | undefined {
  if (!template.startsWith("file:")) return undefined;
  const folder = dirname(fileURLToPath(template));
  const path = handlerFiles(called)
    .map((each) => resolve(folder, each))
    .find((each) => existsSync(each));
  return path === undefined ? undefined : pathToFileURL(path).href;
}

/** The place as an address that editors open at its line. */
const addressOf = ({ uri, lines, span }: FilePlace): string => `${uri}#L${lines.position(span.start).line + 1}`;

/** What a link leads to: the address of a file; undefined where nothing is found. */
export async function targetOf(
  analysis: Analysis,
  target: LinkTarget,
  workspace: WorkspaceIndex,
): Promise<string | undefined> {
  if (!analysis.uri.startsWith("file:")) return undefined;
  if (target.kind === "file") return pathToFileURL(resolve(dirname(fileURLToPath(analysis.uri)), target.path)).href;
  if (target.kind === "machine") return machineCalled(target.name, await workspace.files(), analysis.uri)?.file.uri;
  const place = resourceOf(analysis, target.in, target.function);
  return handlerOf(place.uri, target.function) ?? (place.uri === analysis.uri ? undefined : addressOf(place));
}
