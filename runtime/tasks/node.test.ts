import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Answer } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import { answerOf, askTask, kindContext } from "../../test/kit/task-asked.ts";
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

  it("is not asked for its value by events", async () => {
    const payload = { FunctionName: "greeter", InvocationType: "Event", Payload: {} };
    const { answer } = await ask({ handler: "kinds.throws" }, payload, "arn:aws:states:::lambda:invoke");
    expect(answer).toMatchObject({ kind: "succeeded", output: { StatusCode: 202, Payload: "" } });
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
    ["kinds.exits", "Lambda.Unknown", "exited with error: exit status 3"],
  ])("that can't run says why: %s", async (handler, error, text) => {
    const failure = await errorOf(handler);
    expect(failure.error).toBe(error);
    expect(failure.cause).toContain(text);
  });

  it.each([
    ["app.mjs", "export const handler = () => {\n  return {;\n};\n", "app.mjs"],
    ["app.mjs", 'import "./inner.mjs";\nexport const handler = () => 1;\n', "inner.mjs"],
    ["app.cjs", "exports.handler = () => {\n  return {;\n};\n", "app.cjs"],
  ])("that can't be read says where: %s with %j", async (name, text, faulty) => {
    const folder = mkdtempSync(join(tmpdir(), "statecraft-syntax-"));
    try {
      writeFileSync(join(folder, "inner.mjs"), "export const a = 1;\nexport const b = {;\n");
      writeFileSync(join(folder, name), text);
      const { answer, printed } = await ask({ handler: "app.handler", cwd: folder }, {});
      if (answer.kind !== "failed") throw new Error("it did not fail");
      expect(answer.error.error).toBe("Runtime.UserCodeSyntaxError");
      const { errorMessage, trace } = JSON.parse(answer.error.cause ?? "");
      expect(errorMessage).toBe("SyntaxError: Unexpected token ';'");
      expect(trace[0]).toMatch(new RegExp(`${faulty}:2$`));
      expect(printed).toContain(`${faulty}:2`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("that throws a syntax error of its own while it is loaded is run once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "statecraft-syntax-"));
    try {
      const log = join(folder, "log");
      const text = `import { appendFileSync } from "node:fs";\nappendFileSync(${JSON.stringify(log)}, "x");\nJSON.parse("{");\n`;
      writeFileSync(join(folder, "app.mjs"), text);
      const { answer } = await ask({ handler: "app.handler", cwd: folder }, {});
      expect(answer).toMatchObject({ error: { error: "Runtime.UserCodeSyntaxError" } });
      expect(readFileSync(log, "utf8")).toBe("x");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("that never answers is stopped when its time is over", async () => {
    const failure = await errorOf("kinds.hangs", {}, 1);
    expect(failure.error).toBe("Lambda.Unknown");
    expect(failure.cause).toContain("Task timed out after 1.00 seconds");
  });

  it.each([
    ["kinds.answersTooMuch", "Function.ResponseSizeTooLarge", "maximum allowed payload size"],
    ["kinds.answersBigInt", "Error", "Unable to stringify response body"],
    ["kinds.rejectsText", "string", '"errorMessage":"no error"'],
    ["kinds.throwsLater", "RangeError", "later"],
  ])("that answers badly fails as with Lambda: %s", async (handler, error, text) => {
    const failure = await errorOf(handler);
    expect(failure).toMatchObject({ error, cause: expect.stringContaining(text) });
  });

  it("gives null for nothing, all that it streams, and its answer when nothing is left to do", async () => {
    expect((await ask({ handler: "kinds.nothing" }, {})).answer).toEqual({ kind: "succeeded", output: null });
    const { answer } = await ask({ handler: "kinds.streams" }, {});
    expect(answer).toEqual({ kind: "succeeded", output: { a: [1, 2] } });
    const late = await ask({ handler: "kinds.callsBackEarly" }, {});
    expect(late).toMatchObject({ answer: { output: 1 }, printed: "the last\n" });
  });

  it("is started anew when its code has changed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "statecraft-node-"));
    const write = (value: number) => writeFileSync(join(folder, "app.mjs"), `export const go = async () => ${value};`);
    write(1);
    const made = nodeHandler({ handler: "app.go", cwd: folder }, kindContext);
    if (!made.ok) throw new Error(made.message);
    const go = () => answerOf(made.handler, { resource: FUNCTION, payload: {} });
    expect(await go()).toMatchObject({ output: 1 });
    write(2);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await go()).toMatchObject({ output: 2 });
    made.dispose?.();
    rmSync(folder, { recursive: true });
  });

  it("takes no more events at once than it may", async () => {
    const made = nodeHandler({ handler: "kinds.overlaps", concurrency: 2 }, kindContext);
    if (!made.ok) throw new Error(made.message);
    const asked = { resource: FUNCTION, payload: {} };
    const answers = await Promise.all(Array.from({ length: 5 }, () => answerOf(made.handler, asked)));
    const processes = new Set(answers.map((answer) => (answer.kind === "succeeded" ? answer.output : undefined)));
    expect(processes.size).toBe(2);
    made.dispose?.();
  });

  it("prints for the user", async () => {
    const { printed } = await ask({ handler: "kinds.prints" }, {});
    expect(printed).toBe("counting\n");
  });

  it("sees no credentials but made-up ones", async () => {
    process.env.AWS_PROFILE = "production";
    const { answer } = await ask(
      { handler: "kinds.environment", env: { TABLE: "orders", AWS_ACCESS_KEY_ID: "AKIAREAL" } },
      {},
    );
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
