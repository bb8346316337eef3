import * as vscode from "vscode";

/** AWS's own extension, which opens definitions in its visual editor and checks them too. */
const TOOLKIT = "amazonwebservices.aws-toolkit-vscode";

/** Whether it is installed, and not disabled here. */
export const hasToolkit = (): boolean => vscode.extensions.getExtension(TOOLKIT) !== undefined;
