import { expect, test } from "vitest";
import { analyze, type JsonObject, notations, sampleInput } from "../index.ts";

function check(what: string, states: JsonObject, expected: JsonObject, queryLanguage = "JSONPath"): void {
  test(what, () => {
    const definition = { QueryLanguage: queryLanguage, StartAt: Object.keys(states)[0] ?? "", States: states };
    const text = JSON.stringify(definition);
    expect(sampleInput(analyze({ uri: "", version: 1, notation: notations.json, text }))).toEqual(expected);
  });
}

const end = { Type: "Succeed" };

check("Nothing read, nothing there", { A: end }, {});
check(
  "Paths of a template, whatever is around them; fixed texts are none",
  {
    A: {
      Type: "Task",
      Parameters: { "Id.$": "$.order.id", Text: "$.no", In: { "First.$": "$.items[0].name" } },
      End: true,
    },
  },
  { order: { id: "" }, items: [{ name: "" }] },
);
check(
  "Arguments of intrinsic functions",
  { A: { Type: "Pass", Parameters: { "Sum.$": "States.MathAdd($.a, States.ArrayLength($.list))" }, End: true } },
  { a: "", list: "" },
);
check(
  "Comparisons tell the type, in rules of rules too",
  {
    A: {
      Type: "Choice",
      Choices: [
        { Variable: "$.total", NumericGreaterThan: 100, Next: "End" },
        { Not: { Variable: "$.paid", BooleanEquals: true }, Next: "End" },
        { Variable: "$.due", TimestampLessThanPath: "$.now", Next: "End" },
      ],
    },
    End: end,
  },
  { total: 100, paid: true, due: "2026-01-01T00:00:00Z", now: "" },
);
check("The items of a Map are a list", { A: { Type: "Map", ItemsPath: "$.items", End: true } }, { items: [] });
check(
  "What states add is no input",
  {
    A: { Type: "Task", Parameters: { "x.$": "$.x" }, ResultPath: "$.price", Next: "B" },
    B: { Type: "Task", Parameters: { "p.$": "$.price.total", "y.$": "$.y" }, End: true },
  },
  { x: "", y: "" },
);
check(
  "Behind a state that replaces the input nothing reads it",
  {
    A: { Type: "Task", Parameters: { "x.$": "$.x" }, Next: "B" },
    B: { Type: "Task", Parameters: { "y.$": "$.y" }, End: true },
  },
  { x: "" },
);
check(
  "JSONata names the input",
  { A: { Type: "Pass", Assign: { a: "{% $states.input.order.total * $states.input.rate %}" }, End: true } },
  { order: { total: "" }, rate: "" },
  "JSONata",
);
check(
  "No variable, no context",
  { A: { Type: "Pass", Parameters: { "a.$": "$x.y", "b.$": "$$.Execution.Id" }, End: true } },
  {},
);
