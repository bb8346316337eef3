import { type ChildProcess, spawn } from "node:child_process";

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

/** Sees to it that a process that somebody else has started ends at the latest with this one. */
export const guardStranger = (pid: number): unknown => strangers.add(pid);

/** Ends such a process now. */
export function killStranger(pid: number): void {
  if (!strangers.delete(pid)) return;
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
