import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { afterEach, describe, expect, it } from "vitest";
import type { DebuggedFunction } from "../../../debugger/protocol.ts";
import { connectTo, type DebugClient } from "../../kit/debug-client.ts";
import { client, debugSessions, ended, file, go, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

/** A Python that has debugpy, Microsoft's debugger; it is no package of ours, and need not be there. */
const python = [process.env.STATECRAFT_DEBUGPY ?? "", "python3", "python"].find((program) => {
  try {
    execFileSync(program, ["-c", "import debugpy"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
if (!python)
  console.warn(
    'Stepping into Python was not tested: install "debugpy", or set STATECRAFT_DEBUGPY to a Python that has it.',
  );

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const HANDLER = `import json


def handler(event, context):
    """A text that is no line to stop at."""
    total = event["total"]
    return {"id": "py-%d" % total}
`;

/** Starts a function as an editor does that has debugpy. */
async function debugWith(program: string, { configuration }: DebuggedFunction): Promise<DebugClient> {
  const adapter = spawn(program, ["-m", "debugpy.adapter"], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(adapter);
  const debugpy = connectTo(adapter, adapter.stdout, adapter.stdin);
  await debugpy.request("initialize", { adapterID: "debugpy", pathFormat: "path", linesStartAt1: true });
  const launched = debugpy.request("launch", configuration);
  await debugpy.event("initialized");
  await debugpy.request("configurationDone");
  await launched;
  return debugpy;
}

describe.skipIf(!python)("stepping into a Python handler", () => {
  it("stops in its first line under debugpy, and comes back to the result", { timeout: 60_000 }, async () => {
    await writeFile(file("charge.py"), HANDLER);
    const tasks = [{ function: "charge", kind: "python", handler: "charge.handler", python }];
    await start({ launch: { tasks, debugsFunctions: true }, breakpoints: [{ line: 12 }] });
    await stopped();
    await go("stepIn");
    const wanted = await client.event<DebuggedFunction>("statecraft/debugFunction");
    expect(wanted).toMatchObject({ language: "python", configuration: { type: "debugpy", request: "launch" } });
    const debugpy = await debugWith(python ?? "", wanted);
    await client.request("statecraft/functionSession", { id: wanted.id, state: "started" });
    const { threadId = 0 } = await debugpy.event<DebugProtocol.StoppedEvent["body"]>("stopped");
    const stack = await debugpy.request<DebugProtocol.StackTraceResponse["body"]>("stackTrace", { threadId });
    expect(stack.stackFrames[0]).toMatchObject({ name: "handler", line: 6, source: { path: file("charge.py") } });
    await debugpy.request("stepOut", { threadId });
    expect(await stopped()).toMatchObject({ description: "Paused at ResultSelector of Charge" });
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "py-5"');
  });
});
