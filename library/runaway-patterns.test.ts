import { describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../language/index.ts";
import { compile, execute } from "./index.ts";

/** The service's five seconds are a tenth of a second here. */
vi.mock("../evaluation/index.ts", async (original) => {
  const evaluation = await original<typeof import("../evaluation/index.ts")>();
  return { ...evaluation, startTimeLimit: () => evaluation.startTimeLimit(100) };
});

const MAP = { Type: "Map", ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } } };

const RUNAWAY = "a".repeat(40);

async function run(state: JsonObject, input: JsonObject = { s: RUNAWAY }) {
  const definition = {
    StartAt: "S",
    States: { S: state.Type === "Choice" ? state : { ...state, End: true }, Else: { Type: "Pass", End: true } },
  };
  const execution = execute(compile(definition, { allowErrors: true }), { input, clock: "skip" });
  const result = await execution.result;
  return { result, history: await execution.history };
}

const TIME = "Expression evaluation timeout: Check for infinite loop";

describe("a regular expression that runs away ends with the time of its expression", () => {
  it.each([
    "$match($states.input.s, /(a+)+b/)",
    "$contains($states.input.s, /(a|aa)+$/) and $contains($states.input.s, /(a|a)*b/)",
    "$split($states.input.s, /(a*)*b/)",
    "$replace($states.input.s, /(?:a+)+b/, '')",
    "$replace($states.input.s & '!', /(x+x+)+y|(a+)+b/, function($m) { $m.match })",
    "/(a+)+b/($states.input.s).match",
    "$map([1..9], function($i) { $match($states.input.s, /(a+)+b/) })",
    "($f := function($x) { $contains($substring($states.input.s, 0, 16), /(a+)+b/) ? 1 : $f($x) }; $f(1))",
  ])("%s", async (source) => {
    const { result, history } = await run({ Type: "Pass", QueryLanguage: "JSONata", Output: `{% ${source} %}` });
    expect(result).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
    expect(result.status === "FAILED" && result.cause).toContain(TIME);
    expect(history.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "PassStateEntered",
      "EvaluationFailed",
      "ExecutionFailed",
    ]);
  });

  it("can be caught", async () => {
    const { result } = await run({
      Type: "Task",
      QueryLanguage: "JSONata",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: "{% {'x': $match($states.input.s, /(a+)+b/)} %}",
      Catch: [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "Else" }],
    });
    expect(result.status).toBe("SUCCEEDED");
  });

  it("and others find what they find", async () => {
    const source =
      "[$match($states.input.s, /(ab)+/).match, $replace($states.input.s, /(?:a|b)+/, '<$0>'), $split('a1b22c', /(\\d)+/)]";
    const { result } = await run(
      { Type: "Pass", QueryLanguage: "JSONata", Output: `{% ${source} %}` },
      { s: "abab-ab" },
    );
    expect(result).toMatchObject({ status: "SUCCEEDED", output: ["abab", "ab", "<abab>-<ab>", "a", "b", "c"] });
  });

  it.each<[string, JsonObject]>([
    ["InputPath", { Type: "Pass", InputPath: "$.l[?(@.s =~ /(a+)+b/)]" }],
    ["Parameters", { Type: "Pass", Parameters: { "x.$": "$.l[?(!(@.s =~ /(a|a)*b/))]" } }],
    ["an argument", { Type: "Pass", Parameters: { "x.$": "States.ArrayLength($.l[?(@.n == 1 || @.s =~ /(a+)+b/)])" } }],
    ["a filter's filter", { Type: "Pass", InputPath: "$.l[?(@.m[?(@.s =~ /(a+)+b/)])]" }],
    ["a setting", { ...MAP, ItemsPath: "$.l[?(@.s =~ /(a+)+b/)]" }],
  ])("of a JSONPath filter, in %s", async (_, state) => {
    const { result } = await run(state, { l: [{ s: RUNAWAY, m: [{ s: RUNAWAY }] }] });
    expect(result).toMatchObject({ status: "FAILED", error: "States.Runtime" });
    expect(result.status === "FAILED" && result.cause).toContain("A regular expression in its filter takes too long");
  });

  it("of a JSONPath filter, in a rule", async () => {
    const rule = { Variable: "$.l[?(@.s =~ /(a+)+b/)]", IsPresent: false, Next: "Else" };
    const { result } = await run({ Type: "Choice", Choices: [rule], Default: "Else" }, { l: [{ s: RUNAWAY }] });
    expect(result).toMatchObject({ status: "FAILED", error: "States.Runtime" });
    expect(result.status === "FAILED" && result.cause).toContain("A regular expression in its filter takes too long");
  });
});
