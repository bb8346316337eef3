import { writeFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import type { DebuggedNested } from "../../../debugger/protocol.ts";
import { client, debugSessions, ended, file, go, start, stopped } from "../../kit/debug-session.ts";
import { CHILD, PARENT } from "../../kit/nested-machines.ts";

debugSessions();

beforeEach(async () => {
  await writeFile(file("parent.asl.yaml"), PARENT);
  await writeFile(file("shipping.asl.yaml"), CHILD);
});

const tasks = [{ kind: "builtin" }];

describe("an execution that another one starts", () => {
  it("is stepped into in a session of its own, whose end the task waits for", async () => {
    await start({ program: "parent.asl.yaml", launch: { tasks, debugsFunctions: true }, breakpoints: [{ line: 5 }] });
    await stopped();
    await go("stepIn");
    const { id, name, configuration } = await client.event<DebuggedNested>("statecraft/debugNested");
    expect([name, configuration]).toMatchObject([
      "shipping",
      { program: file("shipping.asl.yaml"), input: '{"amount":5}', stopOnEntry: true, tasks, debugsFunctions: true },
    ]);
    await client.request("statecraft/functionSession", { id, state: "started" });
    const outcome = { status: "SUCCEEDED", output: '"packed by hand"' };
    await client.request("statecraft/functionSession", { id, state: "ended", outcome });
    expect(await stopped()).toMatchObject({ reason: "step", description: "Paused at OutputPath of Ship" });
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"packed by hand"');
  });

  it("has one where there are breakpoints in its definition, and fails the task where it failed", async () => {
    await start({ program: "parent.asl.yaml", launch: { tasks, debugsFunctions: true }, breakpoints: [{ line: 3 }] });
    await stopped();
    const breakpoints = [{ line: 3 }];
    await client.request("setBreakpoints", { source: { path: file("shipping.asl.yaml") }, breakpoints });
    await go("continue");
    const { id, configuration } = await client.event<DebuggedNested>("statecraft/debugNested");
    expect(configuration.stopOnEntry).toBe(false);
    await client.request("statecraft/functionSession", { id, state: "started" });
    const outcome = { status: "FAILED", error: "Lost" };
    await client.request("statecraft/functionSession", { id, state: "ended", outcome });
    expect((await stopped()).text).toContain("States.TaskFailed");
  });

  it("fails its task where its session ends without a word", async () => {
    await start({ program: "parent.asl.yaml", launch: { tasks, debugsFunctions: true }, breakpoints: [{ line: 5 }] });
    await stopped();
    await go("stepIn");
    const { id } = await client.event<DebuggedNested>("statecraft/debugNested");
    await client.request("statecraft/functionSession", { id, state: "started" });
    await client.request("statecraft/functionSession", { id, state: "ended" });
    expect((await stopped()).reason).toBe("exception");
  });

  it("runs beside it otherwise, and tells its outcome", async () => {
    await start({ program: "parent.asl.yaml", launch: { tasks, debugsFunctions: true, tellsOutcome: true } });
    expect(await client.event("statecraft/outcome")).toEqual({ status: "SUCCEEDED", output: '"packed"' });
    expect(await ended()).toBe(0);
  });
});
