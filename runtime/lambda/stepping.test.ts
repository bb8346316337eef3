import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { jsDebugger, type Move } from "../../test/kit/js-debugger.ts";
import { bootstrapFile } from "../bootstrap.ts";
import { DEBUGGED } from "./function-debugger.ts";
import { type FunctionAnswer, serveRuntimeApi } from "./runtime-api.ts";

const handler = `exports.handler = async (event) => {
  console.log("weighing");
  const id = 7;
  return { id };
};
`;

const folder = mkdtempSync(join(realpathSync(tmpdir()), "statecraft-stepping-"));
writeFileSync(join(folder, "app.js"), handler);

const start = jsDebugger();
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Calls the handler, which is stepped through; tells where the debugger stood, and what came of it. */
async function stepped(node: string, moves: readonly Move[]): Promise<{ places: readonly string[]; end: unknown }> {
  let take: (answer: FunctionAnswer) => void = () => {};
  const answered = new Promise<FunctionAnswer>((resolve) => {
    take = resolve;
  });
  const api = await serveRuntimeApi(take);
  closers.push(api.close);
  api.offer({ body: "{}", functionArn: "arn", deadline: Date.now() + 60_000, stops: true });
  const env = {
    ...{ PATH: process.env.PATH, [DEBUGGED]: "1", AWS_LAMBDA_RUNTIME_API: api.address },
    ...{ LAMBDA_TASK_ROOT: folder, _HANDLER: "app.handler" },
  };
  const { child, places } = await start({ node, file: bootstrapFile("node.mjs"), cwd: folder, env, moves });
  const died = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  const late = new Promise((resolve) => setTimeout(() => resolve("It never comes back."), 35_000).unref());
  return { end: await Promise.race([answered, died, late]), places };
}

/** Node's versions differ in what V8 can stand: all that are there are tried. */
const nodes = [process.execPath, ...(process.env.PATH ?? "").split(delimiter).map((place) => join(place, "node"))];
const found = [...new Set(nodes.filter((node) => existsSync(node)).map((node) => realpathSync(node)))];

describe.skipIf(typeof WebSocket === "undefined").each(found)("A handler stepped through in %s", (node) => {
  it("comes back where a step leads over its end", async () => {
    expect(await stepped(node, ["over", "over", "over", "over"])).toEqual({
      end: { kind: "response", body: '{"id":7}' },
      places: ["app.js:2", "app.js:3", "app.js:4", "app.js:4 (return)"],
    });
  });

  it("comes back where a step leads out of it", async () => {
    expect(await stepped(node, ["out"])).toEqual({
      end: { kind: "response", body: '{"id":7}' },
      places: ["app.js:2"],
    });
  });

  it("stands in the next line where a step leads into the console", async () => {
    expect(await stepped(node, ["into"])).toEqual({
      end: { kind: "response", body: '{"id":7}' },
      places: ["app.js:2", "app.js:3"],
    });
  });
});
