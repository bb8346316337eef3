import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildInto } from "../../scripts/build.mjs";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "statecraft-npm-"));
/** A project that has installed our package from its tarball, as others do from the registry. */
const project = join(folder, "project");

beforeAll(async () => {
  const source = join(folder, "source");
  mkdirSync(join(source, "dist"), { recursive: true });
  for (const file of ["package.json", ".npmignore", "README.md", "CHANGELOG.md", "LICENSE"]) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(source, file));
  }
  cpSync(join(root, "docs"), join(source, "docs"), { recursive: true });
  // What the extension alone needs stays out of the package.
  for (const file of ["extension.cjs", "language-server.cjs", "library.mjs.map"]) {
    writeFileSync(join(source, "dist", file), "");
  }
  await buildInto("library/index.ts", join(source, "dist"));
  await buildInto("cli/main.ts", join(source, "dist"));
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{"private": true}');
  expectDone(run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], source));
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  expectDone(run("npm", ["install", "--offline", "--no-audit", "--no-fund", join("..", tarball ?? "")], project));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, args: readonly string[], cwd = project): SpawnSyncReturns<string> {
  // The test runner's own settings are no business of the programs that it starts.
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, VITEST: ___, ...env } = process.env;
  return spawnSync(program, args, { cwd, encoding: "utf8", env, shell: process.platform === "win32" });
}

function expectDone(ended: SpawnSyncReturns<string>): string {
  expect(ended.status, `${ended.stdout}\n${ended.stderr}`).toBe(0);
  return ended.stdout;
}

const file = (name: string, text: string): void => writeFileSync(join(project, name), text);

const definition = {
  StartAt: "Pay",
  States: {
    Pay: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "pay", "Payload.$": "$" },
      End: true,
    },
  },
};
const script = `
  const machine = compile(${JSON.stringify(definition)});
  const { output } = await execute(machine, { tasks: { Pay: () => ({ Payload: 5 }) } }).result;
  console.log(JSON.stringify(output));`;

describe("the package", () => {
  it("holds bundles, what they read, types and texts, and depends on nothing", () => {
    const installed = join(project, "node_modules/statecraft");
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.\w+$|LICENSE/.test(name),
    );
    const wanted =
      /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|docs\/[\w-]+\.md|dist\/(?:library\.mjs|library\.d\.mts|statecraft\.cjs|bootstrap\/[\w.]+|catalogue\/[\w.-]+))$/;
    expect(files.filter((name) => !wanted.test(name.replaceAll("\\", "/")))).toEqual([]);
    expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["statecraft"]);
  });

  it.each([
    ["an ES module", "use.mjs", `import { compile, execute } from "statecraft";${script}`],
    [
      "a CommonJS file",
      "use.cjs",
      `(async () => { const { compile, execute } = await import("statecraft");${script} })();`,
    ],
  ])("is used by %s", (_, name, text) => {
    file(name, text);
    expect(expectDone(run(process.execPath, [name]))).toBe('{"Payload":5}\n');
  });

  it("runs functions in processes of their own", () => {
    file("pay.mjs", "export const handler = async (event) => ({ paid: event.amount });");
    file(
      "functions.mjs",
      `import { execute } from "statecraft";
      const tasks = [{ kind: "node", handler: "pay.handler" }];
      const { output } = await execute(${JSON.stringify(definition)}, { input: { amount: 5 }, tasks }).result;
      console.log(JSON.stringify(output.Payload));`,
    );
    expect(expectDone(run(process.execPath, ["functions.mjs"]))).toBe('{"paid":5}\n');
  });

  it("has the command line", () => {
    file("pay.asl.json", JSON.stringify(definition));
    expect(expectDone(run("npx", ["--offline", "statecraft", "validate", "pay.asl.json"]))).toContain("0 errors");
  });

  it("has types that need no others", () => {
    file(
      "use.mts",
      `import { type ExecutionResult, type Json, compile, execute, lambda, testState, validate } from "statecraft";
      const machine = compile({ file: "pay.asl.json" }, { substitutions: { A: "b" } });
      const execution = execute(machine, {
        input: { amount: 5 },
        clock: "manual",
        tasks: [{ Pay: lambda((event: { amount: number }) => event.amount), Other: (input: { a: string }) => input.a }, { kind: "builtin" }],
      });
      const result: ExecutionResult = await execution.result;
      const output: Json | undefined = result.output;
      for await (const { type, timestamp } of execution.events()) type.length + timestamp;
      const status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR" = (await testState({ definition: {} })).status;
      export const all = [output, status, validate("{}").service.result];
      // @ts-expect-error
      execute(machine, { clock: "fast" });`,
    );
    const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "use.mts"];
    expectDone(run(process.execPath, [join(root, "node_modules/typescript-5.9/bin/tsc"), ...options]));
  });
});

describe("docs/library.md", () => {
  const text = readFileSync(join(root, "docs/library.md"), "utf8");
  const examples = [...text.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, name = "", code = ""]) => ({
    name,
    code,
  }));

  beforeAll(() => cpSync(join(root, "examples"), join(project, "examples"), { recursive: true }));

  it("has examples", () => expect(examples.length).toBeGreaterThanOrEqual(3));

  it("has examples that pass with node:test", () => {
    for (const { name, code } of examples) file(name, code);
    const out = expectDone(
      run(process.execPath, ["--test", "--test-reporter=tap", ...examples.map(({ name }) => name)]),
    );
    expect(out).toMatch(/# pass [3-9]/);
  });

  it("has examples that pass with Vitest", () => {
    const own = join(project, "with-vitest");
    mkdirSync(own);
    symlinkSync(join(root, "node_modules/vitest"), join(project, "node_modules/vitest"), "junction");
    for (const { name, code } of examples) {
      file(
        join("with-vitest", name),
        code.replace('"node:test"', '"vitest"').replaceAll('"./examples', '"../examples'),
      );
    }
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    expectDone(run(process.execPath, [vitest, "run", "--dir", "with-vitest", "--no-color"]));
  });
});
