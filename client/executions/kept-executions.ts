import { mkdir, rm } from "node:fs/promises";
import * as vscode from "vscode";
import type { Kept } from "../../archive/protocol.ts";
import type { StatecraftEvents } from "../../debugger/protocol.ts";
import type { ArchiveProcess } from "./archive-process.ts";

/**
 * Executions that are kept in VS Code's own storage: those of this workspace that have ended, and histories that were
 * imported. Nothing of it leaves the machine; the oldest ones make room.
 */
export interface KeptExecutions extends vscode.Disposable {
  readonly folder: string;
  /** The latest first. */
  all(): Promise<readonly Kept[]>;
  of(document: string): Promise<readonly Kept[]>;
  byFile(file: string): Promise<Kept | undefined>;
  add(kept: readonly Kept[]): Promise<void>;
  rename(file: string, name: string): Promise<void>;
  remove(file: string): Promise<void>;
  readonly onChanged: vscode.Event<void>;
}

/** True where executions are kept: the view of them shows then. */
const CONTEXT = "statecraft.hasExecutions";

/** So many of a definition are kept. */
const MOST = 50;
/** And so much in all. */
const MOST_BYTES = 200_000_000;

/** Where executions are kept: in the storage of the workspace, of VS Code itself in a window without one. */
export const executionsFolder = ({ storageUri, globalStorageUri }: vscode.ExtensionContext): string =>
  vscode.Uri.joinPath(storageUri ?? globalStorageUri, "executions").fsPath;

/** Values under keys that contain one of these words are not kept. */
export const secretWords = (document: vscode.Uri): readonly string[] =>
  vscode.workspace.getConfiguration("statecraft", document).get<readonly string[]>("executions.redact", []);

export function keptExecutions(context: vscode.ExtensionContext, archive: ArchiveProcess): KeptExecutions {
  const folder = executionsFolder(context);
  const changed = new vscode.EventEmitter<void>();
  let known: Promise<readonly Kept[]> | undefined;

  async function list(): Promise<readonly Kept[]> {
    await mkdir(folder, { recursive: true });
    return archive.request("list", { folder });
  }

  function all(): Promise<readonly Kept[]> {
    known ??= list().catch(() => {
      known = undefined;
      return [];
    });
    return known;
  }

  async function set(next: readonly Kept[]): Promise<void> {
    const { kept, surplus } = bounded([...next].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)));
    known = Promise.resolve(kept);
    void vscode.commands.executeCommand("setContext", CONTEXT, kept.length > 0);
    await Promise.all(surplus.map(({ file }) => rm(file, { force: true })));
    changed.fire();
  }

  async function add(added: readonly Kept[]): Promise<void> {
    const files = new Set(added.map(({ file }) => file));
    const before = await all();
    await set([...added, ...before.filter(({ file }) => !files.has(file))]);
  }

  const listener = vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
    if (session.type !== "asl" || event !== ("statecraft/kept" satisfies keyof StatecraftEvents)) return;
    void add([body as Kept]);
  });
  return {
    folder,
    all,
    of: async (document) => (await all()).filter((kept) => vscode.Uri.parse(kept.document).toString() === document),
    byFile: async (file) => (await all()).find((kept) => kept.file === file),
    add,
    async rename(file, name) {
      const renamed = await archive.request("rename", { file, name });
      await set((await all()).map((kept) => (kept.file === file ? renamed : kept)));
    },
    async remove(file) {
      const others = (await all()).filter((kept) => kept.file !== file);
      await rm(file, { force: true });
      await set(others);
    },
    onChanged: changed.event,
    dispose: () => vscode.Disposable.from(listener, changed).dispose(),
  };
}

/** What is kept of executions that come with the latest first. */
function bounded(all: readonly Kept[]): { readonly kept: readonly Kept[]; readonly surplus: readonly Kept[] } {
  const counts = new Map<string, number>();
  let bytes = 0;
  const [kept, surplus]: [Kept[], Kept[]] = [[], []];
  for (const each of all) {
    const count = (counts.get(each.document) ?? 0) + 1;
    const isKept = count <= MOST && (bytes + each.bytes <= MOST_BYTES || kept.length === 0);
    if (isKept) {
      counts.set(each.document, count);
      bytes += each.bytes;
    }
    (isKept ? kept : surplus).push(each);
  }
  return { kept, surplus };
}
