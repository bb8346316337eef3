import { describe, expect, it } from "vitest";
import { charged, client, debugSessions, declined, go, start, stopped } from "../../kit/debug-session.ts";

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

it("The end of a run tells what its data looked like, and none of the values", async () => {
  await start({ launch: { mocks: charged }, breakpoints: [], filters: [] });
  const shapes = await client.event("statecraft/shapes");
  expect(shapes).toEqual({ input: { amount: 0 }, results: { "/States/Charge": { Payload: { id: "" } } } });
  await client.event("terminated");
});
