import { describe, expect, test } from "vitest";
import { analyze, notations } from "../index.ts";

/** The labels beside the rules of a Choice. */
function labelsOf(rules: readonly object[], queryLanguage = "JSONPath"): readonly string[] {
  const choice = { Type: "Choice", Choices: rules.map((rule) => ({ ...rule, Next: "Done" })), Default: "Done" };
  const states = { Which: choice, Done: { Type: "Succeed" } };
  const text = JSON.stringify({ QueryLanguage: queryLanguage, StartAt: "Which", States: states });
  const { graph } = analyze({ uri: "", version: 1, notation: notations.json, text });
  return graph.levels.flatMap(({ edges }) => edges.filter(({ kind }) => kind === "choice").map(({ label }) => label));
}

const both = (guard: string) => ({
  And: [
    { Variable: "$.trigger", StringEquals: "approvalComplete" },
    { Variable: "$.guard", StringEquals: guard },
  ],
});

describe("rules that begin alike", () => {
  test("say where they differ", () =>
    expect(labelsOf([both("buy"), both("sell")])).toEqual(['…$.guard == "buy"', '…$.guard == "sell"']));

  test("in JSONata too", () => {
    const rule = (name: string) => ({
      Condition: `{% ($states.input.type in ["a", "bcd"]) and ($name = "${name}") %}`,
    });
    expect(labelsOf([rule("one"), rule("two")], "JSONata")).toEqual(['…$name = "one"', '…$name = "two"']);
  });

  test("stay as they are where nothing tells them apart, or they differ anyway", () => {
    expect(labelsOf([both("buy"), both("buy")])).toEqual(Array(2).fill('$.trigger == "approvalComplet…'));
    expect(labelsOf([both("buy"), { Variable: "$.a", IsNull: true }])[0]).toBe('$.trigger == "approvalComplet…');
  });
});
