import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, expect } from "vitest";
import type { DebuggedFunction } from "../../debugger/protocol.ts";

/** Processes of functions that tests start as debuggers do; none outlives its test. */
export function functionProcesses(): (wanted: Pick<DebuggedFunction, "configuration">) => ChildProcess {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });
  return ({ configuration }) => {
    const { runtimeExecutable, runtimeArgs, program, env, cwd } = configuration;
    const given = Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== null);
    const child = spawn(String(runtimeExecutable), [...(runtimeArgs as string[]), program], {
      cwd,
      env: Object.fromEntries(given) as NodeJS.ProcessEnv,
      stdio: ["ignore", "inherit", "inherit"],
    });
    children.push(child);
    return child;
  };
}

/** Waits until a process has ended. */
export const gone = (child: ChildProcess): Promise<unknown> =>
  expect.poll(() => child.exitCode ?? child.signalCode, { timeout: 5000 }).not.toBeNull();
