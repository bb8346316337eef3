import { type ChildProcess, spawn } from "node:child_process";
import { afterEach } from "vitest";

/** A place where a process stands: the file's name and the line. */
export type Place = string;

interface CallFrame {
  readonly location: { readonly scriptId: string; readonly lineNumber: number };
  readonly returnValue?: unknown;
}

interface Message {
  readonly method?: string;
  readonly params: { readonly scriptId: string; readonly url: string; readonly callFrames: readonly CallFrame[] };
}

const moves = { into: "Debugger.stepInto", over: "Debugger.stepOver", out: "Debugger.stepOut" } as const;
export type Move = keyof typeof moves;

/** How often it goes on stepping in skipped code before it steps out, as VS Code's debugger does. */
const PATIENCE = 256;

/**
 * A Node process under a debugger that steps as VS Code's does: where it comes to stand in a file that is to be skipped, it steps
 * on. It takes the moves in turn, and lets the process run when there is none left.
 */
export interface JsDebugger {
  readonly child: ChildProcess;
  /** Where it came to stand in files that aren't skipped; `(return)` where a function gives its value. */
  readonly places: readonly Place[];
}

/** Starts processes under such a debugger; none outlives its test. */
export function jsDebugger(): (options: DebuggedProgram) => Promise<JsDebugger> {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });
  return async ({ node, file, cwd, env, moves: taken }) => {
    const child = spawn(node, ["--inspect-brk=0", file], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    child.stdout?.resume();
    const socket = new WebSocket(await addressOf(child));
    await new Promise((resolve) => socket.addEventListener("open", resolve));
    return { child, places: step(socket, [...taken], file) };
  };
}

export interface DebuggedProgram {
  readonly node: string;
  /** What it begins with, which is skipped. */
  readonly file: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly moves: readonly Move[];
}

function step(socket: WebSocket, todo: Move[], skippedFile: string): readonly Place[] {
  const places: Place[] = [];
  const urls = new Map<string, string>();
  let number = 0;
  let last: Move | undefined;
  let skipped = 0;
  const send = (method: string, params: object = {}): void => {
    number += 1;
    socket.send(JSON.stringify({ id: number, method, params }));
  };
  const go = (move: Move | undefined): void =>
    send(move ? moves[move] : "Debugger.resume", move === "into" ? { breakOnAsyncCall: true } : {});
  const isSkipped = (url: string): boolean => url.startsWith("node:") || url.endsWith(encodeURI(skippedFile));
  let isFirst = true;
  const paused = ([frame]: readonly CallFrame[]): void => {
    const url = urls.get(frame?.location.scriptId ?? "") ?? "";
    if (isFirst || isSkipped(url)) {
      skipped += 1;
      go(isFirst || skipped <= PATIENCE ? last : "out");
      isFirst = false;
      return;
    }
    const line = `${url.slice(url.lastIndexOf("/") + 1)}:${(frame?.location.lineNumber ?? 0) + 1}`;
    places.push(frame?.returnValue ? `${line} (return)` : line);
    skipped = 0;
    last = todo.shift();
    go(last);
  };
  socket.addEventListener("message", ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as Message;
    if (method === "Debugger.scriptParsed") urls.set(params.scriptId, params.url);
    if (method !== "Debugger.paused") return;
    clearInterval(asking);
    paused(params.callFrames);
  });
  send("Debugger.enable");
  send("Debugger.setAsyncCallStackDepth", { maxDepth: 32 });
  send("Debugger.setBlackboxPatterns", { patterns: ["^node:", "/bootstrap/node\\.mjs$"] });
  // A process that isn't waiting yet when it is told to run waits for good.
  const asking = setInterval(() => send("Runtime.runIfWaitingForDebugger"), 500);
  socket.addEventListener("close", () => clearInterval(asking));
  send("Runtime.runIfWaitingForDebugger");
  return places;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
      const address = /ws:\S+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.once("exit", () => reject(new Error(said)));
  });
}
