import { basename } from "node:path";
import * as vscode from "vscode";
import type { LanguageServer } from "../language/server.ts";
import { fresh } from "./configurations.ts";
import { machinesIn } from "./machine-picker.ts";

const MOST = 50;

/** Templates are opened to see what is in them: no more than so many. */
const MOST_TEMPLATES = 20;

const DEFINITIONS = "**/*.{asl,asl.json,asl.yaml,asl.yml}";
const TEMPLATES = "**/{template,template.*,*.template,sam,serverless}.{yaml,yml,json}";

/** The state machines of the workspace, for the list of the debug view and for a new `launch.json`. */
export const dynamicConfigurations = (server: LanguageServer): vscode.DebugConfigurationProvider => ({
  async provideDebugConfigurations(folder) {
    const definitions = (await filesOf(folder, DEFINITIONS, MOST)).map(({ fsPath }) => configurationOf(fsPath));
    const templates = await filesOf(folder, TEMPLATES, MOST_TEMPLATES);
    const inTemplates = await Promise.all(
      templates.map(async (uri) =>
        (await machinesIn(uri, server)).map((machine) => configurationOf(uri.fsPath, machine)),
      ),
    );
    return [...definitions, ...inTemplates.flat()].sort((a, b) => a.program.localeCompare(b.program));
  },
});

const filesOf = (folder: vscode.WorkspaceFolder | undefined, glob: string, most: number) =>
  vscode.workspace.findFiles(folder ? new vscode.RelativePattern(folder, glob) : glob, "**/node_modules/**", most);

function configurationOf(path: string, machine?: string) {
  const name = machine === undefined ? basename(path) : `${machine} of ${basename(path)}`;
  return { ...fresh(), name, program: machine === undefined ? path : `${path}#${machine}` };
}
