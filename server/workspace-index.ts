import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { SymbolKind } from "vscode-languageserver";
import {
  type Analysis,
  analyze,
  type FlowPlace,
  isDefinition,
  isTemplate,
  looseName,
  machineTitle,
  mayBeDefinition,
  notationOf,
  type OutlineEntry,
  outlineOf,
  type Span,
  startsIn,
} from "../language/index.ts";
import { SYMBOL_KINDS } from "./convert.ts";
import type { Documents } from "./documents.ts";

/** What is known of the definitions in the workspace's folders, open or not. */
export interface WorkspaceIndex {
  /** Every file that holds a definition, and every open document that does. */
  files(): Promise<readonly IndexedFile[]>;
  /** The analysis of a document, open or not; undefined where it is no definition. */
  analysisOf(uri: string): Promise<Analysis | undefined>;
  /** Takes the folders of the workspace, as URIs. */
  useFolders(added: readonly string[], removed: readonly string[]): void;
  /** Something happened to a file. */
  touch(uri: string): void;
}

/** A file with definitions. */
export interface IndexedFile {
  readonly uri: string;
  readonly symbols: readonly IndexedSymbol[];
  readonly machines: readonly IndexedMachine[];
  /** The tasks in it that start machines, by the names that they give. */
  readonly starts: readonly { readonly name: string; readonly place: FlowPlace; readonly at: Span }[];
  readonly lines: Analysis["lines"];
}

export interface IndexedSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container: string;
  readonly span: Span;
}

/** A machine that stands on its own, with its JSON Pointer in the file. */
export interface IndexedMachine {
  readonly name: string;
  readonly path: string;
}

/** What a workspace may cost at most: beyond that, files are left out. */
const limits = { entries: 20_000, files: 2_000, bytes: 2_000_000, milliseconds: 10_000 } as const;

const EXTENSIONS: readonly string[] = [".json", ".jsonc", ".yaml", ".yml", ".asl"];

/** `dist` and the like hold copies; `cdk.out` holds what the CDK made. */
const LEFT_OUT: readonly string[] = ["node_modules", "cdk.out", "bower_components"];

/** How long a search of the folders counts where nobody tells of changes, in milliseconds. */
const KEPT = 5_000;

interface Known {
  readonly changed: number;
  readonly file: IndexedFile | undefined;
}

export function workspaceIndex(documents: Documents, isWatching: () => boolean): WorkspaceIndex {
  const folders = new Set<string>();
  const known = new Map<string, Known>();
  let listed: { readonly paths: Promise<readonly string[]>; readonly at: number } | undefined;

  function paths(): Promise<readonly string[]> {
    if (listed && (isWatching() || performance.now() - listed.at < KEPT)) return listed.paths;
    listed = { paths: candidatesIn([...folders]), at: performance.now() };
    return listed.paths;
  }

  async function indexed(path: string): Promise<IndexedFile | undefined> {
    const earlier = known.get(path);
    if (earlier && isWatching()) return earlier.file;
    const changed = await changedAt(path);
    if (earlier && earlier.changed === changed) return earlier.file;
    const analysis = changed === undefined ? undefined : await analysisOfFile(path);
    const file = analysis && indexedFile(analysis);
    known.set(path, { changed: changed ?? 0, file });
    return file;
  }

  return {
    async files() {
      const open = documents.all().map(indexedFile);
      const uris = new Set(documents.uris());
      const found: IndexedFile[] = [...open];
      const ends = performance.now() + limits.milliseconds;
      for (const path of await paths()) {
        if (performance.now() > ends) break;
        const file = uris.has(pathToFileURL(path).href) ? undefined : await indexed(path);
        if (file && !uris.has(file.uri)) found.push(file);
      }
      return found;
    },
    async analysisOf(uri) {
      const open = documents.analysisOf(uri);
      if (open || !uri.startsWith("file:")) return open;
      return analysisOfFile(fileURLToPath(uri));
    },
    useFolders(added, removed) {
      for (const uri of removed) folders.delete(uri);
      for (const uri of added) if (uri.startsWith("file:")) folders.add(uri);
      listed = undefined;
    },
    touch(uri) {
      if (!uri.startsWith("file:")) return;
      const path = fileURLToPath(uri);
      if (!known.delete(path)) listed = undefined;
    },
  };
}

/** The files that may hold definitions. Hidden folders and those of packages are left out. */
async function candidatesIn(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = folders.map((uri) => fileURLToPath(uri));
  const ends = performance.now() + limits.milliseconds;
  let looked = 0;
  for (const folder of pending) {
    if (looked > limits.entries || found.length >= limits.files || performance.now() > ends) break;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    looked += entries.length;
    for (const entry of entries) {
      const isHidden = entry.name.startsWith(".") || LEFT_OUT.includes(entry.name);
      if (entry.isDirectory() && !isHidden) pending.push(join(folder, entry.name));
      if (entry.isFile() && EXTENSIONS.includes(extname(entry.name).toLowerCase()))
        found.push(join(folder, entry.name));
    }
  }
  return found.slice(0, limits.files);
}

async function changedAt(path: string): Promise<number | undefined> {
  const file = await stat(path).catch(() => undefined);
  return file && file.size <= limits.bytes ? file.mtimeMs : undefined;
}

async function analysisOfFile(path: string): Promise<Analysis | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  if (!mayBeDefinition(text)) return undefined;
  const analysis = analyze({ uri: pathToFileURL(path).href, version: 0, notation: notationOf(text), text });
  const { root } = analysis.tree;
  return isDefinition(root) || (isTemplate(root) && analysis.model.machines.length > 0) ? analysis : undefined;
}

const indexes = new WeakMap<Analysis, IndexedFile>();

function indexedFile(analysis: Analysis): IndexedFile {
  const earlier = indexes.get(analysis);
  if (earlier) return earlier;
  const { uri, lines, model } = analysis;
  const machines = model.machines.map(({ path }) => ({ name: machineName(uri, path), path }));
  const file = { uri, lines, machines, symbols: symbolsOf(analysis), starts: [...startsIn(analysis)] };
  indexes.set(analysis, file);
  return file;
}

/** The states of a file, each with the name of what it is in. Iterative. */
function symbolsOf(analysis: Analysis): readonly IndexedSymbol[] {
  const { uri, model } = analysis;
  const own = machineName(uri, "");
  const [machine] = model.machines.filter(({ path }) => path === "");
  const whole = machine && {
    name: own,
    kind: SYMBOL_KINDS.machine,
    container: "",
    span: { start: machine.node.span.start, end: machine.node.span.start },
  };
  const symbols: IndexedSymbol[] = whole ? [whole] : [];
  const pending: { readonly entry: OutlineEntry; readonly container: string }[] = outlineOf(analysis).map((entry) => ({
    entry,
    container: own,
  }));
  for (const { entry, container } of pending) {
    const isState = entry.kind !== "branch";
    if (isState) symbols.push({ name: entry.name, kind: SYMBOL_KINDS[entry.kind], container, span: entry.nameSpan });
    for (const child of entry.children) pending.push({ entry: child, container: isState ? entry.name : container });
  }
  return symbols;
}

/** What people call a machine: its name in the template, or its file's without extensions. */
export function machineName(uri: string, path: string): string {
  if (path !== "") return machineTitle(path);
  const name = uri.startsWith("file:") ? basename(fileURLToPath(uri)) : (uri.split(/[/:]/).at(-1) ?? uri);
  return name.replace(/\.(asl\.)?(json|jsonc|json5|ya?ml|asl)$/i, "");
}

/** Whether a task that names a machine so means the one that is called this. */
export const isCalled = (named: string, name: string): boolean =>
  named === name || looseName(named) === looseName(name);

/** The machine of that name: in the same file, else in the file that lies nearest. */
export function machineCalled(
  name: string,
  files: readonly IndexedFile[],
  from: string,
): { readonly file: IndexedFile; readonly path: string } | undefined {
  const found = files.flatMap((file) => {
    const machine = file.machines.find((each) => isCalled(name, each.name));
    return machine ? [{ file, path: machine.path, near: common(file.uri, from), isExact: machine.name === name }] : [];
  });
  return found.toSorted((a, b) => Number(b.isExact) - Number(a.isExact) || b.near - a.near)[0];
}

/** How far two URIs are the same. */
function common(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
