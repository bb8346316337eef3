import { readFile, rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  ended,
  evaluate,
  file,
  go,
  initialize,
  newAdapter,
  ORDERS,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

describe("what isn't as it should be is told of", () => {
  it("fields that nobody knows", async () => {
    await start({ launch: { mocks: charged, inptu: 1, __restart: true, preLaunchTask: "build" } });
    expect(await ended()).toBe(0);
    expect(client.output("stderr")).toBe(
      'The launch configuration has an unknown field "inptu", which counts for nothing. Did you mean "input"?\n',
    );
  });

  it("a file that is edited while the execution stands", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    await writeFile(file("orders.asl.json"), ORDERS.replaceAll('"Price"', '"Cost"'));
    await go("next");
    expect((await stopped()).description).toBe("Paused at Charge");
    await go("next");
    await stopped();
    expect(client.output("stderr")).toBe(
      '"orders.asl.json" has changed since the execution was started, which goes on with the text as it was: restart to run it as it is now.\n',
    );
  });

  it("conditions that can't be read, of lines and of states", async () => {
    await start({ launch: { mocks: charged, stopOnEntry: true } });
    await stopped();
    await client.request("setFunctionBreakpoints", { breakpoints: [{ name: "Charge", condition: "$.amount >" }] });
    await go("continue");
    expect((await stopped()).text).toContain('The condition "$.amount >" can\'t be evaluated: ');
  });

  it("breakpoints in a file that isn't a definition", async () => {
    await writeFile(file("notes.yaml"), "a: 1");
    await client.request("initialize", { adapterID: "asl" });
    const answer = await client.request("setBreakpoints", {
      ...{ source: { path: file("notes.yaml") }, breakpoints: [{ line: 1 }] },
    });
    expect(answer).toMatchObject({
      breakpoints: [{ verified: false, message: expect.stringContaining("is no state machine") }],
    });
  });
});

describe("recordings", () => {
  it("are written at the end, without what is secret", async () => {
    const secret = { amount: 5, card: { number: "4111" } };
    const input = { ...secret, apiToken: "abc" };
    await start({ launch: { mocks: charged, input, record: "orders.aslrun", redact: ["number", "*token"] } });
    expect(await ended()).toBe(0);
    const text = await readFile(file("orders.aslrun"), "utf8");
    expect(text).toContain('"amount":5');
    expect(text).not.toContain("4111");
    expect(text).not.toContain("abc");
  });

  it("are written from the console, and gone through again without the definition, back and forth", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 25 }] });
    await stopped();
    expect(await evaluate("/record part.aslrun")).toContain("part.aslrun");
    await go("continue");
    expect(await ended()).toBe(0);
    await rm(file("orders.asl.json"));
    await newAdapter();
    await initialize();
    await client.request("launch", { replay: file("part.aslrun"), stopOnEntry: true });
    await client.request("configurationDone");
    expect((await stopped()).description).toBe("Paused at Price");
    await go("next");
    expect((await stopped()).description).toBe("Paused at Charge");
    await go("next");
    expect((await stopped()).description).toBe("Paused at Done");
    expect(await evaluate("$.payment.id")).toBe('"p1"');
    await go("stepBack");
    expect((await stopped()).description).toBe("Paused at Charge");
  });
});
