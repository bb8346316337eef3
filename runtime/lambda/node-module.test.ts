import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askTask, kindContext } from "../../test/kit/task-asked.ts";
import { nodeHandler } from "../tasks/node.ts";
import { nodeModule } from "./node-module.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "statecraft-modules-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The esbuild that this project itself is built with, in the tested project. */
function withEsbuild(): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(import.meta.dirname, "../../node_modules/esbuild"), join(folder, "node_modules/esbuild"));
}

/** A package that only leaves a trace of having been loaded. */
const tsx = {
  "node_modules/tsx/package.json": '{"exports": "./loader.mjs", "type": "module"}',
  "node_modules/tsx/loader.mjs": 'process.env.LOADED = "tsx";',
};

const typed = `import { shout } from "./shout.ts";
export const handler = async (event: { readonly name: string }): Promise<object> => ({
  hello: shout(event.name), by: process.env.LOADED ?? "", file: import.meta.filename ?? "",
});`;
const shout = "export const shout = (text: string): string => text.toUpperCase();";
const sources = { "src/app.ts": typed, "src/shout.ts": shout, "package.json": '{"type": "module"}' };

async function ask(options: { readonly [name: string]: unknown }) {
  const made = nodeHandler({ handler: "src/app.handler", cwd: folder, ...options }, kindContext);
  if (!made.ok) throw new Error(made.message);
  const call = { resource: "arn:aws:lambda:us-east-1:123456789012:function:f", payload: { name: "ada" } };
  const { answers, printed } = await askTask(made.handler, call);
  const again = await askTask(made.handler, call);
  made.dispose?.();
  expect(again).toEqual({ answers, printed: "" });
  return { answer: answers[0], printed };
}

const output = (value: object) => ({ kind: "succeeded", output: expect.objectContaining(value) });

describe("a handler in TypeScript", () => {
  it("runs through the project's tsx", async () => {
    write({ ...sources, ...tsx });
    withEsbuild();
    const { answer, printed } = await ask({});
    expect(answer).toEqual(output({ hello: "ADA", by: "tsx" }));
    expect(printed).toBe('"src/app.ts" runs through the project\'s tsx.\n');
  });

  it("else through its esbuild, with all that it imports", async () => {
    write({
      ...sources,
      "src/shout.ts": `import { loud } from "loud"; import { readFileSync } from "node:fs";
        enum Level { High = "!" } export const shout = (text: string) => loud(text) + Level.High + typeof readFileSync;`,
      "node_modules/loud/package.json": '{"main": "index.js"}',
      "node_modules/loud/index.js":
        'const { EOL } = require("node:os"); exports.loud = (t) => t.toUpperCase() + EOL.length;',
    });
    withEsbuild();
    const { answer, printed } = await ask({});
    expect(answer).toEqual(output({ hello: expect.stringMatching(/^ADA[12]!function$/) }));
    expect(printed).toBe('"src/app.ts" runs through the project\'s esbuild.\n');
  });

  it("else by Node itself", async () => {
    write(sources);
    const { answer, printed } = await ask({});
    expect(answer).toEqual(output({ hello: "ADA", by: "", file: join(folder, "src/app.ts") }));
    expect(printed).toMatch(/^"src\/app.ts" runs as Node \d+\.\d+ takes its types away\.\n$/);
  });

  it("else as sam build left it", async () => {
    write({
      ...sources,
      "old-node": "#!/bin/sh\necho v20.1.0\n",
      "built/src/app.mjs": 'export const handler = () => ({ hello: "built" });',
    });
    chmodSync(join(folder, "old-node"), 0o755);
    const wanted = { handler: "src/app.handler", root: folder, node: join(folder, "old-node"), entryPoints: [] };
    expect(nodeModule({ ...wanted, built: join(folder, "built") })).toMatchObject({
      ok: true,
      module: { root: join(folder, "built"), handler: "src/app.handler" },
    });
    expect(nodeModule(wanted)).toEqual({
      ok: false,
      message:
        '"src/app.ts" is TypeScript: add tsx or esbuild to the project, use Node 22.6 or newer, or run "sam build".',
    });
  });

  it("is found by the entry points of its build", () => {
    write(sources);
    const wanted = { handler: "app.handler", root: folder, node: process.execPath, entryPoints: ["src/app.ts"] };
    expect(nodeModule(wanted)).toMatchObject({ ok: true, module: { handler: "src/app.handler" } });
  });

  it("that can't be built says where", async () => {
    write({ ...sources, "src/shout.ts": "export const shout = (;" });
    withEsbuild();
    const made = nodeHandler({ handler: "src/app.handler", cwd: folder }, kindContext);
    if (!made.ok) throw new Error(made.message);
    const { answers } = await askTask(made.handler, { resource: "arn", payload: {} });
    expect(answers).toMatchObject([
      {
        kind: "failed",
        error: { error: "Runtime.UserCodeSyntaxError", cause: expect.stringContaining("shout.ts:1:") },
      },
    ]);
  });
});

it("A handler in JavaScript runs as it is, whatever lies beside it", () => {
  write({ ...sources, ...tsx, "src/app.js": "" });
  const wanted = { handler: "src/app.handler", root: folder, node: process.execPath, entryPoints: [] };
  expect(nodeModule(wanted)).toEqual({
    ok: true,
    module: { handler: "src/app.handler", root: folder, args: ["--enable-source-maps"] },
  });
});
