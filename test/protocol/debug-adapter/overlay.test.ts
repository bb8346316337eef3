import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { charge, charged, client, debugSessions, declined, file, go, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

describe("the overlay", () => {
  it("tells where it stands before it stops, and how it ended", async () => {
    await start({ launch: { mocks: declined }, breakpoints: [{ line: 24 }], filters: [] });
    const first = await client.event<{ readonly run: { readonly id: string } }>("statecraft/overlay");
    await stopped();
    expect(client.order.indexOf("<statecraft/overlay>")).toBeLessThan(client.order.indexOf("<stopped>"));
    const whole = await client.request<{ readonly run: object }>("statecraft/overlay");
    expect(whole).toMatchObject({ kind: "overlay", run: { id: first.run.id } });
    expect(whole.run).toMatchObject({
      status: "paused",
      current: "/States/Refuse",
      states: {
        "/States/Price": { status: "succeeded", visits: 1 },
        "/States/Charge": { status: "caught", visits: 1, error: "Declined" },
      },
      edges: { "#start|start|0": 1, "/States/Price|next|0": 1, "/States/Charge|catch|0": 1 },
    });
    expect(await client.request("statecraft/ask", { what: "state", path: "/States/Charge" })).toMatchObject({
      answer: {
        total: 1,
        visit: 1,
        status: "caught",
        cause: "Expired",
        fields: ["input", "arguments", "output", "cause"],
      },
    });
    expect(await client.request("statecraft/ask", { what: "value", visit: 0, field: "output" })).toEqual({
      answer: { text: '{"amount":5,"price":{"total":5}}' },
    });
    await go("continue");
    await client.event("terminated");
    expect(await client.request("statecraft/overlay")).toMatchObject({
      run: {
        status: "failed",
        error: "Refused",
        cause: "No money",
        states: { "/States/Refuse": { status: "failed" } },
      },
    });
  });
});

describe("the state where it stands", () => {
  const ask = async (question: object): Promise<unknown> =>
    (await client.request<{ readonly answer: unknown }>("statecraft/ask", question)).answer;
  const stateOf = (path: string): Promise<unknown> => ask({ what: "state", path });

  it("comes next, with its input, before it is entered", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 10 }], filters: [] });
    await stopped();
    const next = await stateOf("/States/Charge");
    expect(next).toMatchObject({ total: 1, nth: 0, isNext: true, status: "waiting", fields: ["input"] });
    const { visit } = next as { readonly visit: number };
    expect(await ask({ what: "value", visit, field: "input" })).toEqual({ text: '{"amount":5,"price":{"total":5}}' });
    expect(await ask({ what: "value", visit: visit - 1, field: "input" })).toBeNull();
    expect(await stateOf("/States/Done")).toBeNull();
    await go("stepIn");
    await stopped();
    expect(await stateOf("/States/Charge")).toMatchObject({ total: 1, status: "running", fields: ["input"] });
    expect(await stateOf("/States/Charge")).not.toHaveProperty("isNext");
    await go("stepBack");
    await stopped();
    expect(await stateOf("/States/Charge")).toMatchObject({ total: 1, isNext: true });
  });

  it("has failed where it stands at an error that nothing handles", async () => {
    const mocks = charge({ Throw: { Error: "Lost", Cause: "No answer" } });
    await start({ launch: { mocks }, breakpoints: [], filters: ["all"] });
    for (let stops = 0; !(await stopped()).text?.includes("Nothing handles it"); stops++) {
      expect(stops).toBeLessThan(5);
      await go("continue");
    }
    expect(await client.request("statecraft/overlay")).toMatchObject({
      run: { status: "paused", states: { "/States/Charge": { status: "failed", error: "Lost" } } },
    });
    expect(await stateOf("/States/Charge")).toMatchObject({ status: "failed", error: "Lost", cause: "No answer" });
    await go("stepBack");
    await stopped();
    expect(await stateOf("/States/Charge")).not.toMatchObject({ status: "failed" });
  });

  it("has failed, and the diagram is told, where an expression has an error that is in no history yet", async () => {
    const text = `QueryLanguage: JSONata
StartAt: Sum
States:
  Sum:
    Type: Pass
    Output: "{% $error('odd') %}"
    End: true
`;
    await writeFile(file("sum.asl.yaml"), text);
    await start({ program: "sum.asl.yaml", breakpoints: [{ line: 6 }], filters: ["uncaught"] });
    expect((await stopped()).description).toBe("Paused at Output of Sum");
    expect(await stateOf("/States/Sum")).toMatchObject({ status: "running" });
    await go("continue");
    expect(await stopped()).toMatchObject({ reason: "exception" });
    const told = client.order.filter((name) => name === "<statecraft/overlay>");
    let last: unknown;
    for (const _ of told) last = await client.event("statecraft/overlay");
    const failed = { status: "failed", error: "States.QueryEvaluationError" };
    expect(last).toMatchObject({ states: { "/States/Sum": failed } });
    expect(await stateOf("/States/Sum")).toMatchObject(failed);
  });

  it("keeps how often it was tried, back and forth", async () => {
    const busy = { Throw: { Error: "Busy", Cause: "Later" } };
    const mocks = charge(busy, { Return: { Payload: { id: "p1" } } });
    await start({ launch: { mocks }, breakpoints: [{ line: 14 }], filters: [] });
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge (attempt 2)");
    const retries = async (): Promise<unknown> => {
      const whole = await client.request<{ readonly run: { readonly states: { readonly [path: string]: object } } }>(
        "statecraft/overlay",
      );
      return whole.run.states["/States/Charge"];
    };
    expect(await retries()).toMatchObject({ retries: { done: 1 } });
    for (const place of ["Call", "Parameters"]) {
      await go("stepBack");
      expect((await stopped()).description).toBe(`Paused at ${place} of Charge (attempt 2)`);
      expect(await retries()).toMatchObject({ retries: { done: 1 } });
      expect(await stateOf("/States/Charge")).toMatchObject({ retries: { done: 1 } });
    }
    await go("stepBack");
    expect((await stopped()).description).toBe("Paused at Retry[0] of Charge");
    expect(await retries()).not.toHaveProperty("retries");
    await go("continue");
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge (attempt 2)");
    expect(await retries()).toMatchObject({ retries: { done: 1 } });
    await go("stepOut");
    await stopped();
    await go("next");
    expect((await stopped()).description).toBe("Paused at Done");
    expect(await retries()).toMatchObject({ status: "succeeded", retries: { done: 1 } });
  });
});

it("The end of a run tells what its data looked like, and none of the values", async () => {
  await start({ launch: { mocks: charged }, breakpoints: [], filters: [] });
  const shapes = await client.event("statecraft/shapes");
  expect(shapes).toEqual({ input: { amount: 0 }, results: { "/States/Charge": { Payload: { id: "" } } } });
  await client.event("terminated");
});
