import { describe, expect, it } from "vitest";
import type { JsonObject } from "../language/index.ts";
import { compile, type Definition, execute, validate } from "./index.ts";

/** States one after the other. */
function chain(length: number, state: JsonObject = {}): JsonObject {
  const states = Array.from({ length }, (_, index): [string, JsonObject] => [
    `S${index}`,
    { Type: "Pass", ...state, ...(index === length - 1 ? { End: true } : { Next: `S${index + 1}` }) },
  ]);
  return { StartAt: "S0", States: Object.fromEntries(states) };
}

/** Parallel states within one another. */
function nested(depth: number): JsonObject {
  let machine: JsonObject = { StartAt: "Inmost", States: { Inmost: { Type: "Pass", End: true } } };
  for (let level = depth; level > 0; level--) {
    const name = `P${level}`;
    machine = { StartAt: name, States: { [name]: { Type: "Parallel", Branches: [machine], End: true } } };
  }
  return machine;
}

/** Runs without the service's limits. */
async function run(definition: Definition) {
  const execution = execute(compile(definition, { allowErrors: true }), { limits: "none", input: { a: 1 } });
  const { status } = await execution.result;
  return { status, events: (await execution.history).length };
}

describe("what the service would never take runs to its end", () => {
  it("100,000 states in a row", async () => {
    expect(await run(chain(100_000))).toEqual({ status: "SUCCEEDED", events: 200_002 });
  }, 60_000);

  it("2,000 Parallel states within one another", async () => {
    expect(await run(nested(2000))).toEqual({ status: "SUCCEEDED", events: 2 + 2000 * 4 + 2 });
  }, 60_000);

  it("a definition of 5 MB", async () => {
    const definition = JSON.stringify(chain(5000, { Comment: "x".repeat(1000) }));
    expect(definition.length).toBeGreaterThan(5_000_000);
    expect(await run(definition)).toEqual({ status: "SUCCEEDED", events: 10_002 });
    expect(validate(definition).findings.map(({ code }) => code)).toContain("definition-size");
  }, 60_000);
});
