import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LocalServices } from "../services/local-services.ts";
import type { Invocation } from "../tasks/handler.ts";
import type { KindContext } from "../tasks/kind.ts";
import { lambdaAnswer, lambdaCall, plainFunctionName } from "./call.ts";
import type { FunctionDebugger } from "./function-debugger.ts";
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

export function createPool(of: PooledFunction, context: KindContext): FunctionPool {
  const { region, account } = context;
  const workers = warmWorkers(of, context);
  const waiting: (() => void)[] = [];
  let running = 0;

  async function run({ resource, payload, answer, print, signal }: Invocation, mode: DebugMode): Promise<void> {
    const call = lambdaCall(resource, payload);
    const functionName = plainFunctionName(call.functionName) || of.handler;
    const arn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;
    const warm = await workers.take(functionName, mode && context.debugger, print);
    if (typeof warm === "string") {
      return answer({ kind: "failed", error: { error: "Runtime.UserCodeSyntaxError", cause: warm } });
    }
    const { worker } = warm;
    const stops = worker.isDebugged && mode === "stop";
    if (worker.isDebugged) context.debugger?.entering();
    const timeoutSeconds = context.isUnlimited ? UNLIMITED : of.timeoutSeconds;
    const event = { body: JSON.stringify(call.event), functionArn: arn, timeoutSeconds, stops };
    const result = await worker.invoke(event, print, signal);
    workers.giveBack(warm);
    answer(lambdaAnswer(result, call, of.timeoutSeconds));
  }

  return {
    async invoke(invocation) {
      if (running >= of.concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      if (invocation.signal.aborted) return waiting.shift()?.();
      running++;
      const { frame, caller } = invocation;
      const mode = context.debugger?.modeOf({ frame, execution: caller.execution, root: of.root });
      const work = run(invocation, mode);
      // Whoever looks into a function takes their time: none of it is the execution's.
      if (mode) invocation.freeze(work);
      try {
        await work;
      } finally {
        running--;
        waiting.shift()?.();
      }
    },
    close: () => workers.close(),
  };
}

/** Longer than anybody waits, in seconds, and short enough for a timer. */
const UNLIMITED = 1_000_000;

type DebugMode = ReturnType<FunctionDebugger["modeOf"]>;

/** The processes that wait for an event. */
interface WarmWorkers {
  /** One that has started, or a new one, under the debugger where one is given; or what is wrong with the code. */
  take(functionName: string, by: FunctionDebugger | undefined, print: (text: string) => void): Promise<Warm | string>;
  giveBack(warm: Warm): void;
  close(): void;
}

function warmWorkers(of: PooledFunction, { services }: KindContext): WarmWorkers {
  const workers = new Set<Worker>();
  const free: Warm[] = [];
  const stampNow = stampOf(of.root);

  function takeWarm(stamp: number, isDebugged: boolean): Warm | undefined {
    for (const warm of free.toReversed()) {
      const isFresh = warm.worker.alive && warm.stamp === stamp;
      if (isFresh && isDebugged && !warm.worker.isDebugged) continue;
      free.splice(free.indexOf(warm), 1);
      if (isFresh) return warm;
      warm.worker.close();
      workers.delete(warm.worker);
    }
    return undefined;
  }

  return {
    async take(functionName, by, print) {
      const stamp = stampNow();
      const warm = takeWarm(stamp, by !== undefined);
      if (warm) return warm;
      const fault = await of.prepare?.();
      if (fault !== undefined) return fault;
      if (of.realCredentials) print(`Warning: "${of.handler}" runs with the real AWS credentials of this machine.\n`);
      const worker = await startWorker(of.command(functionName, await endpointVariables(of, services)), by);
      workers.add(worker);
      return { worker, stamp };
    },
    giveBack(warm) {
      if (warm.worker.alive) free.push(warm);
      else workers.delete(warm.worker);
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
