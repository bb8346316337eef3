import { resolve } from "node:path";
import { bootstrapFile } from "../bootstrap.ts";
import { lambdaAnswer, lambdaCall, plainFunctionName } from "../lambda/call.ts";
import { functionEnvironment } from "../lambda/environment.ts";
import { startWorker, type Worker } from "../lambda/worker.ts";
import type { KindContext, MadeHandler, TaskHandler } from "./handler.ts";

/** Seconds that a function may take where nothing says otherwise. */
const TIMEOUT_SECONDS = 30;

/**
 * Runs a Lambda handler in Node, unmodified and in a process of its own that is kept warm. Options: `handler`
 * (`src/app.handler`), `cwd`, `env`, `timeoutSeconds`.
 */
export function nodeHandler(options: { readonly [name: string]: unknown }, context: KindContext): MadeHandler {
  const { handler, cwd = ".", env = {}, timeoutSeconds = TIMEOUT_SECONDS } = options;
  if (typeof handler !== "string" || !handler.includes(".")) {
    return {
      ok: false,
      message: 'kind "node" needs a "handler": the file and the function in it, such as "src/app.handler".',
    };
  }
  const root = resolve(context.folder, String(cwd));
  const limit = Number(timeoutSeconds) || TIMEOUT_SECONDS;
  const workers: Worker[] = [];
  const free: Worker[] = [];

  const takeWorker = async (functionName: string): Promise<Worker> => {
    for (let worker = free.pop(); worker; worker = free.pop()) if (worker.alive) return worker;
    const variables = { ...context.environment, ...textsOf(env) };
    const of = { functionName, handler, root, region: context.region, timeoutSeconds: limit, variables };
    const worker = await startWorker({
      program: context.node,
      args: [bootstrapFile("node.mjs")],
      cwd: root,
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
