import { basename } from "node:path";
import * as vscode from "vscode";
import type { KeepFields } from "../../debugger/protocol.ts";
import { recordedData } from "../evaluation/recorded-data.ts";
import { executionsFolder, secretWords } from "../executions/kept-executions.ts";
import type { LanguageServer } from "../language/server.ts";
import { inputHistory } from "./input-history.ts";
import { pickInput } from "./input-picker.ts";
import {
  activeDocument,
  type LaunchConfiguration,
  launchedDocument,
  machineUri,
  programOf,
  unsavedText,
} from "./launch-document.ts";
import { withMachine } from "./machine-picker.ts";
import { offeredInputs } from "./offered-inputs.ts";
import { pickTestCase, testCasesOf } from "./test-cases.ts";

/**
 * Completes launch configurations: from nothing at all (F5 without `launch.json`) to everything that the debug adapter
 * needs. Whatever must be asked is asked here: giving up a picker ends it all before a session exists.
 */
export function configurations(
  context: vscode.ExtensionContext,
  server: LanguageServer,
): vscode.DebugConfigurationProvider {
  const storage = context.workspaceState;
  const history = inputHistory(storage);
  const recorded = recordedData();
  context.subscriptions.push(recorded);

  async function withInput(configuration: LaunchConfiguration): Promise<LaunchConfiguration | undefined> {
    const definition = launchedDocument(configuration);
    const { startAt } = configuration;
    const wanted = configuration.input ?? "last";
    if (wanted !== "prompt" && wanted !== "last") return configuration;
    const machine = machineUri(configuration);
    // A state has inputs of its own.
    const owner = startAt === undefined ? machine : machine.with({ query: startAt });
    const [last = { kind: "text", text: "{}" } as const] = history.of(owner);
    const earlier = startAt === undefined ? undefined : recorded.of(definition.toString(), startAt)?.input;
    const offered = wanted === "prompt" ? await offeredInputs(owner, history, server, earlier) : [];
    const title = startAt === undefined ? titleOf(machine) : stateTitle(startAt);
    const input = wanted === "prompt" ? await pickInput(title, offered) : last;
    if (!input) return undefined;
    history.add(owner, input);
    return { ...configuration, input: input.kind === "text" ? input.text : vscode.Uri.parse(input.uri).fsPath };
  }

  async function withTestCase(configuration: LaunchConfiguration): Promise<LaunchConfiguration | undefined> {
    if (configuration.testCase !== undefined) return configuration;
    const definition = launchedDocument(configuration);
    const cases = await testCasesOf(definition, configuration);
    if (cases.length < 2) return configuration;
    const testCase = await pickTestCase(definition, cases, storage);
    return testCase === undefined ? undefined : { ...configuration, testCase };
  }

  return {
    resolveDebugConfiguration(_folder, given) {
      const isEmpty = !given.type && !given.request && !given.name;
      const document = activeDocument();
      const configuration = isEmpty ? { ...given, ...fresh(document?.uri) } : given;
      const program: unknown = configuration.program ?? (document && programOf(document.uri));
      if (typeof program === "string") return { ...unwarned, ...configuration, program };
      return refused("Open the state machine that you want to run, then start again.");
    },
    async resolveDebugConfigurationWithSubstitutedVariables(_folder, given) {
      const complete = withSettings(given as LaunchConfiguration);
      if (typeof complete === "string") return refused(complete);
      // The session of a Map has said everything, and its execution is what is kept.
      if (complete.childExecution !== undefined) return complete;
      const keep = keepFor(context, launchedDocument(complete));
      if (complete.replay !== undefined) return { ...complete, keep };
      const named = await withMachine({ ...complete, keep }, server);
      const chosen = named && (await withInput(named));
      return chosen && withTestCase(chosen);
    },
  };
}

function refused(message: string): undefined {
  void vscode.window.showErrorMessage(message);
  return undefined;
}

/** Two executions at a time are nothing to be warned of: often the first one is just ending. */
const unwarned = { suppressMultipleSessionWarning: true } as const;

const titleOf = ({ path, fragment }: vscode.Uri): string => (fragment === "" ? basename(path) : fragment);

/** The last step of a state's path is its name. */
const stateTitle = (path: string): string =>
  (path.split("/").at(-1) ?? path).replaceAll("~1", "/").replaceAll("~0", "~");

/** What F5 and the commands start with, named after the machine; the active document is added to it. */
export const fresh = (machine?: vscode.Uri) =>
  ({ type: "asl", request: "launch", name: machine ? titleOf(machine) : "State machine", input: "prompt" }) as const;

/** Where the debug adapter puts the execution when it has ended, and what it leaves out. */
const keepFor = (context: vscode.ExtensionContext, document: vscode.Uri): KeepFields => ({
  folder: executionsFolder(context),
  document: document.toString(),
  redact: secretWords(document),
});

/** The configuration with the document's unsaved text and the user's settings; or why it can't be run. */
function withSettings(configuration: LaunchConfiguration): LaunchConfiguration | string {
  const definition = launchedDocument(configuration);
  if (definition.scheme !== "file" && definition.scheme !== "untitled")
    return "State machines in a virtual workspace can be edited and drawn. To run one, open its folder on a disk.";
  const settings = vscode.workspace.getConfiguration("statecraft", definition);
  const node = settings.get<string>("node.path");
  const python = settings.get<string>("python.path");
  const mocks = settings.get<string>("mocks");
  return {
    ...(node && { node }),
    ...(python && { python }),
    ...(mocks && { mocks }),
    ...configuration,
    ...(configuration.childExecution === undefined && unsavedText(definition)),
    debugsFunctions: true,
    // VS Code selects them, and scrolls sideways to the end of a long line.
    selectsFrames: true,
    ...(!vscode.workspace.isTrusted && { mocksOnly: true }),
  };
}
