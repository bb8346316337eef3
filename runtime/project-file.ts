import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  closest,
  isJsonObject,
  type Json,
  notations,
  ruleCodes,
  ruleLevels,
  rulesPage,
  toJson,
} from "../language/index.ts";
import { readText } from "../workspace/index.ts";
import {
  noEnvironment,
  type ReadEnvironment,
  readEnvironmentFile,
  type Variables,
  variablesOf,
} from "./environment-file.ts";
import { readTasks, type TaskConfig } from "./tasks/task-config.ts";

/** What `statecraft.json` says, the nearest one upwards from a definition. Paths in it start from its own folder. */
export interface ProjectFile {
  readonly folder: string;
  readonly tasks: readonly TaskConfig[];
  /** The mock-config file. */
  readonly mocks?: string;
  /** Variables that every function gets. */
  readonly environment: Variables;
  /** Variables of single functions, by logical id or name. */
  readonly environments: ReadonlyMap<string, Variables>;
  /** Globs that find the templates which machines are deployed by. */
  readonly templates: readonly string[];
  /** Folders that stand in for S3 buckets. */
  readonly buckets: { readonly [bucket: string]: string };
  /** Severities by rule. */
  readonly rules: { readonly [code: string]: string };
}

const FIELDS = ["$schema", "tasks", "mocks", "inputs", "env", "envFile", "templates", "buckets", "rules"];

function unknownField(name: string): string {
  return `has an unknown field "${name}": ${meant(name, FIELDS) ?? "delete it."}`;
}

function meant(name: string, known: Iterable<string>): string | undefined {
  const found = closest(name, known);
  return found === undefined ? undefined : `did you mean "${found}"?`;
}

/** What is wrong with `rules`; undefined where it names rules and severities only. */
function unknownRule(rules: Json | undefined): string | undefined {
  if (rules === undefined) return undefined;
  if (!isJsonObject(rules)) return 'needs an object in "rules", such as {"json-comment": "off"}.';
  for (const [code, level] of Object.entries(rules)) {
    if (!ruleCodes.has(code)) {
      return `has an unknown rule "${code}": ${meant(code, ruleCodes.keys()) ?? `${rulesPage} lists them.`}`;
    }
    if (typeof level === "string" && ruleLevels.includes(level)) continue;
    const levels = ruleLevels.map((each) => `"${each}"`).join(", ");
    const written = JSON.stringify(level);
    return `sets "${code}" to ${written}: ${meant(String(level), ruleLevels) ?? `it takes ${levels}.`}`;
  }
  return undefined;
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
  return { ok: true, project: { folder: start, ...emptyProject } };
}

const emptyProject = { tasks: [], environment: {}, environments: new Map(), templates: [], buckets: {}, rules: {} };

function readProject(path: string, folder: string): ReadProject {
  const read = readText(path);
  if (!read.ok) return read;
  const { root, problems } = notations.json.parse(read.text);
  const error = problems.find(({ severity }) => severity === "error");
  if (error) return { ok: false, message: `"${path}" isn't valid JSON: ${error.message}` };
  const value = toJson(root);
  if (!isJsonObject(value)) return { ok: false, message: `"${path}" must hold an object.` };
  const unknown = Object.keys(value).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) return { ok: false, message: `"${path}" ${unknownField(unknown)}` };
  const rule = unknownRule(value.rules);
  if (rule !== undefined) return { ok: false, message: `"${path}" ${rule}` };
  const tasks = readTasks(value.tasks ?? []);
  if (!tasks.ok) return { ok: false, message: `"${path}": ${tasks.message}` };
  const { mocks, envFile } = value;
  const environment = readEnvironment(folder, envFile);
  if (!environment.ok) return environment;
  const { shared, byFunction } = environment.environment;
  return {
    ok: true,
    project: {
      folder,
      tasks: tasks.tasks,
      ...(typeof mocks === "string" && { mocks: resolve(folder, mocks) }),
      environment: { ...shared, ...variablesOf(value.env) },
      environments: byFunction,
      templates: Array.isArray(value.templates) ? value.templates.map(String) : [],
      buckets: foldersOf(value.buckets, folder),
      rules: variablesOf(value.rules),
    },
  };
}

function foldersOf(value: Json | undefined, folder: string): { readonly [name: string]: string } {
  const named = Object.entries(variablesOf(value)).map(([name, path]) => [name, resolve(folder, path)] as const);
  return Object.fromEntries(named);
}

function readEnvironment(folder: string, path: Json | undefined): ReadEnvironment {
  return typeof path === "string"
    ? readEnvironmentFile(resolve(folder, path))
    : { ok: true, environment: noEnvironment };
}
