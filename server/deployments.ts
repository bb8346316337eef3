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

const known = new WeakMap<Analysis, readonly TemplateEntry[]>();

/** The machines of templates near a document that it is the definition of. */
export function deploymentsOf(analysis: Analysis): readonly TemplateEntry[] {
  const { uri, text } = analysis;
  if (!uri.startsWith("file:")) return [];
  const path = fileURLToPath(uri);
  const found = known.get(analysis) ?? entriesFor(path, text, projectRulesFor(path));
  known.set(analysis, found);
  return found;
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
  const read = readText(entry.path);
  return { uri: pathToFileURL(entry.path).href, lines: lineIndex(read.ok ? read.text : ""), span: node.span };
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
