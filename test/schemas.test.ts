import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { exampleNames } from "../scripts/examples.mjs";

const root = join(import.meta.dirname, "..");
const read = (path: string): object => JSON.parse(readFileSync(join(root, path), "utf8"));
const faultsOf = (schema: string, value: unknown): unknown => {
  const check = new Ajv({ strict: false }).compile(read(`schemas/${schema}.schema.json`));
  return check(value) ? [] : check.errors;
};

const named = (file: string): readonly string[] =>
  exampleNames(join(root, "examples"))
    .map((example) => `examples/${example}/${file}`)
    .filter((path) => existsSync(join(root, path)));

describe("schemas of JSON files", () => {
  test.each(named("statecraft.json"))("%s", (path) => expect(faultsOf("statecraft", read(path))).toEqual([]));
  test.each(named("MockConfigFile.json"))("%s", (path) => expect(faultsOf("mock-config", read(path))).toEqual([]));

  test.each<[string, string, unknown]>([
    ["an unknown field", "statecraft", { task: [] }],
    ["a kind that doesn't exist", "statecraft", { tasks: [{ kind: "nodejs", handler: "a.b" }] }],
    ["a Node function without its handler", "statecraft", { tasks: [{ kind: "node" }] }],
    ["a misspelt field of a task", "statecraft", { tasks: [{ kind: "mock", stat: "A*", result: 1 }] }],
    ["a severity that doesn't exist", "statecraft", { rules: { "choice-no-default": "none" } }],
    ["a rule that doesn't exist", "statecraft", { rules: { "choice-no-defaults": "off" } }],
    ["no state machines", "mock-config", { MockedResponses: {} }],
    [
      "an answer that is none",
      "mock-config",
      { StateMachines: { a: { TestCases: {} } }, MockedResponses: { a: { "0": {} } } },
    ],
  ])("find %s", (_, schema, value) => expect(faultsOf(schema, value)).not.toEqual([]));
});
