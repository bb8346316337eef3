import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The Node that runs handlers, and the variables that it needs to be one. */
export interface NodeProgram {
  readonly program: string;
  readonly environment: { readonly [name: string]: string };
}

/**
 * The Node that a setting names, else `node` on the PATH, else the program that runs this: within an editor that is
 * Electron, which is a Node only when it is told so.
 */
export function nodeProgram(configured?: string): NodeProgram {
  if (configured) return { program: configured, environment: noVariables };
  const name = process.platform === "win32" ? "node.exe" : "node";
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found) return { program: found, environment: noVariables };
  return { program: process.execPath, environment: process.versions.electron ? asNode : noVariables };
}

const asNode = { ELECTRON_RUN_AS_NODE: "1" };
const noVariables: { readonly [name: string]: string } = {};
