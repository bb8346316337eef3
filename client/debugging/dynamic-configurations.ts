import { basename } from "node:path";
import * as vscode from "vscode";
import { fresh } from "./configurations.ts";

const MOST = 50;

/** The definitions of the workspace, for the list of the debug view and for a new `launch.json`. */
export const dynamicConfigurations: vscode.DebugConfigurationProvider = {
  async provideDebugConfigurations(folder) {
    const glob = "**/*.{asl,asl.json,asl.yaml,asl.yml}";
    const pattern = folder ? new vscode.RelativePattern(folder, glob) : glob;
    const files = await vscode.workspace.findFiles(pattern, "**/node_modules/**", MOST);
    return files
      .map(({ fsPath }) => ({ ...fresh(), name: basename(fsPath), program: fsPath }))
      .sort((a, b) => a.program.localeCompare(b.program));
  },
};
