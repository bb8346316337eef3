import { expect, it } from "vitest";
import { fuzzyScore } from "../../index.ts";

const NAMES = ["Charge card", "ChargeBack", "Check order", "Recharge", "Done"];

function found(typed: string): readonly string[] {
  const scored = NAMES.map((name) => ({ name, score: fuzzyScore(typed, name) }));
  return scored
    .filter(({ score }) => score !== undefined)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ name }) => name);
}

it.each([
  ["ch", ["ChargeBack", "Charge card", "Check order", "Recharge"]],
  ["cc", ["Charge card", "ChargeBack", "Check order"]],
  ["chb", ["ChargeBack"]],
  ["CHARGE CARD", ["Charge card"]],
  ["x", []],
])("%j finds the best name first", (typed, expected) => expect(found(typed)).toEqual(expected));

it("finds every name where nothing is typed", () => expect(found("")).toHaveLength(NAMES.length));
