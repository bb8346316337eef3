import { describe, expect, it } from "vitest";
import {
  charge,
  client,
  debugSessions,
  ended,
  evaluate,
  go,
  scopesOf,
  scopeText,
  stackOf,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

/** The task fails at first, and is tried again. */
const retried = charge({ Throw: { Error: "Busy" } }, { Return: { Payload: { id: "p1" } } });

describe("time travel", () => {
  it("steps back from state to state, and from phase to phase", async () => {
    await start({ launch: { mocks: retried }, breakpoints: [{ line: 25 }] });
    expect((await stopped()).description).toBe("Paused at Done");
    await go("stepBack");
    expect((await stopped()).description).toBe("Paused at Charge");
    await go("stepBack");
    expect(await stopped()).toMatchObject({ reason: "step", description: "Paused at Price" });
    expect(await stackText()).toBe("Price:4 orders:2");
    await go("stepBack");
    expect(await stopped()).toMatchObject({ reason: "entry", text: "This is where the execution began." });
    await go("next");
    await stopped();
    await go("stepIn");
    expect((await stopped()).description).toBe("Paused at Parameters of Charge");
    await go("stepIn");
    await stopped();
    await go("stepIn");
    expect((await stopped()).description).toBe("Paused at Retry[0] of Charge");
    await go("stepBack");
    expect((await stopped()).description).toBe("Paused at Call of Charge");
    expect(await scopeText("Parameters")).toBe('FunctionName="charge" Payload={"total": 5}');
    await go("continue");
    expect((await stopped()).description).toBe("Paused at Done");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("goes back to breakpoints, by their conditions and counts", async () => {
    const breakpoints = [
      { line: 5, condition: "$.amount == 5" },
      { line: 13, hitCondition: "==2" },
      { line: 24, condition: "$.amount == 4" },
      { line: 25 },
    ];
    await start({ launch: { mocks: retried }, breakpoints, filters: ["retried"] });
    expect((await stopped()).hitBreakpointIds).toEqual([1]);
    await go("continue");
    expect((await stopped()).reason).toBe("exception");
    await go("continue");
    expect((await stopped()).hitBreakpointIds).toEqual([2]);
    await go("continue");
    expect((await stopped()).hitBreakpointIds).toEqual([4]);
    for (const expected of ["Paused at Parameters of Charge (attempt 2)", "Paused on Busy", "Paused at Price"]) {
      await go("reverseContinue");
      expect((await stopped()).description).toBe(expected);
    }
    await go("reverseContinue");
    expect((await stopped()).reason).toBe("entry");
    await go("continue");
    expect((await stopped()).description).toBe("Paused on Busy");
  });

  it("starts a state again with another input, and forgets what came after", async () => {
    await start({ launch: { mocks: charge({ Return: { Payload: { id: "p1" } } }) }, breakpoints: [{ line: 14 }] });
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
    const [, state] = await stackOf();
    expect(state).toMatchObject({ name: "Charge", canRestart: true });
    await client.request("restartFrame", { frameId: state?.id });
    expect(await stopped()).toMatchObject({ reason: "restart", description: "Paused at Charge" });
    const input = (await scopesOf()).get("State input");
    await client.request("setVariable", { variablesReference: input?.variablesReference, name: "amount", value: "7" });
    expect(await evaluate("$.amount")).toBe("7");
    await go("continue");
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
    expect(await scopeText("State input")).toBe('amount=7 price={"total": 5}');
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"amount": 7');
  });

  it("starts an iteration again", async () => {
    const program = "parts.asl.yaml";
    await start({ program, launch: { input: { items: ["a", "b"] } }, breakpoints: [{ line: 18, hitCondition: "2" }] });
    const { threadId = 0 } = await stopped();
    expect(await stackText(threadId)).toBe("Take:17 Each[1] of 2:11 Both, branch 2:3 parts:1");
    const [, iteration, branch] = await stackOf(threadId);
    await client.request("restartFrame", { frameId: branch?.id });
    const back = await stopped();
    expect(await stackText(back.threadId)).toBe("Each:11 Both, branch 2:3 parts:1");
    await expect(client.request("restartFrame", { frameId: iteration?.id })).rejects.toThrow("can't be started again");
    await go("continue");
    expect((await stopped()).threadId).toBe(threadId);
  });
});
