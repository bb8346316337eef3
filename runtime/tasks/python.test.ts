import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../language/index.ts";
import { answerOf, askTask, kindContext } from "../../test/kit/task-asked.ts";
import { pythonProgram } from "../lambda/python-program.ts";
import { pythonHandler } from "./python.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:greeter";
const folder = mkdtempSync(join(tmpdir(), "statecraft-python-"));
const disposals: (() => void)[] = [];

afterAll(() => {
  for (const dispose of disposals) dispose();
  rmSync(folder, { recursive: true });
});

function made(options: JsonObject) {
  const result = pythonHandler({ timeoutSeconds: 10, ...options }, kindContext);
  if (!result.ok) throw new Error(result.message);
  if (result.dispose) disposals.push(result.dispose);
  return result.handler;
}

const ask = (options: JsonObject, payload: Json = {}) => answerOf(made(options), { resource: FUNCTION, payload });

describe("a Python handler", () => {
  it.each<[string, Json, Json]>([
    ["kinds.greet", { name: "Ada" }, { hello: "Ada", function: "greeter" }],
    ["kinds.decimals", {}, [1.5, 2, null]],
  ])("%s over %j gives %j", async (handler, payload, output) => {
    expect(await ask({ handler }, payload)).toEqual({ kind: "succeeded", output });
  });

  it.each([
    ["kinds.throws", "OutOfStock", '"errorMessage": "Out of stock"'],
    ["kinds.exits", "Lambda.Unknown", "Runtime exited with error: exit status 3"],
    ["kinds.answers_a_set", "Runtime.MarshalError", "Object of type set is not JSON serializable"],
    ["kinds.answers_too_much", "Function.ResponseSizeTooLarge", "maximum allowed payload size"],
    ["kinds.missing", "Runtime.HandlerNotFound", "Handler 'missing' missing on module 'kinds'"],
    ["nowhere.handler", "Runtime.ImportModuleError", "Unable to import module 'nowhere'"],
    ["unimportable.handler", "Runtime.ImportModuleError", "(the interpreter is /"],
    ["unreadable.handler", "Runtime.UserCodeSyntaxError", "Syntax error in module 'unreadable'"],
  ])("%s fails with %s", async (handler, error, text) => {
    const answer = await ask({ handler });
    if (answer.kind !== "failed") throw new Error("it did not fail");
    expect(answer.error.error).toBe(error);
    const { cause = "" } = answer.error;
    expect(cause.startsWith("{") ? JSON.stringify(JSON.parse(cause), null, 1) : cause).toContain(text);
  });

  it("that never answers is stopped when its time is over", async () => {
    const answer = await ask({ handler: "kinds.hangs", timeoutSeconds: 1 });
    expect(answer).toMatchObject({ error: { cause: expect.stringContaining("Task timed out after 1.00 seconds") } });
  });

  it("prints for the user, and sees no credentials but made-up ones", async () => {
    const { answers, printed } = await askTask(made({ handler: "kinds.prints" }), { resource: FUNCTION, payload: {} });
    expect(answers).toEqual([{ kind: "succeeded", output: "statecraft" }]);
    expect(printed).toBe("zählt\n");
  });

  it("finds the modules of its layers", async () => {
    mkdirSync(join(folder, "layer/python"), { recursive: true });
    writeFileSync(join(folder, "layer/python/shared.py"), "VALUE = 7\n");
    writeFileSync(join(folder, "app.py"), "import shared\ndef go(event, context):\n    return shared.VALUE\n");
    const answer = await ask({ handler: "app.go", cwd: folder, layers: [join(folder, "layer")] });
    expect(answer).toEqual({ kind: "succeeded", output: 7 });
  });

  it("runs in the nearest virtual environment above its code", () => {
    const code = join(folder, "project/src/functions");
    mkdirSync(code, { recursive: true });
    expect(pythonProgram(code)).toMatch(/^python3?$/);
    mkdirSync(join(folder, "project/.venv/bin"), { recursive: true });
    symlinkSync("/usr/bin/env", join(folder, "project/.venv/bin/python"));
    expect(pythonProgram(code)).toBe(join(folder, "project/.venv/bin/python"));
  });
});
