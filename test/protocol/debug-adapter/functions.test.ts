import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { DebuggedFunction } from "../../../debugger/protocol.ts";
import { client, debugSessions, ended, file, go, stackText, start, stopped } from "../../kit/debug-session.ts";
import { functionProcesses, gone } from "../../kit/function-process.ts";

// What the adapter has in its environment must not reach functions.
process.env.AWS_PROFILE = "real";

debugSessions();

const startFunction = functionProcesses();

const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];
const launch = { tasks, debugsFunctions: true };

/** Stops at the call of the task. */
async function atCall(code: string): Promise<void> {
  await writeFile(file("charge.mjs"), code);
  await start({ launch, breakpoints: [{ line: 13 }] });
  await stopped();
  await go("stepIn");
  await stopped();
  expect(await stackText()).toMatch(/^Call/);
}

const GIVES = "export const handler = (event) => ({ id: 'n' + event.total, key: process.env.AWS_SECRET_ACCESS_KEY });";

/** What a function does first: says that it is there. */
const SAYS_SO = 'import { writeFileSync } from "node:fs"; writeFileSync(new URL("there", import.meta.url), "");';

/** Steps into a function, which is started as a debugger does; the answer is its process, once its code runs. */
async function running(code: string): Promise<ChildProcess> {
  await atCall(`${SAYS_SO} ${code}`);
  await go("stepIn");
  const wanted = await client.event<DebuggedFunction>("statecraft/debugFunction");
  const child = startFunction(wanted);
  await client.request("statecraft/functionSession", { id: wanted.id, state: "started" });
  await expect.poll(() => existsSync(file("there")), { timeout: 10_000 }).toBe(true);
  return child;
}

describe.skipIf(process.platform === "win32")("an adapter that is killed", () => {
  it.each([
    ["called", "export const handler = () => { for (;;); };"],
    ["loaded", "for (;;); export const handler = () => ({});"],
  ])("leaves no function under a debugger behind that hangs when it is %s", async (_, code) => {
    const child = await running(code);
    expect(child.exitCode).toBeNull();
    client.process.kill("SIGKILL");
    await gone(child);
  });
});

describe("a function whose process ends", () => {
  it("lets its task fail, though no debugger says so", async () => {
    const child = await running("export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));");
    child.kill("SIGKILL");
    expect((await stopped()).text).toContain("Runtime exited: its process has ended");
  });
});

describe("stepping into a task", () => {
  it("starts its function under the client's debugger, and comes back to the result", async () => {
    await atCall(GIVES);
    const before = client.order.length;
    await go("stepIn");
    const wanted = await client.event<DebuggedFunction>("statecraft/debugFunction");
    expect(wanted).toMatchObject({
      language: "node",
      configuration: { type: "pwa-node", request: "launch", name: "charge.handler", skipFiles: expect.anything() },
    });
    expect(wanted.configuration.env).toMatchObject({ AWS_PROFILE: null, AWS_SECRET_ACCESS_KEY: "statecraft" });
    const child = startFunction(wanted);
    await client.request("statecraft/functionSession", { id: wanted.id, state: "started" });
    expect(await stopped()).toMatchObject({ description: "Paused at ResultSelector of Charge" });
    // An editor gives its attention to what stops next only when nothing else stands.
    expect(client.order.slice(before)).toContain("<continued>");
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "n5"');
    await gone(child);
  });

  it("runs the function plainly where there is no debugger for it", async () => {
    await atCall(GIVES);
    await go("stepIn");
    const { id } = await client.event<DebuggedFunction>("statecraft/debugFunction");
    await client.request("statecraft/functionSession", { id, state: "failed", message: "There is none." });
    await stopped();
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("stderr")).toBe("There is none.\n");
  });

  it("lets the task fail when its debugger ends first", async () => {
    await atCall("export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));");
    await go("stepIn");
    const wanted = await client.event<DebuggedFunction>("statecraft/debugFunction");
    startFunction(wanted);
    await client.request("statecraft/functionSession", { id: wanted.id, state: "started" });
    await client.request("statecraft/functionSession", { id: wanted.id, state: "ended" });
    expect((await stopped()).text).toContain("its debug session has ended");
    await go("continue");
    expect(await ended()).toBe(1);
  });

  it("leaves no function behind that hangs", async () => {
    await atCall("export const handler = () => { for (;;); };");
    await go("stepIn");
    const wanted = await client.event<DebuggedFunction>("statecraft/debugFunction");
    const child = startFunction(wanted);
    await client.request("statecraft/functionSession", { id: wanted.id, state: "started" });
    await new Promise((resolve) => setTimeout(resolve, 500));
    client.process.stdin?.end();
    expect(await client.exited).toBe(0);
    await gone(child);
  });
});

describe("breakpoints in code", () => {
  it("let functions of that folder run under the debugger, with no time limit", async () => {
    await writeFile(
      file("charge.mjs"),
      "export const handler = async () => new Promise((r) => setTimeout(() => r({ id: 'slow' }), 1500));",
    );
    const short = [{ ...tasks[0], timeoutSeconds: 1 }];
    await start({ launch: { ...launch, tasks: short }, breakpoints: [{ line: 4 }] });
    await stopped();
    await client.request("statecraft/functionBreakpoints", { files: [file("charge.mjs"), "/elsewhere/app.mjs"] });
    await go("continue");
    const wanted = await client.event<DebuggedFunction>("statecraft/debugFunction");
    startFunction(wanted);
    await client.request("statecraft/functionSession", { id: wanted.id, state: "started" });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "slow"');
  });
});
