import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type Analysis,
  handlerFiles,
  type LineIndex,
  type LinkTarget,
  lineIndex,
  type Span,
  type StackTemplate,
  type TemplateFunction,
} from "../language/index.ts";
import { entriesFor, projectRulesFor, readText, type TemplateEntry } from "../workspace/index.ts";
import { machineCalled, type WorkspaceIndex } from "./workspace-index.ts";

/** How long what was found counts, in milliseconds: templates are large, and change seldom. */
const KEPT = 3_000;

const known = new Map<string, { readonly entries: readonly TemplateEntry[]; readonly at: number }>();

/** The file of each template that was found. */
const paths = new WeakMap<StackTemplate, string>();

/** The machines of templates near a document that it is the definition of. */
export function deploymentsOf({ uri, text }: Analysis): readonly TemplateEntry[] {
  if (!uri.startsWith("file:")) return [];
  const earlier = known.get(uri);
  if (earlier && performance.now() - earlier.at < KEPT) return earlier.entries;
  const path = fileURLToPath(uri);
  const entries = entriesFor(path, text, projectRulesFor(path));
  for (const entry of entries) paths.set(entry.template, entry.path);
  known.set(uri, { entries, at: performance.now() });
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
  const path = paths.get(template);
  if (path === undefined) return { uri: analysis.uri, lines: analysis.lines, span: node.span };
  const read = readText(path);
  return { uri: pathToFileURL(path).href, lines: lineIndex(read.ok ? read.text : ""), span: node.span };
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
