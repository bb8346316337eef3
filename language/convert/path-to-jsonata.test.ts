import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { chance } from "../../test/kit/chance.ts";
import {
  type Evaluation,
  evaluateJsonata,
  evaluatePath,
  type Json,
  jsonEquals,
  parseJsonata,
  parsePath,
} from "../index.ts";
import { newNotes } from "./notes.ts";
import { pathTerm } from "./path-to-jsonata.ts";
import { place, toExpression } from "./term.ts";

vi.setConfig({ testTimeout: 60_000 });

const evaluation: Evaluation = {
  now: () => 0,
  random: () => 0.5,
  uuid: () => "",
  hash: () => "",
};

/** What a path names in both languages; undefined where it names nothing, or fails. */
async function inBoth(text: string, input: Json, exact = true) {
  const path = parsePath(text);
  if (!path.ok) throw new Error(path.problem.message);
  const notes = newNotes(exact, { start: 0, end: 0 });
  const converted = toExpression(pathTerm(path.value, { input: place("$states.input"), notes }), notes).text;
  if (notes.problems.all().length > 0) return undefined;
  const parsed = parseJsonata(converted);
  if (!parsed.ok) throw new Error(`${converted}: ${parsed.problem.message}`);
  const found = evaluatePath(path.value, { input, context: () => null, variable: () => undefined });
  const result = await evaluateJsonata(parsed.value, { states: { input }, variables: {} }, evaluation);
  return {
    before: found.found ? found.value : undefined,
    after: result.kind === "value" ? result.value : undefined,
    converted,
  };
}

const key = fc.constantFrom("a", "b", "in", "x y");
const scalar = fc.constantFrom<Json>(null, true, false, 0, 1, "1", "", "x");
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 3 }),
  ),
}));

describe("paths in JSONata", () => {
  it("name the same place wherever they name one", async () => {
    const step = fc.oneof(
      key.map((name) => `['${name}']`),
      fc.integer({ min: -2, max: 2 }).map((index) => `[${index}]`),
    );
    const paths = fc.array(step, { maxLength: 4 }).map((steps) => `$${steps.join("")}`);
    const same = fc.asyncProperty(paths, tree, async (text, input) => {
      const both = await inBoth(text, input);
      if (both?.before === undefined) return true;
      return both.after !== undefined && jsonEquals(both.before, both.after);
    });
    await fc.assert(same, chance(1_500));
  });

  it("name the same places of lists of objects, none of whose fields is a list", async () => {
    const row = fc.dictionary(fc.constantFrom("a", "b"), scalar, { maxKeys: 2 });
    const input = fc.record({ list: fc.array(row, { maxLength: 4 }) });
    const ends = fc.constantFrom("", ".a", ".b");
    const steps = fc.constantFrom(
      "[*]",
      "[0:2]",
      "[1:]",
      "[:1]",
      "[-2:]",
      "[:-1]",
      "[?(@.a == 1)]",
      "[?(@.a != 'x')]",
      "[?(@.a > 0)]",
      "[?(@.a == '1' || !(@.b))]",
      "[?(@.a && @.b == null)]",
      "[?(@.a in [0, 'x'])]",
    );
    const same = fc.asyncProperty(steps, ends, input, async (step, end, value) => {
      const both = await inBoth(`$.list${step}${end}`, value);
      return (
        both !== undefined &&
        both.before !== undefined &&
        both.after !== undefined &&
        jsonEquals(both.before, both.after)
      );
    });
    await fc.assert(same, chance(1_500));
  });

  it("give nothing where their list is too short, unless they must be exact", async () => {
    expect(await inBoth("$.a[3]", { a: [1] }, true)).toMatchObject({ before: null, after: null });
    expect(await inBoth("$.a[3]", { a: [1] }, false)).toMatchObject({ before: null, after: undefined });
  });
});
