import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LocalServices } from "../services/local-services.ts";
import type { Invocation } from "../tasks/handler.ts";
import type { KindContext } from "../tasks/kind.ts";
import { lambdaAnswer, lambdaCall, plainFunctionName } from "./call.ts";
import { startWorker, type Worker, type WorkerCommand } from "./worker.ts";

/** A function that runs in processes of its own. */
export interface PooledFunction {
  /** `src/app.handler`; it stands for the function's name where the task doesn't name it. */
  readonly handler: string;
  /** The folder of its code: after a change there a new process takes over. */
  readonly root: string;
  readonly timeoutSeconds: number;
  /** How many events it may handle at once, each in a process of its own; the others wait for their turn. */
  readonly concurrency: number;
  readonly realCredentials: boolean;
  /** `variables` lead to this machine's stand-ins; the function's own win. */
  command(functionName: string, variables: Variables): WorkerCommand;
  /** What must be done before a process starts; gives what went wrong. */
  prepare?(): Promise<string | undefined>;
}

type Variables = { readonly [name: string]: string };

/** The processes of one function, kept warm from event to event. */
export interface FunctionPool {
  invoke(invocation: Invocation): Promise<void>;
  close(): void;
}

interface Warm {
  readonly worker: Worker;
  /** The newest file of the code when it started. */
  readonly stamp: number;
}

export function createPool(of: PooledFunction, { region, account, services }: KindContext): FunctionPool {
  const workers = new Set<Worker>();
  const free: Warm[] = [];
  const waiting: (() => void)[] = [];
  const stampNow = stampOf(of.root);
  let running = 0;

  async function take(functionName: string, print: (text: string) => void): Promise<Warm | string> {
    const stamp = stampNow();
    for (let warm = free.pop(); warm; warm = free.pop()) {
      if (warm.worker.alive && warm.stamp === stamp) return warm;
      warm.worker.close();
      workers.delete(warm.worker);
    }
    const fault = await of.prepare?.();
    if (fault !== undefined) return fault;
    if (of.realCredentials) print(`Warning: "${of.handler}" runs with the real AWS credentials of this machine.\n`);
    const worker = await startWorker(of.command(functionName, await endpointVariables(of, services)));
    workers.add(worker);
    return { worker, stamp };
  }

  async function run({ resource, payload, answer, print, signal }: Invocation): Promise<void> {
    const call = lambdaCall(resource, payload);
    const functionName = plainFunctionName(call.functionName) || of.handler;
    const arn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;
    const warm = await take(functionName, print);
    if (typeof warm === "string") {
      return answer({ kind: "failed", error: { error: "Runtime.UserCodeSyntaxError", cause: warm } });
    }
    const { worker } = warm;
    const result = await worker.invoke(JSON.stringify(call.event), arn, of.timeoutSeconds, print, signal);
    if (worker.alive) free.push(warm);
    else workers.delete(worker);
    answer(lambdaAnswer(result, call, of.timeoutSeconds));
  }

  return {
    async invoke(invocation) {
      if (running >= of.concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      if (invocation.signal.aborted) return waiting.shift()?.();
      running++;
      try {
        await run(invocation);
      } finally {
        running--;
        waiting.shift()?.();
      }
    },
    close() {
      for (const worker of workers) worker.close();
      workers.clear();
      free.length = 0;
    },
  };
}

/** What a function sends to AWS comes to us; a task token that it got is answered with whatever SDK it uses. */
async function endpointVariables(
  { realCredentials }: PooledFunction,
  services: LocalServices | undefined,
): Promise<Variables> {
  if (!services) return {};
  const url = await services.endpoint.url();
  return realCredentials ? { AWS_ENDPOINT_URL_SFN: url } : { AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_SFN: url };
}

/** How long a look at the files of the code holds, in milliseconds, and how many entries of folders are looked at. */
const LOOK = 300;
const MAX_ENTRIES = 5000;

/** When the code in a folder was changed last: the time of its newest source. */
function stampOf(root: string): () => number {
  let [looked, stamp] = [Number.NEGATIVE_INFINITY, 0];
  return () => {
    if (performance.now() - looked > LOOK) {
      stamp = newestIn(root);
      looked = performance.now();
    }
    return stamp;
  };
}

function newestIn(root: string): number {
  const open = [root];
  let [newest, looked] = [0, 0];
  for (let folder = open.pop(); folder !== undefined && looked < MAX_ENTRIES; folder = open.pop()) {
    for (const entry of entriesOf(folder).slice(0, MAX_ENTRIES)) {
      looked++;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && !SKIPPED.has(entry.name)) open.push(path);
      } else if (SOURCE.test(entry.name)) {
        newest = Math.max(newest, statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      }
    }
  }
  return newest;
}

const SOURCE = /\.(?:[cm]?[jt]sx?|json|py)$/;
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "venv", "__pycache__", "site-packages"]);

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
