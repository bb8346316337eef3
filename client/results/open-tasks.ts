import * as vscode from "vscode";
import type {
  GivenResult,
  SavedMockBody,
  StatecraftEvents,
  StatecraftRequests,
  UnmockedTask,
} from "../../debugger/protocol.ts";
import { memoryFiles } from "./memory-files.ts";
import { showWhenStopped } from "./show-when-stopped.ts";

/** Tasks that wait for a result from the user, each in an editor of its own. */
export interface OpenTasks extends vscode.Disposable {
  /** Gives the text of an editor as the task's result, and goes on. */
  use(editor?: vscode.Uri): Promise<void>;
  /** The same, and keeps it in the mock-config file. */
  saveAsMock(editor?: vscode.Uri): Promise<void>;
  /** Asks for an error, and lets the task fail with it. */
  fail(editor?: vscode.Uri): Promise<void>;
}

/** The scheme of the editors' documents. */
export const RESULT_SCHEME = "statecraft-result";

interface OpenTask {
  readonly session: vscode.DebugSession;
  readonly task: UnmockedTask;
}

export function openTasks(): OpenTasks {
  const files = memoryFiles();
  const open = new Map<string, OpenTask>();

  async function ask(session: vscode.DebugSession, task: UnmockedTask): Promise<void> {
    const uri = documentFor(session, task);
    open.set(uri.toString(), { session, task });
    files.put(uri, `${JSON.stringify(task.skeleton, null, 2)}\n`);
    await showWhenStopped(session, task.threadId, () => show(uri));
  }

  async function answer(editor: vscode.Uri | undefined, give: Give): Promise<void> {
    const uri = editor ?? vscode.window.activeTextEditor?.document.uri;
    const waiting = uri && open.get(uri.toString());
    if (!uri || !waiting) return void vscode.window.showInformationMessage("No task waits for a result here.");
    try {
      if (await give(waiting, uri)) await close(uri);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  async function close(uri: vscode.Uri): Promise<void> {
    open.delete(uri.toString());
    await closeEditors(uri);
    files.remove(uri);
  }

  const listeners = [
    vscode.workspace.registerFileSystemProvider(RESULT_SCHEME, files, { isCaseSensitive: true }),
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type === "asl" && event === ("statecraft/unmocked" satisfies keyof StatecraftEvents))
        void ask(session, body as UnmockedTask);
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      for (const [key, { session }] of [...open]) if (session.id === id) void close(vscode.Uri.parse(key));
    }),
  ];
  return {
    use: (editor) => answer(editor, giveResult),
    saveAsMock: (editor) => answer(editor, giveAndSave),
    fail: (editor) => answer(editor, giveError),
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
}

/** Answers a task; false where the user changed their mind. */
type Give = (waiting: OpenTask, uri: vscode.Uri) => Promise<boolean>;

const giveResult: Give = async (waiting, uri) => {
  await request(waiting, "statecraft/giveResult", { result: await resultIn(uri) });
  return true;
};

const giveAndSave: Give = async (waiting, uri) => {
  const saved = await request(waiting, "statecraft/saveMock", { result: await resultIn(uri) });
  void tellSaved(waiting.task.state, saved as SavedMockBody);
  return true;
};

const giveError: Give = async (waiting) => {
  const { state } = waiting.task;
  const title = `${state} fails`;
  const error = await vscode.window.showInputBox({ title, prompt: "Name of the error", value: "States.TaskFailed" });
  if (!error) return false;
  const cause = await vscode.window.showInputBox({ title, prompt: "Cause; may be empty" });
  if (cause === undefined) return false;
  await request(waiting, "statecraft/giveResult", { error, ...(cause && { cause }) });
  return true;
};

function request(
  { session, task }: OpenTask,
  name: keyof StatecraftRequests,
  given: Omit<GivenResult, "threadId" | "resume">,
): Thenable<unknown> {
  const body: GivenResult = { ...given, threadId: task.threadId, resume: true };
  return session.customRequest(name, body);
}

async function resultIn(uri: vscode.Uri): Promise<GivenResult["result"]> {
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The result isn't valid JSON: ${error instanceof Error ? error.message : error}`);
  }
}

async function tellSaved(state: string, { file, testCase }: SavedMockBody): Promise<void> {
  const message = `The result of "${state}" is in the test case "${testCase}" now.`;
  const chosen = await vscode.window.showInformationMessage(message, "Open mocks");
  if (chosen) await vscode.window.showTextDocument(vscode.Uri.file(file));
}

/** The tab and the breadcrumbs show the state's name; what tells one task from the other stays out of sight. */
function documentFor({ id }: vscode.DebugSession, { state, threadId }: UnmockedTask): vscode.Uri {
  const name = state.replaceAll(/[\\/:*?"<>|#]/g, "-");
  return vscode.Uri.from({ scheme: RESULT_SCHEME, path: `/${name}.result.json`, query: `${id}/${threadId}` });
}

/** Shows the editor with the cursor where something is to be filled in: in the first empty text, object or list. */
async function show(uri: vscode.Uri): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  const text = editor.document.getText();
  const inside = editor.document.positionAt(text.search(/(?<=^|": )(?:""|\{\}|\[\])/) + 1);
  editor.selection = new vscode.Selection(inside, inside);
}

async function closeEditors(uri: vscode.Uri): Promise<void> {
  const document = vscode.workspace.textDocuments.find((shown) => shown.uri.toString() === uri.toString());
  if (document?.isDirty) await document.save();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const ours = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
  );
  if (ours.length > 0) await vscode.window.tabGroups.close(ours);
}
