import { describe, expect, it } from "vitest";
import { converted } from "../../test/kit/converted-state.ts";
import type { Json } from "../index.ts";

describe("Choice rules", () => {
  it.each<[string, Json, string]>([
    ["a text", { Variable: "$.a", StringEquals: "x" }, "$states.input.a = 'x'"],
    ["a number", { Variable: "$.a", NumericGreaterThan: -3 }, "$states.input.a > (-3)"],
    ["a place", { Variable: "$.a", NumericLessThanPath: "$v.b" }, "$states.input.a < $v.b"],
    ["a prefix", { Variable: "$.a", StringMatches: "log-*" }, "$contains($states.input.a, /^log-/)"],
    ["a part", { Variable: "$.a", StringMatches: "*x*" }, "$contains($states.input.a, 'x')"],
    ["a pattern", { Variable: "$.a", StringMatches: "a.*\\*z" }, "$contains($states.input.a, /^a\\.[\\s\\S]*\\*z$/)"],
    [
      "a moment",
      { Variable: "$.a", TimestampLessThan: "2024-01-01T00:00:00Z" },
      "$toMillis($states.input.a) < $toMillis('2024-01-01T00:00:00Z')",
    ],
    ["presence", { Variable: "$.a", IsPresent: false }, "$not($exists($states.input.a))"],
    ["null", { Variable: "$.a", IsNull: true }, "$states.input.a = null"],
    ["a type", { Variable: "$.a", IsNumeric: false }, "$type($states.input.a) != 'number'"],
    ["Not", { Not: { Variable: "$.a", BooleanEquals: true } }, "$not($states.input.a = true)"],
    [
      "And and Or",
      {
        Or: [
          {
            And: [
              { Variable: "$.a", IsPresent: true },
              { Variable: "$.a", StringEquals: "x" },
            ],
          },
          { Variable: "$.b", BooleanEquals: true },
        ],
      },
      "($exists($states.input.a) and $states.input.a = 'x') or $states.input.b = true",
    ],
  ])("%s", (_, rule, condition) => {
    const state = { Type: "Choice", Choices: [{ ...(rule as object), Next: "B" }], Default: "B" };
    expect(converted(state).state).toEqual({
      Type: "Choice",
      Choices: [{ Condition: `{% ${condition} %}`, Next: "B" }],
      Default: "B",
    });
  });

  it("tells where data that are missing make a difference, and asks for none that a rule before has found", () => {
    const rule = (inner: Json) => ({ Type: "Choice", Choices: [{ ...(inner as object), Next: "B" }], Default: "B" });
    const equals = { Variable: "$.a", StringEquals: "x" };
    expect(converted(rule(equals)).caveats).toEqual([
      `Where "$.a" names nothing, the execution failed: now the rule doesn't hold.`,
    ]);
    const guarded = rule({ And: [{ Variable: "$.a", IsPresent: true }, equals] });
    expect(converted(guarded).caveats).toEqual([]);
    expect(converted(guarded, true).state).toEqual(converted(guarded).state);
    expect(converted(rule(equals), true)).toEqual({
      state: rule({
        Condition: "{% ($exists($states.input.a) ? $states.input.a = 'x' : $error('$.a names nothing')) %}",
      }),
      caveats: [],
    });
  });

  it("gives every rule the output that the paths of the state give", () => {
    const state = {
      Type: "Choice",
      InputPath: "$.x",
      Choices: [{ Variable: "$.a", IsPresent: true, Next: "B" }],
      Default: "B",
    };
    expect(converted(state).state).toEqual({
      Type: "Choice",
      Output: "{% $states.input.x %}",
      Choices: [{ Condition: "{% $exists($states.input.x.a) %}", Output: "{% $states.input.x %}", Next: "B" }],
      Default: "B",
    });
  });
});
