import { isJsonObject, type Json } from "../../language/index.ts";

/** One entry of `tasks`: which tasks it is for, and what runs them. The first entry that fits wins. */
export interface TaskConfig {
  /** Globs; an entry without any fits every task. */
  readonly state?: string;
  readonly resource?: string;
  readonly function?: string;
  readonly kind: TaskKind;
  /** The options of the kind. */
  readonly options: { readonly [name: string]: Json };
  /** What the user is told once it is used. */
  readonly hints?: readonly string[];
  /** Why it can't be used, where that is known beforehand. */
  readonly unusable?: string;
}

const kinds = ["mock", "node", "python", "exec", "http", "builtin", "aws"] as const;

export type TaskKind = (typeof kinds)[number];

export type ReadTasks =
  | { readonly ok: true; readonly tasks: readonly TaskConfig[] }
  | { readonly ok: false; readonly message: string };

/** Those that come later are known by name, and refused when a task is to run by them. */
const offered = kinds.filter((kind) => kind !== "exec" && kind !== "aws");

/** Reads `tasks` as launch configurations, `statecraft.json` and `--tasks` give it. */
export function readTasks(value: Json): ReadTasks {
  if (!Array.isArray(value)) return { ok: false, message: '"tasks" must be a list of {"kind": …} objects.' };
  const tasks: TaskConfig[] = [];
  for (const [index, entry] of value.entries()) {
    const read = readTask(entry);
    if (typeof read === "string") return { ok: false, message: `tasks[${index}] ${read}` };
    tasks.push(read);
  }
  return { ok: true, tasks };
}

function readTask(entry: Json): TaskConfig | string {
  if (!isJsonObject(entry))
    return 'must be an object such as {"state": "Pay", "kind": "node", "handler": "src/pay.handler"}.';
  const { state, resource, function: functionName, kind, ...options } = entry;
  const known = kinds.find((candidate) => candidate === kind);
  if (!known) return `needs a "kind": ${offered.map((name) => `"${name}"`).join(", ")}.`;
  for (const [name, glob] of Object.entries({ state, resource, function: functionName })) {
    if (glob !== undefined && typeof glob !== "string") return `"${name}" must be a text; * stands for any characters.`;
  }
  return {
    ...(typeof state === "string" && { state }),
    ...(typeof resource === "string" && { resource }),
    ...(typeof functionName === "string" && { function: functionName }),
    kind: known,
    options,
  };
}
