import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { FunctionCode, TemplateFunction } from "../language/index.ts";
import type { DefinitionFile } from "./definition-file.ts";
import { noEnvironment, readEnvironmentFile, type Variables } from "./environment-file.ts";
import type { ProjectFile } from "./project-file.ts";
import type { TaskConfig } from "./tasks/task-config.ts";

/** What runs the functions that a definition's template holds, with no configuration: entries like those of `tasks`. */
export function templateTasks({ template: entry }: DefinitionFile, project: ProjectFile): readonly TaskConfig[] {
  if (!entry) return [];
  const folder = dirname(entry.path);
  const beside = environmentBeside(folder);
  return entry.template.functions.map((each) => taskOf(each, folder, environmentOf(each, project, beside)));
}

/** SAM's `env.json` where it lies beside the template. One that can't be read is some other file. */
function environmentBeside(folder: string) {
  const path = join(folder, "env.json");
  const read = existsSync(path) ? readEnvironmentFile(path) : undefined;
  return read?.ok ? read.environment : noEnvironment;
}

/** Later ones win: the template, `env.json` beside it, the project's variables, those that it gives this function. */
function environmentOf(
  { logicalId, name, environment }: TemplateFunction,
  project: ProjectFile,
  beside: typeof noEnvironment,
): { readonly variables: Variables; readonly open: readonly string[] } {
  const own = (all: ReadonlyMap<string, Variables>): Variables => ({ ...all.get(name), ...all.get(logicalId) });
  const given: Variables = {
    ...beside.shared,
    ...own(beside.byFunction),
    ...project.environment,
    ...own(project.environments),
  };
  const written = [...environment].map(([variable, { value }]): [string, string] => [variable, String(value)]);
  const open = [...environment].flatMap(
    ([
      variable,
      {
        unresolved: [missing],
      },
    ]) => (missing === undefined || variable in given ? [] : [openVariable(name, variable, missing)]),
  );
  return { variables: { ...Object.fromEntries(written), ...given }, open };
}

const openVariable = (name: string, variable: string, missing: string): string =>
  `The variable "${variable}" of "${name}" needs "${missing}", which has no value here: set it by "env" in statecraft.json.`;

function taskOf(
  described: TemplateFunction,
  folder: string,
  { variables, open }: ReturnType<typeof environmentOf>,
): TaskConfig {
  const { logicalId, name, runtime = "", handler, timeoutSeconds, memorySize, entryPoints } = described;
  const kind = runtime.startsWith("python") ? "python" : "node";
  const unusable = whyUnusable(described);
  const layers = described.layers.flatMap((layer) => (layer.kind === "folder" ? [resolve(folder, layer.path)] : []));
  const missing = described.layers.flatMap((layer) => (layer.kind === "elsewhere" ? [layer.location] : []));
  return {
    function: name,
    kind,
    options: {
      handler: handler ?? "index.handler",
      cwd: codeFolder(described.code, folder, kind),
      env: variables,
      timeoutSeconds,
      memorySize,
      layers,
      entryPoints,
      built: join(folder, ".aws-sam/build", logicalId),
    },
    hints: [...open, ...missing.map((layer) => `The layer "${layer}" of "${name}" is not on this machine.`)],
    ...(unusable !== undefined && {
      unusable: `The function "${name}" ${unusable}: give it a mock, or a handler by "tasks".`,
    }),
  };
}

function whyUnusable({ runtime, code }: TemplateFunction): string | undefined {
  if (code.kind === "image") return "is a container image, which can't be run here";
  if (code.kind === "elsewhere") return `has its code at "${code.location}"`;
  if (code.kind === "folder" && /\.(?:zip|jar)$/.test(code.path)) return `has its code in the archive "${code.path}"`;
  if (runtime !== undefined && !/^(?:nodejs|python)/.test(runtime)) return `needs ${runtime}, which can't be run here`;
  return undefined;
}

/** Where a function's modules are. One whose code stands in the template gets a folder of its own. */
function codeFolder(code: FunctionCode, folder: string, kind: "node" | "python"): string {
  if (code.kind === "folder") return resolve(folder, code.path);
  if (code.kind !== "inline") return folder;
  const file = kind === "python" ? "index.py" : /^\s*(?:import|export)\s/m.test(code.text) ? "index.mjs" : "index.js";
  const name = createHash("sha256").update(code.text).digest("hex").slice(0, 16);
  const made = join(tmpdir(), `statecraft-${userInfo().username}`, name);
  mkdirSync(made, { recursive: true, mode: 0o700 });
  writeFileSync(join(made, file), code.text);
  return made;
}
