import { describe, expect, it } from "vitest";
import { commandLine } from "../kit/command-line.ts";

const { statecraft, file } = commandLine();

const lambda = {
  StartAt: "Pay",
  States: {
    Pay: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "pay" }, End: true },
  },
};

describe("mocks on the command line", () => {
  it("takes mocks by test case, and asks which when there are several", async () => {
    const mocks = file("mocks.json", {
      StateMachines: { pay: { TestCases: { Paid: { Pay: "Paid" }, Refused: { Pay: "Refused" } } } },
      MockedResponses: {
        Paid: { "0": { Return: { Payload: { ok: true } } } },
        Refused: { "0": { Throw: { Error: "Refused", Cause: "No money" } } },
      },
    });
    const machine = file("pay.asl.json", lambda);
    const paid = await statecraft(["run", machine, "--mocks", mocks, "--test-case", "Paid"]);
    expect(JSON.parse(paid.out)).toEqual({ status: "SUCCEEDED", output: { Payload: { ok: true } } });
    const refused = await statecraft(["run", machine, "--mocks", mocks, "--test-case", "Refused"]);
    expect(JSON.parse(refused.out)).toEqual({ status: "FAILED", error: "Refused", cause: "No money" });
    const undecided = await statecraft(["run", machine, "--mocks", mocks]);
    expect(undecided).toMatchObject({ code: 2, out: "", err: expect.stringContaining('"Paid", "Refused"') });
  });

  it("runs with the mocks that it writes itself", async () => {
    const machine = file("made/pay.asl.json", lambda);
    expect((await statecraft(["mocks", "init", machine])).code).toBe(0);
    const { out } = await statecraft(["run", machine]);
    const result = { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: {} };
    expect(JSON.parse(out)).toEqual({ status: "SUCCEEDED", output: result });
    expect(await statecraft(["mocks", "init", machine])).toMatchObject({
      code: 2,
      err: expect.stringContaining("exists"),
    });
  });

  it("leaves definitions alone that lie beside the mocks of another one", async () => {
    const machine = file("both/pay.asl.json", lambda);
    expect((await statecraft(["mocks", "init", machine])).code).toBe(0);
    const other = file("both/greet.asl.json", { StartAt: "Greet", States: { Greet: { Type: "Pass", End: true } } });
    expect(await statecraft(["run", other])).toMatchObject({ code: 0, err: expect.not.stringContaining("test case") });
    // A definition that has another name now, or a copy, is still answered.
    expect(await statecraft(["run", file("both/renamed.asl.json", lambda)])).toMatchObject({ code: 0 });
  });

  it("writes mocks for tasks without a handler, with what the state reads of the result", async () => {
    const reads = { ResultSelector: { "total.$": "$.Payload.sum.total" } };
    const pay = { ...lambda.States.Pay, Next: "Ship", End: undefined, ...reads };
    const ship = { ...lambda.States.Pay, Parameters: { FunctionName: "ship" } };
    const machine = file("some/pay.asl.json", { StartAt: "Pay", States: { Pay: pay, Ship: ship } });
    const handler = { kind: "node", handler: "ship.handler", function: "ship" };
    file("some/statecraft.json", { tasks: [handler] });
    const { out } = await statecraft(["mocks", "init", machine, "--output", "-"]);
    const written = JSON.parse(out);
    expect(written.StateMachines.pay.TestCases.Default).toEqual({ Pay: "PayResult" });
    expect(written.MockedResponses.PayResult["0"].Return).toMatchObject({ Payload: { sum: { total: "" } } });
  });

  it.each([
    ["a place of its own", { ResultPath: "$.payment" }, { "id.$": "$.payment.Payload.id" }, { Payload: { id: "" } }],
    ["the whole input", {}, { "id.$": "States.Format('{}', $.Payload.id)" }, { Payload: { id: "" } }],
  ])("fills in what later states read of a result with %s", async (_, fields, reads, expected) => {
    const pay = { ...lambda.States.Pay, Next: "Ship", End: undefined, ...fields };
    const each = { Type: "Map", ItemsPath: "$.Payload.lines", ItemProcessor: { StartAt: "A", States: {} }, End: true };
    const ship = { Type: "Pass", Parameters: reads, Next: "Each" };
    const machine = file("later/pay.asl.json", { StartAt: "Pay", States: { Pay: pay, Ship: ship, Each: each } });
    const { out } = await statecraft(["mocks", "init", machine, "--output", "-"]);
    expect(JSON.parse(out).MockedResponses.PayResult["0"].Return).toMatchObject(expected);
    const { err } = await statecraft(["run", machine]);
    expect(err).toContain('"id": ""');
  });

  it("says that there is no folder to write them to", async () => {
    const nowhere = ["--output", "nowhere/mocks.json"];
    const ended = await statecraft(["mocks", "init", file("pay.asl.json", lambda), ...nowhere]);
    expect(ended).toMatchObject({ code: 2, err: '"nowhere/mocks.json" can\'t be written: there is no such folder.\n' });
  });

  it.each([
    [{ kind: "mock", stat: "Charge*" }, 'tasks[0] has an unknown field "stat": did you mean "state"?'],
    [{ kind: "mock", resutl: {} }, 'tasks[0] has an unknown field "resutl": did you mean "result"?'],
    [
      { kind: "builtin", handler: "a.b" },
      'tasks[0] has an unknown field "handler": kind "builtin" has none of that name.',
    ],
    [{ kind: "builtn" }, 'tasks[0] has an unknown "kind", "builtn": did you mean "builtin"?'],
  ])("refuses an entry of tasks that means something else: %j", async (entry, message) => {
    const machine = file("pay.asl.json", lambda);
    const { code, err } = await statecraft(["run", machine, "--tasks", file("tasks.json", [entry])]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it("writes no mocks for half a definition", async () => {
    const half = file("half.asl.json", '{"StartAt": "A", "States": {');
    const ended = await statecraft(["mocks", "init", half, "--output", "-"]);
    expect(ended).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/half\.asl\.json.* Mend this first\./),
    });
  });
});
