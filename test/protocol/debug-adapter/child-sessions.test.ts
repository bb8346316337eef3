import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { beforeEach, describe, expect, it } from "vitest";
import type { DebuggedFunction } from "../../../debugger/protocol.ts";
import {
  adapterFor,
  client,
  debugSessions,
  ended,
  file,
  go,
  ORDERS,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";
import { functionProcesses, gone } from "../../kit/function-process.ts";
import { CHILD, PARENT } from "../../kit/nested-machines.ts";

debugSessions();

const startFunction = functionProcesses();

/** As Neovim says of itself, and others that start sessions which adapters ask for. */
const capabilities = { supportsStartDebuggingRequest: true };

type Asked<C> = { readonly request: string; readonly configuration: C };

describe("the function of a task, with a client that is asked by startDebugging", () => {
  const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];

  const atCall = async (): Promise<void> => {
    await writeFile(file("charge.mjs"), "export const handler = (event) => ({ id: 'n' + event.total });");
    await start({ launch: { tasks }, breakpoints: [{ line: 13 }], capabilities });
    await stopped();
    await go("stepIn");
    await stopped();
    expect(await stackText()).toMatch(/^Call/);
  };

  it("is stepped into, under the debugger that its type names", async () => {
    await atCall();
    await go("stepIn");
    const asked = await client.asked<Asked<DebuggedFunction["configuration"]>>("startDebugging");
    expect(asked.arguments).toMatchObject({
      request: "launch",
      configuration: { type: "pwa-node", request: "launch" },
    });
    const child = startFunction(asked.arguments);
    asked.answer(true);
    expect(await stopped()).toMatchObject({ description: "Paused at ResultSelector of Charge" });
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"id": "n5"');
    await gone(child);
  });

  it("runs plainly where no such session is started", async () => {
    await atCall();
    await go("stepIn");
    (await client.asked("startDebugging")).answer(false);
    await stopped();
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("stderr")).toContain('No debugger of type "pwa-node" was started');
  });

  it("runs under it where there are breakpoints in its code", async () => {
    await writeFile(file("charge.mjs"), "export const handler = (event) => ({ id: 'n' + event.total });");
    await start({ launch: { tasks, stopOnEntry: true }, capabilities });
    await stopped();
    const inCode = { source: { path: file("charge.mjs") }, breakpoints: [{ line: 1 }] };
    expect(await client.request("setBreakpoints", inCode)).toEqual({
      breakpoints: [{ verified: false, reason: "pending" }],
    });
    await go("continue");
    const asked = await client.asked<Asked<DebuggedFunction["configuration"]>>("startDebugging");
    startFunction(asked.arguments);
    asked.answer(true);
    expect(await ended()).toBe(0);
  });
});

describe("an execution that another one starts, with such a client", () => {
  const fields = { tasks: [{ kind: "builtin" }], type: "stepfunctions" };

  beforeEach(async () => {
    await writeFile(file("parent.asl.yaml"), PARENT);
    await writeFile(file("shipping.asl.yaml"), CHILD);
    await start({ program: "parent.asl.yaml", launch: fields, breakpoints: [{ line: 5 }], capabilities });
    await stopped();
    await go("stepIn");
  });

  it("is stepped into in a session of its own, from which its outcome comes back", async () => {
    const asked = await client.asked<Asked<{ readonly [field: string]: unknown }>>("startDebugging");
    expect(asked.arguments.configuration).toMatchObject({ type: "stepfunctions", name: "shipping", stopOnEntry: true });
    asked.answer(true);
    const inner = adapterFor();
    await inner.request("initialize", { adapterID: "asl" });
    await inner.request("launch", { ...asked.arguments.configuration });
    await inner.request("configurationDone");
    const { threadId } = await inner.event<DebugProtocol.StoppedEvent["body"]>("stopped");
    await inner.request("continue", { threadId });
    await inner.event("terminated");
    expect(await stopped()).toMatchObject({ reason: "step", description: "Paused at OutputPath of Ship" });
    await inner.request("disconnect");
    expect(await inner.exited).toBe(0);
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"packed"');
    expect(inner.faults).toEqual([]);
  });

  it("lets its task fail where its session ends without a word", async () => {
    const asked = await client.asked<Asked<{ readonly [field: string]: unknown }>>("startDebugging");
    asked.answer(true);
    const inner = adapterFor();
    await inner.request("initialize", { adapterID: "asl" });
    await inner.request("launch", { ...asked.arguments.configuration });
    await inner.request("configurationDone");
    await inner.event("stopped");
    inner.process.kill("SIGKILL");
    expect((await stopped()).reason).toBe("exception");
  });

  it("fails its task where it was never started", async () => {
    (await client.asked("startDebugging")).answer(false);
    expect((await stopped()).text).toContain("Statecraft.NoSession");
  });
});

it("Nobody is asked who doesn't know it", async () => {
  await writeFile(file("charge.mjs"), "export const handler = () => ({ id: 'plain' });");
  expect(ORDERS).toContain("charge");
  const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];
  await start({ launch: { tasks }, breakpoints: [{ line: 13 }] });
  await stopped();
  await go("stepIn");
  await stopped();
  await go("stepIn");
  expect(await stopped()).toMatchObject({ description: "Paused at ResultSelector of Charge" });
});
