import { delimiter, join } from "node:path";
import type { JsonObject } from "../../language/index.ts";
import { bootstrapFile } from "../bootstrap.ts";
import { functionEnvironment } from "../lambda/environment.ts";
import { functionOptions } from "../lambda/function-options.ts";
import { createPool } from "../lambda/function-pool.ts";
import { nodeModule } from "../lambda/node-module.ts";
import { withHints } from "./hints.ts";
import type { KindContext, MadeHandler } from "./kind.ts";

/**
 * Runs a Lambda handler in Node, unmodified and in a process of its own that is kept warm. Options: `handler`
 * (`src/app.handler`), `cwd`, `env`, `timeoutSeconds` (30), `memorySize`, `layers` (folders), `concurrency` (8), `"credentials": "real"`
 * where it may use those of this machine; * `entryPoints` and `built` as templates give them.
 */
export function nodeHandler(options: JsonObject, context: KindContext): MadeHandler {
  const read = functionOptions(options, context);
  if (!read) {
    return {
      ok: false,
      message: 'kind "node" needs a "handler": the file and the function in it, such as "src/app.handler".',
    };
  }
  const found = nodeModule({
    handler: read.handler,
    root: read.root,
    node: context.node,
    entryPoints: Array.isArray(options.entryPoints) ? options.entryPoints.map(String) : [],
    ...(typeof options.built === "string" && { built: options.built }),
  });
  if (!found.ok) return found;
  const { module } = found;
  const modules = read.layers.flatMap((layer) => LAYER_FOLDERS.map((folder) => join(layer, folder))).join(delimiter);
  const pool = createPool(
    {
      ...read,
      command: (functionName, variables) => ({
        language: "node",
        name: read.handler,
        program: context.node,
        options: module.args,
        file: bootstrapFile("node.mjs"),
        cwd: module.root,
        environment: (api) => ({
          ...(modules !== "" && { NODE_PATH: modules }),
          ...functionEnvironment(
            {
              ...read,
              ...{ functionName, handler: module.handler, root: module.root, region: context.region },
              variables: { ...variables, ...read.variables },
            },
            api,
          ),
        }),
      }),
      ...(module.prepare && { prepare: module.prepare }),
    },
    context,
  );
  const handler = withHints(
    { name: `node ${read.handler}`, part: "request", invoke: pool.invoke },
    module.how === undefined ? [] : [module.how],
  );
  return { ok: true, handler, dispose: pool.close };
}

/** Where layers keep modules. Layers of the AWS SDK for other versions of Node don't concern us. */
const LAYER_FOLDERS = ["nodejs/node_modules", "nodejs"] as const;
