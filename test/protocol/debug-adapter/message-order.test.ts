import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  ended,
  file,
  go,
  initialize,
  ORDERS,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

describe("messages in any order", () => {
  it("start when both launch and configuration are there", async () => {
    await initialize();
    await client.request("configurationDone");
    await client.request("launch", { program: file("orders.asl.json"), mocks: charged, input: { amount: 5 } });
    expect(await ended()).toBe(0);
  });

  it("refuse steps while it runs, answer 50 of them, and end", async () => {
    // Without mocks it can't end by itself: a task waits for its result.
    await start({ launch: { stopOnEntry: true } });
    await stopped();
    const steps = await Promise.allSettled(Array.from({ length: 50 }, () => go("next")));
    const reasons = steps.flatMap((step) => (step.status === "rejected" ? [String(step.reason.message)] : []));
    expect(new Set(reasons)).toEqual(new Set(["notStopped"]));
    await client.request("terminate");
    await client.request("terminate");
    expect(await ended()).toBe(3);
  });

  it.each(["before the launch", "after the launch", "at a stop", "after the end"])("disconnect %s", async (when) => {
    await initialize();
    const launch = {
      program: file("orders.asl.json"),
      mocks: charged,
      input: { amount: 5 },
      stopOnEntry: when === "at a stop",
    };
    if (when !== "before the launch") await client.request("launch", launch);
    if (when === "at a stop" || when === "after the end") await client.request("configurationDone");
    if (when === "at a stop") await stopped();
    if (when === "after the end") await client.event("terminated");
    await client.request("disconnect");
    expect(await client.exited).toBe(0);
  });

  it("refuse to attach, with what to do instead", async () => {
    await initialize();
    await expect(client.request("attach", {})).rejects.toThrow('use "request": "launch"');
  });

  it("refuse what they don't know", async () => {
    await expect(client.request("threads")).resolves.toEqual({ threads: [] });
    await expect(client.request("readMemory", { memoryReference: "1", count: 1 })).rejects.toThrow(
      'does not know the request "readMemory"',
    );
    await expect(client.request("evaluate", { expression: "1" })).rejects.toThrow("Nothing is being debugged.");
    await expect(client.request("stackTrace", { threadId: 1 })).rejects.toThrow("Nothing is being debugged.");
  });

  it("begin again with what the file says now", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    await writeFile(file("orders.asl.json"), ORDERS.replaceAll('"Price"', '"Cost"'));
    await client.request("restart");
    expect((await stopped()).description).toBe("Paused at Cost");
    await go("continue");
    expect(await ended()).toBe(0);
  });
});
