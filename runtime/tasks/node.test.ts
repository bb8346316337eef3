import { devNull } from "node:os";
import { afterAll, describe, expect, it } from "vitest";
import type { Answer } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import { askTask, kindContext } from "../../test/kit/task-asked.ts";
import { nodeHandler } from "./node.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:greeter";
const disposals: (() => void)[] = [];

afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** What a handler answers to a payload, and what it printed meanwhile. */
async function ask(options: { readonly [name: string]: Json }, payload: Json, resource = FUNCTION) {
  const made = nodeHandler({ timeoutSeconds: 10, ...options }, kindContext);
  if (!made.ok) throw new Error(made.message);
  if (made.dispose) disposals.push(made.dispose);
  const { answers, printed } = await askTask(made.handler, { resource, payload });
  expect(answers).toHaveLength(1);
  return { answer: answers[0] as Answer, printed };
}

const errorOf = async (handler: string, payload: Json = {}, timeoutSeconds = 10) => {
  const { answer } = await ask({ handler, timeoutSeconds }, payload);
  if (answer.kind !== "failed") throw new Error("it did not fail");
  return answer.error;
};

describe("a Node handler", () => {
  it("gives its value to a function's ARN, and the envelope to lambda:invoke", async () => {
    const direct = await ask({ handler: "kinds.greet" }, { name: "Ada" });
    expect(direct.answer).toEqual({ kind: "succeeded", output: { hello: "Ada", function: "greeter" } });
    const payload = { FunctionName: "greeter", Payload: { name: "Ada" } };
    const { answer } = await ask({ handler: "kinds.greet" }, payload, "arn:aws:states:::lambda:invoke");
    expect(answer).toMatchObject({ output: { StatusCode: 200, Payload: { hello: "Ada", function: "greeter" } } });
  });

  it("may be CommonJS, and may call back", async () => {
    expect((await ask({ handler: "common.handler" }, 1)).answer).toMatchObject({ output: { common: 1 } });
    expect((await ask({ handler: "kinds.callsBack" }, { a: 1 })).answer).toMatchObject({ output: { got: { a: 1 } } });
  });

  it("fails with its own error's name, and the error as JSON", async () => {
    const { error, cause } = await errorOf("kinds.throws");
    expect(error).toBe("OutOfStock");
    expect(JSON.parse(cause ?? "")).toMatchObject({ errorType: "OutOfStock", errorMessage: "Out of stock" });
  });

  it.each([
    ["nowhere.handler", "Runtime.ImportModuleError", "There is no module at"],
    ["kinds.missing", "Runtime.HandlerNotFound", "exports no function"],
    ["kinds.notAFunction", "Runtime.HandlerNotFound", "exports no function"],
    ["broken.handler", "Error", "This module can't be loaded"],
    ["kinds.exits", "Lambda.Unknown", "exited with code 3"],
  ])("that can't run says why: %s", async (handler, error, text) => {
    const failure = await errorOf(handler);
    expect(failure.error).toBe(error);
    expect(failure.cause).toContain(text);
  });

  it("that never answers is stopped when its time is over", async () => {
    const failure = await errorOf("kinds.hangs", {}, 1);
    expect(failure.error).toBe("Lambda.Unknown");
    expect(failure.cause).toContain("Task timed out after 1.00 seconds");
  });

  it("prints for the user", async () => {
    const { printed } = await ask({ handler: "kinds.prints" }, {});
    expect(printed).toBe("counting\n");
  });

  it("sees no credentials but made-up ones", async () => {
    process.env.AWS_PROFILE = "production";
    const { answer } = await ask({ handler: "kinds.environment", env: { TABLE: "orders" } }, {});
    delete process.env.AWS_PROFILE;
    const output = { key: "statecraft", profile: null, credentials: devNull, own: "orders" };
    expect(answer).toEqual({ kind: "succeeded", output });
  });

  it("needs a file and a function in it", () => {
    expect(nodeHandler({}, kindContext)).toMatchObject({
      ok: false,
      message: expect.stringContaining("src/app.handler"),
    });
  });
});
