import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json } from "../language/index.ts";
import { createRouter, type DefinitionFile, localAccount, openDefinition, setUp } from "./index.ts";

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: real definitions with placeholders (no shared folder)");

/** What a placeholder looks like where it is taken for a value. */
const PLACEHOLDER = /\$\{|\{\{resolve/;

/** Errors that name a placeholder and are about something else: an object in a bucket, for whose name it stands. */
const elsewhere = ["States.ItemReaderFailed", "States.ResultWriterFailed"];

/** Runs a definition for a while, with a function that answers everything, and gives its end. */
async function start({ machine, name, type }: DefinitionFile): Promise<{ readonly error?: string; cause?: string }> {
  const context = { ...localAccount, folder, node: process.execPath, environment: {} };
  const router = createRouter({ tasks: [{ kind: "mock", options: { result: {} } }], context });
  const setup = { machine, name, type, router, seed: 1, limits: "aws", restorable: false } as const;
  const driver = setUp({
    ...setup,
    input: { text: "{}", value: {} },
    clock: { speed: "skip" },
    onUnhandled: (_, cause, answer) => answer({ kind: "failed", error: { error: "Unhandled", cause, terminal: true } }),
  });
  driver.start();
  let steps = 0;
  await driver.run({ stopsAt: () => ++steps > 200 });
  const { error } = driver.engine.execution.state;
  driver.dispose();
  router.dispose();
  return error ?? {};
}

async function check(program: string): Promise<void> {
  const opened = openDefinition(program);
  if (!opened.ok) throw new Error(opened.message);
  const { analysis } = opened.definition;
  const faults = analysis.diagnostics
    .filter(({ severity, code }) => severity === "error" && !code.endsWith("-syntax"))
    .map(({ code, span }) => `${code} ${analysis.text.slice(span.start, span.end)}`)
    .filter((fault) => fault.length < 300 && PLACEHOLDER.test(fault));
  expect(faults, program).toEqual([]);
  const { error = "", cause = "" } = await start(opened.definition);
  if (!elsewhere.includes(error)) expect(`${error} ${cause}`, program).not.toMatch(PLACEHOLDER);
}

interface Row {
  readonly file: string;
  readonly format: string;
  readonly definitions: readonly { readonly name: string; readonly readable: boolean }[];
}

describe.skipIf(!isHere && !process.env.CI)("definitions with placeholders", () => {
  it("start, where they stand alone", async () => {
    const files = readdirSync(join(folder, "real")).filter((name) => name !== "index.json");
    for (const name of files) await check(join(folder, "real", name));
    console.log(`${files.length} real definitions start.`);
    expect(files.length).toBeGreaterThan(100);
  });

  it("start, where they stand in a template", async () => {
    const rows = JSON.parse(readFileSync(join(folder, "embedded/index.json"), "utf8")) as Json & readonly Row[];
    const programs = rows
      .filter(({ format }) => format.startsWith("cfn-"))
      .flatMap(({ file, definitions }) =>
        definitions.filter(({ readable }) => readable).map(({ name }) => `${join(folder, "embedded", file)}#${name}`),
      );
    for (const program of programs) await check(program);
    console.log(`${programs.length} definitions in templates start.`);
    expect(programs.length).toBeGreaterThan(30);
  });
});
