import { basename } from "node:path";
import * as vscode from "vscode";
import { isPlainLanguage } from "../language/definitions.ts";
import type { LanguageServer } from "../language/server.ts";
import { type LaunchConfiguration, launchedDocument, launchedMachine } from "./launch-document.ts";

/**
 * The configuration with the machine that is meant, where a template holds several: the user is asked. Undefined where
 * the user gives up.
 */
export async function withMachine(
  configuration: LaunchConfiguration,
  server: LanguageServer,
): Promise<LaunchConfiguration | undefined> {
  if (launchedMachine(configuration) !== undefined) return configuration;
  const machines = await machinesIn(launchedDocument(configuration), server);
  if (machines.length < 2) return configuration;
  const title = `State machine of ${basename(launchedDocument(configuration).path)}`;
  const chosen = await vscode.window.showQuickPick([...machines], { title });
  if (chosen === undefined) return undefined;
  const named = (whole: string | undefined) => (whole === undefined ? undefined : `${whole}#${chosen}`);
  const { program, uri } = configuration;
  return { ...configuration, ...(program && { program: named(program) }), ...(uri && { uri: named(uri) }) };
}

/** The names of the machines that a template holds; empty for anything else. */
export async function machinesIn(document: vscode.Uri, server: LanguageServer): Promise<readonly string[]> {
  const opened = await Promise.resolve(vscode.workspace.openTextDocument(document)).catch(() => undefined);
  if (!opened || !isPlainLanguage(opened.languageId)) return [];
  const running = await server.running();
  const answer = await running.request("statecraft/graph", { uri: document.toString() });
  return answer?.isTemplate ? answer.machines.map(({ name }) => name) : [];
}
