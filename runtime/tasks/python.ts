import { readdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { JsonObject } from "../../language/index.ts";
import { bootstrapFile } from "../bootstrap.ts";
import { functionEnvironment } from "../lambda/environment.ts";
import { functionOptions } from "../lambda/function-options.ts";
import { createPool } from "../lambda/function-pool.ts";
import { pythonProgram } from "../lambda/python-program.ts";
import type { KindContext, MadeHandler } from "./kind.ts";

/**
 * Runs a Lambda handler in Python, unmodified and in a process of its own that is kept warm. Options: `handler`
 * (`src/app.handler` or `src.app.handler`), `cwd`, `env`, `timeoutSeconds` (30), `memorySize`, `layers` (folders),
 * `concurrency` (8), and `python`: the interpreter; unless given that of the setting, of the nearest virtual
 * environment above the code, or `python3`.
 */
export function pythonHandler(options: JsonObject, context: KindContext): MadeHandler {
  const read = functionOptions(options, context);
  if (!read) {
    return {
      ok: false,
      message: 'kind "python" needs a "handler": the file and the function in it, such as "src/app.handler".',
    };
  }
  const { root } = read;
  const program = interpreter(options, context) ?? pythonProgram(root);
  const modules = read.layers.flatMap(layerFolders).join(delimiter);
  const pool = createPool(
    {
      ...read,
      command: (functionName, variables) => ({
        language: "python",
        name: read.handler,
        program,
        options: ["-u"],
        file: bootstrapFile("python.py"),
        cwd: root,
        environment: (api) => ({
          PYTHONDONTWRITEBYTECODE: "1",
          ...(modules !== "" && { PYTHONPATH: modules }),
          ...functionEnvironment(
            { ...read, functionName, region: context.region, variables: { ...variables, ...read.variables } },
            api,
          ),
        }),
      }),
    },
    context,
  );
  return {
    ok: true,
    handler: { name: `python ${read.handler}`, part: "request", invoke: pool.invoke },
    dispose: pool.close,
  };
}

/** A name is looked for on the PATH, a path starts from the project's folder. */
function interpreter({ python }: JsonObject, context: KindContext): string | undefined {
  const named = typeof python === "string" ? python : context.python;
  return named !== undefined && /[/\\]/.test(named) ? resolve(context.folder, named) : named;
}

/** Where a layer keeps modules: `python`, and `python/lib/python3.x/site-packages`. */
function layerFolders(layer: string): readonly string[] {
  const base = join(layer, "python");
  return [base, ...versionsIn(join(base, "lib")).map((version) => join(base, "lib", version, "site-packages"))];
}

function versionsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^python3\.\d+$/.test(name));
  } catch {
    return [];
  }
}
