import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { dirname } from "node:path";

const running = new Set<ChildProcess>();
const strangers = new Set<number>();

// Whatever ends this process ends the functions it started.
process.once("exit", () => {
  for (const child of running) killTree(child);
  for (const pid of strangers) killStranger(pid);
});

/** Sees to it that a process ends at the latest with this one. */
export function guard(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Sees to it that a process that somebody else has started ends at the latest with this one, whatever ends this one. */
export function guardStranger(pid: number): void {
  if (strangers.has(pid)) return;
  strangers.add(pid);
  tellWatch(pid);
}

/** A stranger's input isn't ours, so it doesn't hear of our end: another process does, which knows whom to end. */
let watch: ChildProcess | undefined;

function tellWatch(pid: number): void {
  if (watch?.exitCode !== null || watch.signalCode !== null) watch = startWatch();
  watch.stdin?.write(`${pid}\n`);
}

function startWatch(): ChildProcess {
  const { NODE_OPTIONS: _, ...variables } = process.env;
  const child = spawn(process.execPath, ["-e", WATCH], {
    cwd: dirname(process.execPath),
    env: { ...variables, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["pipe", "ignore", "ignore"],
    // What ends our group must not end it too.
    detached: true,
    windowsHide: true,
  });
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  (child.stdin as Socket | null)?.unref();
  child.unref();
  return child;
}

/** Reads the numbers of processes, negative ones for those that have ended; at the end of its input it ends the others. */
const WATCH = `
const pids = new Set();
let text = "";
process.stdin.setEncoding("utf8").on("data", (more) => {
  const lines = (text + more).split("\\n");
  text = lines.pop();
  for (const line of lines) Number(line) > 0 ? pids.add(Number(line)) : pids.delete(-Number(line));
});
process.stdin.on("close", () => {
  for (const pid of pids) try { process.kill(pid, "SIGKILL"); } catch {}
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
`;

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends such a process now. */
export function killStranger(pid: number): void {
  if (!strangers.delete(pid)) return;
  tellWatch(-pid);
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Ends a process and everything it started. */
export function killTree(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Its group is gone already.
    child.kill("SIGKILL");
  }
}
