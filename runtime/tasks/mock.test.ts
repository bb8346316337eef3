import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../language/index.ts";
import { answerOf, askTask } from "../../test/kit/task-asked.ts";
import type { TaskHandler } from "./handler.ts";
import { inlineMock } from "./inline-mock.ts";
import { mockHandler } from "./mock.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:greeter";
const INVOKE = "arn:aws:states:::lambda:invoke";

function made(options: JsonObject): TaskHandler {
  const result = inlineMock(options);
  if (!result.ok) throw new Error(result.message);
  return result.handler;
}

describe("a mock in an entry", () => {
  it.each<[JsonObject, Json, object]>([
    [{ result: { a: 1 } }, {}, { kind: "succeeded", output: { a: 1 } }],
    [{}, {}, { kind: "succeeded", output: null }],
    [{ result: "{% $states.input.n + 1 %}" }, { n: 1 }, { kind: "succeeded", output: 2 }],
    [{ result: { id: ["{% $states.input.id %}"] } }, { id: "x" }, { output: { id: ["x"] } }],
    [{ error: "Busy", cause: "{% $states.context.State.Name %}" }, {}, { error: { error: "Busy", cause: "S" } }],
    [{ errorOutput: { error: "Busy" } }, {}, { error: { error: "Busy" } }],
    [{ result: '{"a":1}', fieldValidationMode: "NONE" }, {}, { output: { a: 1 } }],
    [{ result: "{% $states.input.nothing %}" }, {}, { kind: "failed", error: { error: "States.Runtime" } }],
  ])("%j over %j gives %j", async (options, payload, expected) => {
    expect(await answerOf(made(options), { resource: FUNCTION, payload })).toMatchObject(expected);
  });

  it("gives its responses one after the other, the last one from then on", async () => {
    const handler = made({ responses: [{ error: "Busy" }, { result: 1 }] });
    const ask = (invocation: number) => answerOf(handler, { resource: FUNCTION, payload: {}, call: { invocation } });
    expect([await ask(0), await ask(1), await ask(7)]).toMatchObject([
      { error: { error: "Busy" } },
      { output: 1 },
      { output: 1 },
    ]);
  });

  it.each<[JsonObject, string]>([
    [{ result: "{% 1 + %}" }, "result"],
    [{ responses: [] }, '"responses" must be a list'],
    [{ responses: [1] }, "responses[0]: an answer is an object"],
  ])("%j is refused", (options, text) => {
    expect(inlineMock(options)).toMatchObject({ ok: false, message: expect.stringContaining(text) });
  });
});

describe("a mocked result", () => {
  const asked = { resource: INVOKE, payload: {} };

  it("that the service would never give is told of once for each state", async () => {
    const handler = mockHandler("Greeting", [{ from: 0, to: 9, answer: { kind: "return", value: { hello: 1 } } }]);
    const first = await askTask(handler, asked);
    expect(first.printed).toContain("Warning");
    expect(first.answers).toEqual([{ kind: "succeeded", output: { hello: 1 } }]);
    expect((await askTask(handler, asked)).printed).toBe("");
  });

  it("of the right shape is not", async () => {
    const { printed } = await askTask(made({ result: { StatusCode: 200, Payload: {} } }), asked);
    expect(printed).toBe("");
  });

  it("comes after the request where the task waits for a token", async () => {
    const resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    const { answers } = await askTask(made({ result: { approved: true } }), { resource, payload: {} });
    expect(answers).toEqual([
      { kind: "submitted", output: { MD5OfMessageBody: "", MessageId: "" } },
      { kind: "succeeded", output: { approved: true } },
    ]);
  });
});
