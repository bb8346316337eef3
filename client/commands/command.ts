import type * as vscode from "vscode";
import type { Diagrams } from "../diagram/diagrams.ts";
import type { Evaluations } from "../evaluation/evaluations.ts";
import type { Executions } from "../executions/executions.ts";
import type { LanguageServer } from "../language/server.ts";
import type { OpenTasks } from "../results/open-tasks.ts";

/** What commands work with. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly output: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly diagrams: Diagrams;
  readonly openTasks: OpenTasks;
  readonly evaluations: Evaluations;
  readonly executions: Executions;
}

/** A command of ours. Its title, its icon and where it is offered are in package.json. */
export interface Command {
  readonly id: `statecraft.${string}`;
  /** Called with the resource that it was chosen for, where a menu or a lens knows one, and what a lens says besides. */
  run(services: Services, resource?: vscode.Uri, ...rest: readonly unknown[]): void | Promise<void>;
}
