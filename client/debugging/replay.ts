import { basename } from "node:path";
import * as vscode from "vscode";
import type { SavedTestCaseBody, StatecraftRequests } from "../../debugger/protocol.ts";
import { fresh } from "./configurations.ts";
import { activeDocument, programOf } from "./launch-document.ts";

/** Set while a history is replayed: commands depend on it. */
const CONTEXT_KEY = "statecraft.replaying";

/** Tells the commands whether the session in front replays a history. */
export function followReplays(): vscode.Disposable {
  const look = (): void => {
    const session = vscode.debug.activeDebugSession;
    void vscode.commands.executeCommand("setContext", CONTEXT_KEY, isReplay(session) && !forked.has(session.id));
  };
  return vscode.Disposable.from(
    vscode.debug.onDidChangeActiveDebugSession(look),
    vscode.debug.onDidTerminateDebugSession(({ id }) => forked.delete(id)),
  );
}

/** The sessions that have become executions of their own. */
const forked = new Set<string>();

const isReplay = (session: vscode.DebugSession | undefined): session is vscode.DebugSession =>
  session?.type === "asl" && session.configuration.replay !== undefined;

/** Asks for a history, and goes through it in the definition of the active editor. */
export async function replayHistory(resource: vscode.Uri | undefined): Promise<void> {
  const document = resource ? await vscode.workspace.openTextDocument(resource) : activeDocument();
  if (!document) return void vscode.window.showErrorMessage("Open the state machine that ran, then start again.");
  const isHistory = isHistoryText(document.getText());
  const definition = isHistory ? await pickDefinition() : document.uri;
  const replay = isHistory ? document.getText() : await pickHistory();
  if (!definition || !replay) return;
  const folder = vscode.workspace.getWorkspaceFolder(definition);
  const name = `Replay in ${basename(definition.path)}`;
  const configuration = { ...fresh(), name, program: programOf(definition), input: "{}", replay, stopOnEntry: true };
  await vscode.debug.startDebugging(folder, configuration);
}

const isHistoryText = (text: string): boolean => /"ExecutionStarted"/.test(text);

async function pickDefinition(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles("**/*.{asl,asl.json,asl.yaml,asl.yml}", "**/node_modules/**", 200);
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const chosen = await vscode.window.showQuickPick(items, { title: "The definition that ran" });
  return chosen?.uri;
}

/** A history that was copied, or a file. */
async function pickHistory(): Promise<string | undefined> {
  const copied = await vscode.env.clipboard.readText();
  const holdsOne = isHistoryText(copied);
  const clipboard = {
    label: "$(clippy) From the clipboard",
    description: holdsOne ? "" : "Copy what `aws stepfunctions get-execution-history` prints first",
    read: async () => copied,
  };
  const file = {
    label: "$(file) From a file…",
    description: "A history, or a log of an EXPRESS machine",
    read: openHistory,
  };
  const title = "History to replay";
  const chosen = await vscode.window.showQuickPick(holdsOne ? [clipboard, file] : [file, clipboard], { title });
  return chosen?.read();
}

async function openHistory(): Promise<string | undefined> {
  const filters = { Histories: ["json", "jsonl", "aslrun", "log", "txt"] };
  const [file] = (await vscode.window.showOpenDialog({ title: "History to replay", filters })) ?? [];
  return file && new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** Lets the replay in front go on by itself. */
export async function forkReplay(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (!isReplay(session)) return;
  await told(session, "statecraft/fork", undefined);
  forked.add(session.id);
  await vscode.commands.executeCommand("setContext", CONTEXT_KEY, false);
}

/** Keeps what tasks answered in the replay in front. */
export async function saveTestCase(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (!isReplay(session)) return;
  const options = { title: "Name of the test case", value: "Replay", prompt: "It goes into the mock-config file" };
  const testCase = await vscode.window.showInputBox(options);
  if (!testCase) return;
  const saved = (await told(session, "statecraft/saveTestCase", { testCase })) as SavedTestCaseBody | undefined;
  if (!saved) return;
  const message = `The test case "${saved.testCase}" answers ${saved.answers} calls as they were answered then.`;
  if ((await vscode.window.showInformationMessage(message, "Open mocks")) === "Open mocks") {
    await vscode.window.showTextDocument(vscode.Uri.file(saved.file));
  }
}

async function told(session: vscode.DebugSession, name: keyof StatecraftRequests, args: unknown): Promise<unknown> {
  try {
    return await session.customRequest(name, args);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
