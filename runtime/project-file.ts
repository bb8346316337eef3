import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isJsonObject, type Json, notations, toJson } from "../language/index.ts";
import { readTasks, type TaskConfig } from "./tasks/task-config.ts";
import { readText } from "./text-file.ts";

/** What `statecraft.json` says, the nearest one upwards from a definition. Paths in it start from its own folder. */
export interface ProjectFile {
  readonly folder: string;
  readonly tasks: readonly TaskConfig[];
  /** The mock-config file. */
  readonly mocks?: string;
  readonly environment: { readonly [name: string]: string };
  /** Severities by rule. */
  readonly rules: { readonly [code: string]: string };
}

export type ReadProject =
  | { readonly ok: true; readonly project: ProjectFile }
  | { readonly ok: false; readonly message: string };

const NAME = "statecraft.json";

/** Reads the project file that holds for a definition; without one the definition's own folder is the project. */
export function projectOf(definitionPath: string): ReadProject {
  const start = dirname(resolve(definitionPath));
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, NAME);
    if (existsSync(path)) return readProject(path, folder);
    if (dirname(folder) === folder) break;
  }
  return { ok: true, project: { folder: start, tasks: [], environment: {}, rules: {} } };
}

function readProject(path: string, folder: string): ReadProject {
  const read = readText(path);
  if (!read.ok) return read;
  const { root, problems } = notations.json.parse(read.text);
  const error = problems.find(({ severity }) => severity === "error");
  if (error) return { ok: false, message: `"${path}" is no JSON: ${error.message}` };
  const value = toJson(root);
  if (!isJsonObject(value)) return { ok: false, message: `"${path}" must hold an object.` };
  const tasks = readTasks(value.tasks ?? []);
  if (!tasks.ok) return { ok: false, message: `"${path}": ${tasks.message}` };
  const mocks = value.mocks;
  return {
    ok: true,
    project: {
      folder,
      tasks: tasks.tasks,
      ...(typeof mocks === "string" && { mocks: resolve(folder, mocks) }),
      environment: textsOf(value.env),
      rules: textsOf(value.rules),
    },
  };
}

function textsOf(value: Json | undefined): { readonly [name: string]: string } {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, String(held)]));
}
