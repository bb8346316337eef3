import { type ChildProcess, spawn } from "node:child_process";
import { guard, killTree } from "./kill-tree.ts";
import { type FunctionAnswer, type RuntimeApi, serveRuntimeApi } from "./runtime-api.ts";

/** How to start a function's process. */
export interface WorkerCommand {
  readonly program: string;
  readonly args: readonly string[];
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
  invoke(
    body: string,
    functionArn: string,
    timeoutSeconds: number,
    print: (text: string) => void,
    signal: AbortSignal,
  ): Promise<WorkerResult>;
  close(): void;
}

export async function startWorker(command: WorkerCommand): Promise<Worker> {
  let answerWith: ((answer: WorkerResult) => void) | undefined;
  let print: (text: string) => void = () => {};
  let failure: WorkerResult | undefined;
  const give = (answer: WorkerResult): void => {
    // A process that can't start says so once, whatever it is asked later.
    if (answer.kind === "initError" || answer.kind === "died") failure ??= answer;
    answerWith?.(failure ?? answer);
  };
  const api = await serveRuntimeApi(give);
  const child = start(command, api);
  child.stdout?.setEncoding("utf8").on("data", (text: string) => print(text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => print(text));
  child.on("error", (error) =>
    give({ kind: "died", reason: `"${command.program}" can't be started: ${error.message}` }),
  );
  child.on("exit", (code, signal) => {
    const how = signal ? `signal: ${signalNames[signal] ?? signal}` : `exit status ${code}`;
    give({ kind: "died", reason: `Runtime exited with error: ${how}` });
    api.close();
  });

  return {
    get alive() {
      return failure === undefined;
    },
    async invoke(body, functionArn, timeoutSeconds, printTo, signal) {
      if (failure) return failure;
      print = printTo;
      const result = await new Promise<WorkerResult>((resolve) => {
        const timer = setTimeout(() => resolve({ kind: "timeout" }), timeoutSeconds * 1000);
        const aborted = (): void => resolve({ kind: "timeout" });
        signal.addEventListener("abort", aborted, { once: true });
        answerWith = (answer) => {
          clearTimeout(timer);
          signal.removeEventListener("abort", aborted);
          resolve(answer);
        };
        api.offer({ body, functionArn, deadline: Date.now() + timeoutSeconds * 1000 });
      });
      answerWith = undefined;
      if (result.kind === "timeout") {
        failure = { kind: "died", reason: "Runtime was stopped because it did not answer in time." };
        killTree(child);
      }
      return result;
    },
    close() {
      killTree(child);
      api.close();
    },
  };
}

/** How the service writes signals. */
const signalNames: { readonly [signal: string]: string } = {
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
  SIGABRT: "aborted",
};

function start(command: WorkerCommand, api: RuntimeApi): ChildProcess {
  const child = spawn(command.program, [...command.args], {
    cwd: command.cwd,
    env: { ...command.environment(api.address) },
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, so that what the function started ends with it.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  return guard(child);
}
