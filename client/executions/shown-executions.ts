import * as vscode from "vscode";
import type { Kept } from "../../archive/protocol.ts";
import type { AnswerTo, Question, Questions, RunOverlay } from "../../executions/protocol.ts";
import type { ToWebview } from "../../webview/protocol.ts";
import type { Runs } from "../debugging/runs.ts";
import type { ArchiveProcess } from "./archive-process.ts";
import { momentText } from "./executions-tree.ts";
import type { KeptExecutions } from "./kept-executions.ts";

/** Which execution each diagram shows: the one that runs or ran last, or a kept one that was chosen. */
export interface ShownExecutions extends vscode.Disposable {
  /** What a diagram is to show when it opens. */
  current(document: string): Promise<OverlayOfPanel>;
  /** What diagrams are to be told from then on. */
  readonly onMessage: vscode.Event<{ readonly document: string; readonly message: ToWebview }>;
  /** Shows a kept execution in the diagram of its definition; undefined shows none. */
  show(document: string, kept: Kept | undefined): Promise<void>;
  /** Asks whoever has the execution: the debugger while it runs, the archive afterwards. */
  ask(document: string, run: string, question: Question): Promise<AnswerTo<keyof Questions>>;
  /** Compares what is shown with a kept execution; undefined ends it. */
  compare(document: string, other: Kept | undefined): Promise<void>;
  /** The kept execution that is shown. */
  keptIn(document: string): Promise<Kept | undefined>;
}

type OverlayOfPanel = Extract<ToWebview, { kind: "overlay" }>;

const none: OverlayOfPanel = { kind: "overlay", run: null };

export function shownExecutions(
  { workspaceState }: vscode.ExtensionContext,
  runs: Runs,
  kept: KeptExecutions,
  archive: ArchiveProcess,
): ShownExecutions {
  const messages = new vscode.EventEmitter<{ readonly document: string; readonly message: ToWebview }>();
  const post = (document: string, message: ToWebview): void => messages.fire({ document, message });
  const choice = choices(workspaceState, runs, kept);
  const live = runs.onChanged(({ document, message }) => {
    if (message.kind === "overlay") choice.followRuns(document);
    if (choice.followsRuns(document)) post(document, message);
  });
  return {
    onMessage: messages.event,
    async current(document) {
      const run = choice.followsRuns(document) ? runs.overlayOf(document) : undefined;
      if (run) return { kind: "overlay", run };
      const found = await choice.keptIn(document);
      return found ? overlayOf(archive, found).catch(() => none) : none;
    },
    async show(document, found) {
      choice.set(document, found);
      post(document, found ? await overlayOf(archive, found) : none);
    },
    async ask(document, run, question) {
      const isLive = runs.overlayOf(document)?.id === run;
      const answer = isLive ? await runs.ask(document, question) : undefined;
      if (answer) return answer.answer;
      const found = (await kept.all()).find(({ id }) => id === run);
      if (!found) throw new Error("This execution is no longer kept: run it again.");
      return archive.request("ask", { file: found.file, question });
    },
    async compare(document, other) {
      const shown = other && (await choice.keptIn(document));
      if (!other || !shown) return post(document, { kind: "comparison", comparison: null });
      const comparison = await archive.request("compare", { left: shown.file, right: other.file });
      post(document, { kind: "comparison", comparison, other: titleOf(other) });
    },
    keptIn: choice.keptIn,
    dispose: () => vscode.Disposable.from(messages, live, choice).dispose(),
  };
}

/** An execution by its name and, since those of one machine share it, its time: `"parcels", 12:22:41 PM`. */
const titleOf = ({ name, startedAt }: Kept): string => [`"${name}"`, momentText(startedAt)].filter(Boolean).join(", ");

async function overlayOf(archive: ArchiveProcess, kept: Kept): Promise<OverlayOfPanel> {
  const { file, name, warning } = kept;
  const run = await archive.request("ask", { file, question: { what: "overlay" } });
  const changed = (await hasChanged(archive, kept)) ? "The definition has changed since." : undefined;
  const note = [warning, changed].filter(Boolean).join(" ");
  return { kind: "overlay", run: run as RunOverlay, about: { name, ...(note !== "" && { note }) } };
}

/** Whether the definition isn't any more what it was when the execution ran. */
async function hasChanged(archive: ArchiveProcess, { document, digest }: Kept): Promise<boolean> {
  const opened = await vscode.workspace.openTextDocument(vscode.Uri.parse(document)).then(undefined, () => undefined);
  return opened !== undefined && (await archive.request("digest", { text: opened.getText() })) !== digest;
}

/** What each diagram shows, remembered over a reload of the window. */
interface Choices extends vscode.Disposable {
  followsRuns(document: string): boolean;
  followRuns(document: string): void;
  set(document: string, kept: Kept | undefined): void;
  keptIn(document: string): Promise<Kept | undefined>;
}

function choices(storage: vscode.Memento, runs: Runs, kept: KeptExecutions): Choices {
  /** Of documents that show a kept execution, or none, its file. What isn't here shows the last run. */
  const chosen = new Map<string, string | undefined>();
  const remember = (document: string, file: string | undefined): void =>
    void storage.update(`execution shown for ${document}`, file);
  const added = kept.onChanged(async () => {
    for (const { id, file, document } of await kept.all()) {
      if (runs.overlayOf(document)?.id === id && !chosen.has(document)) remember(document, file);
    }
  });
  return {
    followsRuns: (document) => !chosen.has(document),
    followRuns(document) {
      chosen.delete(document);
      remember(document, undefined);
    },
    set(document, found) {
      chosen.set(document, found?.file);
      remember(document, found?.file);
    },
    async keptIn(document) {
      const run = chosen.has(document) ? undefined : runs.overlayOf(document)?.id;
      if (run !== undefined) return (await kept.all()).find(({ id }) => id === run);
      const file = chosen.has(document) ? chosen.get(document) : storage.get<string>(`execution shown for ${document}`);
      return file === undefined ? undefined : kept.byFile(file);
    },
    dispose: () => added.dispose(),
  };
}
