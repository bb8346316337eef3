import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import { charged, client, debugSessions, ended, file, go, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

describe("handlers", () => {
  const HANGS = "export const handler = async () => { console.log('pid ' + process.pid); for (;;); };";
  const tasks = [{ function: "charge", kind: "node", handler: "charge.handler" }];

  const pidPrinted = async (): Promise<number> => {
    for (;;) {
      const { output } = await client.event<DebugProtocol.OutputEvent["body"]>("output");
      const pid = /pid (\d+)/.exec(output)?.[1];
      if (pid) return Number(pid);
    }
  };

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  const dies = (pid: number): Promise<void> =>
    expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false) as Promise<void>;

  it("print, and give their result", async () => {
    const code = "export const handler = (event) => { console.log('charging ' + event.total); return { id: 'n1' }; };";
    await writeFile(file("charge.mjs"), code);
    await start({ launch: { tasks } });
    expect(await ended()).toBe(0);
    expect(client.output("stdout")).toBe("[Charge] charging 5\n");
    expect(client.output("console")).toContain('"id": "n1"');
  });

  it("that can't be read say where", async () => {
    await writeFile(file("charge.mjs"), "export const handler = () => {\n  return {;\n};\n");
    await start({ launch: { tasks } });
    const text = `SyntaxError: Unexpected token ';' (${file("charge.mjs")}:2)`;
    expect((await stopped()).text).toContain(text);
    expect(client.output("stdout")).toContain("charge.mjs:2");
    await go("continue");
    await ended();
    expect(client.output("stderr")).toContain(text);
  });

  it("that hang can be paused at, and don't outlive the session", async () => {
    await writeFile(file("charge.mjs"), HANGS);
    await start({ launch: { tasks } });
    const pid = await pidPrinted();
    await go("pause");
    expect(await stopped()).toMatchObject({ reason: "pause", description: "Paused at Call of Charge" });
    await go("continue");
    await client.request("disconnect");
    expect(await client.exited).toBe(0);
    await dies(pid);
  });

  it("that hang end with the execution", async () => {
    await writeFile(file("charge.mjs"), HANGS);
    await start({ launch: { tasks } });
    const pid = await pidPrinted();
    await client.request("terminate");
    expect(await ended()).toBe(3);
    await dies(pid);
  });

  it("end when the client is gone without a word", async () => {
    await writeFile(file("charge.mjs"), HANGS);
    await start({ launch: { tasks } });
    const pid = await pidPrinted();
    client.process.stdin?.end();
    expect(await client.exited).toBe(0);
    await dies(pid);
  });

  it("end when nobody reads what the adapter says any more", async () => {
    await start({ breakpoints: [{ line: 4 }], launch: { mocks: charged } });
    await stopped();
    client.process.stdout?.destroy();
    client.process.stdin?.end();
    expect(await client.exited).toBe(0);
  });

  it.each<[string, string | undefined, string]>([
    ["throws", "export const handler = () => { throw new TypeError('No money'); };", "TypeError"],
    ["doesn't exist", undefined, "There is no module at"],
    ["has no such function", "export const other = 1;", 'exports no function "handler"'],
  ])("that %s fail with a clear error", async (_, code, message) => {
    if (code) await writeFile(file("charge.mjs"), code);
    await start({ launch: { tasks } });
    expect((await stopped()).text).toContain(message);
    await go("continue");
    expect(await ended()).toBe(1);
  });
});
