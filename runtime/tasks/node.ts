import { resolve } from "node:path";
import { bootstrapFile } from "../bootstrap.ts";
import { lambdaAnswer, lambdaCall, plainFunctionName } from "../lambda/call.ts";
import { functionEnvironment } from "../lambda/environment.ts";
import { nodeModule } from "../lambda/node-module.ts";
import { startWorker, type Worker } from "../lambda/worker.ts";
import type { KindContext, MadeHandler, TaskHandler } from "./handler.ts";

/** Seconds that a function may take where nothing says otherwise. */
const TIMEOUT_SECONDS = 30;

/**
 * Runs a Lambda handler in Node, unmodified and in a process of its own that is kept warm. Options: `handler`
 * (`src/app.handler`), `cwd`, `env`, `timeoutSeconds`, `memorySize`; `entryPoints` and `built` as templates give them.
 */
export function nodeHandler(options: { readonly [name: string]: unknown }, context: KindContext): MadeHandler {
  const { handler, cwd = ".", env = {}, timeoutSeconds = TIMEOUT_SECONDS } = options;
  if (typeof handler !== "string" || !handler.includes(".")) {
    return {
      ok: false,
      message: 'kind "node" needs a "handler": the file and the function in it, such as "src/app.handler".',
    };
  }
  const found = nodeModule({
    handler,
    root: resolve(context.folder, String(cwd)),
    node: context.node,
    entryPoints: Array.isArray(options.entryPoints) ? options.entryPoints.map(String) : [],
    ...(typeof options.built === "string" && { built: options.built }),
  });
  if (!found.ok) return found;
  const { module } = found;
  let told = module.how === undefined;
  const limit = Number(timeoutSeconds) || TIMEOUT_SECONDS;
  const workers: Worker[] = [];
  const free: Worker[] = [];

  const takeWorker = async (functionName: string): Promise<Worker> => {
    for (let worker = free.pop(); worker; worker = free.pop()) if (worker.alive) return worker;
    const variables = { ...context.environment, ...textsOf(env) };
    const of = {
      functionName,
      handler: module.handler,
      root: module.root,
      region: context.region,
      memorySize: Number(options.memorySize) || undefined,
      timeoutSeconds: limit,
      variables,
    };
    const worker = await startWorker({
      program: context.node,
      args: [...module.args, bootstrapFile("node.mjs")],
      cwd: module.root,
      environment: (api) => functionEnvironment(of, api),
    });
    workers.push(worker);
    return worker;
  };

  const made: TaskHandler = {
    name: `node ${handler}`,
    async invoke({ resource, payload, answer, print, signal }) {
      const call = lambdaCall(resource, payload);
      const functionName = plainFunctionName(call.functionName) || handler;
      const arn = `arn:aws:lambda:${context.region}:${context.account}:function:${functionName}`;
      if (!told) print(`${module.how}\n`);
      told = true;
      const fault = free.length === 0 ? await module.prepare?.() : undefined;
      if (fault !== undefined) {
        const error = { error: "Runtime.UserCodeSyntaxError", cause: fault };
        return answer({ kind: "failed", error });
      }
      const worker = await takeWorker(functionName);
      const result = await worker.invoke(JSON.stringify(call.event), arn, limit, print, signal);
      if (worker.alive) free.push(worker);
      answer(lambdaAnswer(result, call, limit));
    },
  };
  return { ok: true, handler: made, dispose: () => closeAll(workers) };
}

function textsOf(env: unknown): { readonly [name: string]: string } {
  const entries = typeof env === "object" && env !== null ? Object.entries(env) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function closeAll(workers: readonly Worker[]): void {
  for (const worker of workers) worker.close();
}
