import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { StateDataMessage } from "../../../debugger/protocol.ts";
import { charged, client, debugSessions, ended, file, go, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

const message = (): Promise<StateDataMessage> => client.event("statecraft/stateData");

it("what states had to work with is told before each stop and at the end", async () => {
  await start({ launch: { mocks: charged }, breakpoints: [{ line: 25 }] });
  const before = await message();
  await stopped();
  expect(client.order.indexOf("<statecraft/stateData>")).toBeLessThan(client.order.indexOf("<stopped>"));
  expect(before.states["/States/Price"]).toMatchObject({ input: { amount: 5 }, variables: {} });
  expect(before.states["/States/Charge"]).toMatchObject({
    input: { amount: 5, price: { total: 5 } },
    result: { Payload: { id: "p1" } },
    context: { State: { Name: "Charge" } },
  });
  await go("continue");
  const after = await message();
  expect(after.run).toBe(before.run);
  expect(Object.keys(after.states)).toContain("/States/Done");
  expect(await ended()).toBe(0);
});

it("data nested deeper than a message can be are left out, and the execution goes on", async () => {
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const states = `{"Start": {"Type": "Pass", "Next": "Deep"}, "Deep": {"Type": "Pass", "Result": ${deep}, "End": true}}`;
  await writeFile(file("deep.asl.json"), `{"StartAt": "Start", "States": ${states}}`);
  await start({ program: "deep.asl.json" });
  expect(Object.keys((await message()).states)).toEqual(["/States/Start"]);
  expect(await ended()).toBe(0);
  expect(client.output("stderr")).not.toContain("RangeError");
});
