import * as vscode from "vscode";
import type { Services } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { registerDebugging } from "./debugging/register.ts";
import { runs as followRuns } from "./debugging/runs.ts";
import { diagrams as openDiagrams, placeInDiagram } from "./diagram/diagrams.ts";
import { evaluations as evaluateIn } from "./evaluation/evaluations.ts";
import { executionsIn } from "./executions/executions.ts";
import { candidates as candidatesBy } from "./language/definitions.ts";
import { type LanguageServer, languageServer } from "./language/server.ts";
import { plainDefinitions } from "./offers/plain-definitions.ts";
import { offerTextEditor } from "./offers/text-editor.ts";
import { offerDiagnostics } from "./offers/toolkit-diagnostics.ts";
import { resultLenses } from "./results/lenses.ts";
import { openTasks as takeOpenTasks } from "./results/open-tasks.ts";

let server: LanguageServer | undefined;

/**
 * Called by VS Code for the first JSON or YAML document of a window, so it does next to nothing: it registers what can
 * be asked for. The language server and all that is large come with the first definition.
 */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("Statecraft", { log: true });
  const candidates = candidatesBy(definitionWords(context));
  server = languageServer(context, output, candidates);
  const runs = followRuns();
  const executions = executionsIn(context, runs);
  const diagrams = openDiagrams(context, server, executions);
  executions.useDiagrams(diagrams.open);
  const openTasks = takeOpenTasks();
  const evaluations = evaluateIn(context, server);
  const services: Services = { context, output, server, diagrams, openTasks, evaluations, executions };
  context.subscriptions.push(
    output,
    server,
    runs,
    executions,
    diagrams,
    openTasks,
    evaluations,
    resultLenses(),
    registerDebugging(context, server, diagrams),
    plainDefinitions(context, server, candidates),
    ...commands.map(({ id, run }) =>
      vscode.commands.registerCommand(id, (resource?: unknown, ...rest: readonly unknown[]) =>
        run(services, ...argumentsOf(resource, rest)),
      ),
    ),
  );
  void offerTextEditor(context);
  context.subscriptions.push(offerDiagnostics(context));
}

/** Called by VS Code when the window closes. */
export const deactivate = (): Promise<void> | undefined => server?.stop();

/** The words that every definition holds, and those of every template with state machines: package.json names them, as this part of the product knows nothing of them. */
function definitionWords({ extension }: vscode.ExtensionContext): readonly (readonly string[])[] {
  const { statecraft } = extension.packageJSON as {
    readonly statecraft: { readonly definitionWords: readonly (readonly string[])[] };
  };
  return statecraft.definitionWords;
}

/** The menu of a state in a diagram gives document and state, all else a resource first. */
const argumentsOf = (
  first: unknown,
  rest: readonly unknown[],
): readonly [resource: vscode.Uri | undefined, ...rest: readonly unknown[]] =>
  placeInDiagram(first) ?? [uriOf(first), ...rest];

/** Menus give the resource that a command was chosen for, lenses its text, the palette nothing, tree views something else. */
function uriOf(resource: unknown): vscode.Uri | undefined {
  if (typeof resource === "string") return vscode.Uri.parse(resource);
  return resource instanceof vscode.Uri ? resource : undefined;
}
