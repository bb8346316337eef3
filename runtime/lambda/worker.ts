import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { DEBUGGED, type FunctionDebugger, type FunctionLanguage } from "./function-debugger.ts";
import { guard, guardStranger, isAlive, killStranger, killTree } from "./kill-tree.ts";
import { type FunctionAnswer, serveRuntimeApi } from "./runtime-api.ts";

/** How to start a function's process. */
export interface WorkerCommand {
  readonly language: FunctionLanguage;
  /** `src/app.handler`. */
  readonly name: string;
  readonly program: string;
  /** Options of the program, and the file that it runs. */
  readonly options: readonly string[];
  readonly file: string;
  readonly cwd: string;
  environment(api: string): { readonly [name: string]: string };
}

export type WorkerResult =
  | FunctionAnswer
  | { readonly kind: "died"; readonly reason: string }
  | { readonly kind: "timeout" };

/** A function's process, kept warm from event to event; it handles one event at a time. */
export interface Worker {
  readonly alive: boolean;
  /** Whether a debugger started it. */
  readonly isDebugged: boolean;
  invoke(event: WorkerEvent, print: (text: string) => void, signal: AbortSignal): Promise<WorkerResult>;
  close(): void;
}

export interface WorkerEvent {
  readonly body: string;
  readonly functionArn: string;
  /** One that stands under a debugger has no time limit. */
  readonly timeoutSeconds: number;
  /** Whether it stops in the handler's first line; needs a debugger. */
  readonly stops?: boolean;
}

/** A process as a worker sees it. */
interface WorkerProcess {
  readonly isDebugged: boolean;
  kill(): void;
}

/** What a process tells of itself. */
interface Listener {
  print(text: string): void;
  died(reason: string): void;
}

/** How often it is asked whether a process lives, in milliseconds. */
const LOOK = 500;

/** A function under a debugger has as much time as its author takes: so many milliseconds. */
const DAY = 86_400_000;

/** Starts a function's process, under a debugger where one is given and can do it. */
export async function startWorker(command: WorkerCommand, by?: FunctionDebugger): Promise<Worker> {
  let answerWith: ((answer: WorkerResult) => void) | undefined;
  let print: (text: string) => void = () => {};
  let failure: WorkerResult | undefined;
  const give = (answer: WorkerResult): void => {
    // A process that can't start says so once, whatever it is asked later.
    if (answer.kind === "initError" || answer.kind === "died") failure ??= answer;
    answerWith?.(failure ?? answer);
  };
  const strangers = strangersOf(() => listener.died("Runtime exited: its process has ended"));
  const api = await serveRuntimeApi(give, strangers.add);
  const listener: Listener = {
    print: (text) => print(text),
    died(reason) {
      give({ kind: "died", reason });
      api.close();
    },
  };
  const started = (by && (await debugged(command, api.address, by, listener))) ?? plain(command, api.address, listener);
  const kill = (): void => {
    started.kill();
    strangers.kill();
  };

  return {
    isDebugged: started.isDebugged,
    get alive() {
      return failure === undefined;
    },
    async invoke({ body, functionArn, timeoutSeconds, stops }, printTo, signal) {
      if (failure) return failure;
      print = printTo;
      const limit = started.isDebugged ? DAY : timeoutSeconds * 1000;
      const result = await new Promise<WorkerResult>((resolve) => {
        const timer = setTimeout(() => resolve({ kind: "timeout" }), limit);
        const aborted = (): void => resolve({ kind: "timeout" });
        signal.addEventListener("abort", aborted, { once: true });
        answerWith = (answer) => {
          clearTimeout(timer);
          signal.removeEventListener("abort", aborted);
          resolve(answer);
        };
        api.offer({ body, functionArn, deadline: Date.now() + limit, ...(stops && { stops }) });
      });
      answerWith = await printedBefore();
      if (result.kind === "timeout") {
        failure = { kind: "died", reason: "Runtime was stopped because it did not answer in time." };
        kill();
      }
      return result;
    },
    close() {
      kill();
      api.close();
    },
  };
}

/** Processes that a debugger has started: they end with ours, and are asked for, as not every debugger tells of their end. */
function strangersOf(died: () => void): { add(pid: number): void; kill(): void } {
  const pids = new Set<number>();
  let look: NodeJS.Timeout | undefined;
  return {
    add(pid) {
      pids.add(pid);
      guardStranger(pid);
      look ??= setInterval(() => {
        if ([...pids].some(isAlive)) return;
        clearInterval(look);
        died();
      }, LOOK).unref();
    },
    kill() {
      clearInterval(look);
      for (const pid of pids) killStranger(pid);
    },
  };
}

/** What a function printed lies in its pipe when the answer comes, which may be read first: both have had their turn then. */
async function printedBefore(): Promise<undefined> {
  for (let turns = 0; turns < 2; turns++) await new Promise((resolve) => setImmediate(resolve));
  return undefined;
}

/** How the service writes signals. */
const signalNames: { readonly [signal: string]: string } = {
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
  SIGABRT: "aborted",
};

function plain(command: WorkerCommand, api: string, { print, died }: Listener): WorkerProcess {
  const child: ChildProcess = spawn(command.program, [...command.options, command.file], {
    cwd: command.cwd,
    env: { ...command.environment(api) },
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, so that what the function started ends with it.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  guard(child);
  child.stdout?.setEncoding("utf8").on("data", print);
  child.stderr?.setEncoding("utf8").on("data", print);
  child.on("error", (error) => died(whyNotStarted(command, error)));
  child.on("exit", (code, signal) => {
    const how = signal ? `signal: ${signalNames[signal] ?? signal}` : `exit status ${code}`;
    died(`Runtime exited with error: ${how}`);
  });
  return { isDebugged: false, kill: () => killTree(child) };
}

/** Where there is no folder to start a program in, Node says that there is no program. */
function whyNotStarted({ program, cwd }: WorkerCommand, { message }: Error): string {
  if (!existsSync(cwd)) return `There is no folder "${cwd}", where the function's code should be`;
  return `"${program}" can't be started: ${message}`;
}

async function debugged(
  { language, name, program, options, file, cwd, environment }: WorkerCommand,
  api: string,
  by: FunctionDebugger,
  { died }: Listener,
): Promise<WorkerProcess | undefined> {
  const variables = { ...environment(api), [DEBUGGED]: "1" };
  const started = await by.start({
    ...{ language, name, interpreter: program, options, file, cwd, environment: variables },
  });
  if (!started) return undefined;
  void started.ended.then(() => died("Runtime exited: its debug session has ended"));
  return { isDebugged: true, kill() {} };
}
