import { closest, isJsonObject, type Json } from "../../language/index.ts";

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

const functionFields = [
  "handler",
  "cwd",
  "env",
  "timeoutSeconds",
  "memorySize",
  "layers",
  "concurrency",
  "credentials",
];

/** The fields of each kind, besides `kind` and those that say which tasks it is for. */
const fields: { readonly [K in TaskKind]: readonly string[] | undefined } = {
  mock: ["result", "error", "cause", "responses", "errorOutput", "fieldValidationMode"],
  node: [...functionFields, "entryPoints", "built"],
  python: [...functionFields, "python"],
  http: ["url", "headers", "query"],
  builtin: [],
  // What these will take isn't decided: they are refused where a task is to run by them.
  exec: undefined,
  aws: undefined,
};

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
  if (!known) return needsKind(kind);
  for (const [name, glob] of Object.entries({ state, resource, function: functionName })) {
    if (glob !== undefined && typeof glob !== "string") return `"${name}" must be a text; * stands for any characters.`;
  }
  const unknown = fields[known] && Object.keys(options).find((name) => !fields[known]?.includes(name));
  if (unknown !== undefined) return unknownField(known, unknown);
  return {
    ...(typeof state === "string" && { state }),
    ...(typeof resource === "string" && { resource }),
    ...(typeof functionName === "string" && { function: functionName }),
    kind: known,
    options,
  };
}

function needsKind(given: Json | undefined): string {
  const meant = typeof given === "string" ? closest(given, offered) : undefined;
  if (meant !== undefined) return `has an unknown "kind", "${given}": did you mean "${meant}"?`;
  return `needs a "kind": ${offered.map((name) => `"${name}"`).join(", ")}.`;
}

/** A field that counts for nothing changes which tasks an entry is for, or what it does: it is no use to go on. */
function unknownField(kind: TaskKind, name: string): string {
  const meant = closest(name, ["state", "resource", "function", ...(fields[kind] ?? [])]);
  return `has an unknown field "${name}": ${meant === undefined ? `kind "${kind}" has none of that name.` : `did you mean "${meant}"?`}`;
}
