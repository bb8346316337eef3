import { describe, expect, it } from "vitest";
import { completing } from "../../../test/kit/completed.ts";

const { check, checkTaken, complete } = completing();

const yaml = (state: string): string => `StartAt: A\nStates:\n  A:\n${state}`;
const json = (state: string): string => `{"StartAt": "A", "States": {"A": {${state}}}}`;

describe("field names", () => {
  it.each([
    [yaml("    <|>"), "Type! …"],
    [
      yaml("    Type: Wait\n    <|>"),
      "Seconds! SecondsPath! Timestamp! TimestampPath! Next! End! Comment QueryLanguage InputPath OutputPath Assign",
    ],
    [yaml("    Type: Wait\n    Seconds: 1\n    <|>"), "Next! End! Comment QueryLanguage InputPath OutputPath Assign"],
    [yaml("    Type: Wait\n    Se<|>"), "Seconds! SecondsPath! …"],
    [yaml("    Se<|>\n    Type: Wait\n    Next: B"), "Seconds! SecondsPath! Timestamp! TimestampPath! Comment …"],
    [yaml("    Type: Wait\n    <|>\n    Next: B\n"), "Seconds! SecondsPath! Timestamp! TimestampPath! Comment …"],
    [yaml("    {Type: Fail, <|>}"), "Comment QueryLanguage Error ErrorPath Cause CausePath"],
    [yaml("    {Type: Fail, Er<|>}"), "Comment QueryLanguage Error ErrorPath Cause CausePath"],
    [yaml("    Type: Task\n    Retry:\n    - <|>"), "ErrorEquals! IntervalSeconds …"],
    [yaml("    Type: Task\n    Retry:\n      - ErrorEquals: [X]\n        <|>\n    Next: B"), "IntervalSeconds …"],
    [yaml("    Type: Task\n    Retry:\n      - ErrorEquals: [X]\n    <|>"), "Resource! Next! End! …"],
    [yaml("    Type: Map\n    ItemProcessor:\n      <|>"), "StartAt! States! Comment ProcessorConfig"],
    [yaml("    Type: Pass\n    Parameters:\n      <|>"), ""],
    ["StartAt: A\n<|>", "States! Comment QueryLanguage TimeoutSeconds Version"],
    ["StartAt: A\nSt<|>", "States! Comment QueryLanguage TimeoutSeconds Version"],
    [
      `QueryLanguage: JSONata\n${yaml("    Type: Wait\n    <|>")}`,
      "Seconds! Timestamp! Next! End! Comment QueryLanguage Output Assign",
    ],
    [json('"Type": "Wait", <|>'), "Seconds! SecondsPath! …"],
    [json('"Type": "Wait", "<|>"'), "Seconds! SecondsPath! …"],
    [json('"Type": "Wait", "Se<|>\n "Next": "B"'), "Seconds! SecondsPath! Timestamp! TimestampPath! Comment …"],
    [json('"Type": "Wait", Se<|>'), "Seconds! SecondsPath! …"],
    ['{"StartAt": "A", "States": {"A": {"Type": "Wait", "<|>', "Seconds! SecondsPath! …"],
    ['{"StartAt": "A", <|>', "States! Comment …"],
    ["{<|>", "StartAt! States! Comment …"],
    [json('"Type": "Choice", "Choices": [{<|>}]'), "Variable! And! Or! Not! StringEquals! …"],
    [json('"Type": "Choice", "Choices": [{"StringEquals": "x", <|>}]'), "Variable! Next! Assign Comment"],
  ])("in %j", (marked, expected) => check(marked, expected));

  it.each([
    ['<|> {"StartAt": "A", "States": {"A": {"Type": "Pass"}}}', ""],
    ['<|>{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}', ""],
    ['{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}<|>', ""],
    ['{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}\n<|>', ""],
    ['{"StartAt": "A", "States": {"A": {"Type": "Pass"}}<|>}', "Comment QueryLanguage TimeoutSeconds Version"],
    ['{"StartAt": "B", "States": {"A": {"Type": "Pass"}<|>}}', "B Task state …"],
    ['{"StartAt": "B", "States": {"A": {"Type": "Pass"}<|>', "B Task state …"],
    ['{"StartAt": "B", "States": {"A": {<|>', "Type! …"],
    [json('"Type": "Task", "Retry": [{"ErrorEquals": ["X"]<|>}]'), "IntervalSeconds …"],
    [json('"Type": "Task", "Retry": [{"ErrorEquals": ["X"]}<|>]'), "ErrorEquals! …"],
    [json('"Type": "Task", "Retry": [<|>{"ErrorEquals": ["X"]}]'), ""],
    [json('"Type": "Task", "Retry": [{"ErrorEquals": ["X"]}]<|>'), "Resource! Next! End! …"],
    [json('"Type": "Task", "Parameters": <|>{"a": 1}'), ""],
    [yaml("    {Type: Fail}<|>"), ""],
    [yaml("    Type: Task\n    Retry: [{ErrorEquals: [X]}<|>]"), "ErrorEquals! …"],
  ])("beside a bracket are those of what is around it: %j", (marked, expected) => check(marked, expected));

  it("replace what is typed, with their quotes, colons and commas", () => {
    const end = json('"Type": "Task", "Retry": [{"ErrorEquals": ["X"]}<|>]');
    const two = json('"Type": "Task", "Retry": [{"ErrorEquals": ["X"]}, {"ErrorEquals": [""]}]');
    checkTaken(end, "ErrorEquals", two);
    checkTaken('{"StartAt": "B", "States": {"A": {}<|>}}', "B", '{"StartAt": "B", "States": {"A": {}, "B": {}}}');
    checkTaken(json('"Type": "Wait", "Se<|>"'), "Seconds", json('"Type": "Wait", "Seconds": '));
    checkTaken(json('"Type": "Wait", "Sec<|>": 5'), "Seconds", json('"Type": "Wait", "Seconds": 5'));
    checkTaken(json('"Type": "Wait", <|> "Next": "B"'), "Seconds", json('"Type": "Wait", "Seconds": , "Next": "B"'));
    checkTaken(json('"Type": "Pass"\n <|>'), "End", json('"Type": "Pass",\n "End": true'));
    checkTaken(yaml("    Type: Pass\n    E<|>\n"), "End", yaml("    Type: Pass\n    End: true\n"));
    checkTaken(yaml("    Type: Task\n    <|>"), "Retry", yaml("    Type: Task\n    Retry:\n  - "));
    checkTaken(json('"Retry": [<|>]'), "ErrorEquals", json('"Retry": [{"ErrorEquals": [""]}]'));
    checkTaken(yaml("    {Type: Pass, <|>}"), "End", yaml("    {Type: Pass, End: true}"));
  });

  it("have tab stops", () => {
    const { completions } = complete(json('"Type": "Task", <|>'));
    const snippets = new Map(completions.map(({ label, snippet, edit }) => [label, snippet ?? edit.newText]));
    expect(snippets.get("Resource")).toBe('"Resource": "$1"');
    expect(snippets.get("Parameters")).toBe('"Parameters": {\n\t$1\n\\}');
    expect(snippets.get("End")).toBe('"End": true');
  });
});

describe("values", () => {
  const two = (state: string): string =>
    `StartAt: A\nStates:\n  A: ${state}\n  Bee hive: {Type: Succeed}\n  C: {Type: Fail, Error: My.Own}\n`;

  it.each([
    [yaml("    Type: <|>"), "Task Pass Choice Wait Succeed Fail Parallel Map"],
    [yaml("    Type: T<|>"), "Task Pass Choice Wait Succeed Fail Parallel Map"],
    [json('"Type": <|>'), "Task Pass Choice Wait Succeed Fail Parallel Map"],
    [json('"Type": "<|>"'), "Task Pass Choice Wait Succeed Fail Parallel Map"],
    [json('"Type": "<|>'), "Task Pass Choice Wait Succeed Fail Parallel Map"],
    [json('"Type": "Task", "Next": <|>, "Comment": "x"'), "A"],
    [two("{Type: Pass, Next: <|>}"), "Bee hive C A"],
    [two("{Type: Choice, Default: C, Choices: [{Variable: $.a, Next: <|>}]}"), "Bee hive C A"],
    [two("{Type: Task, Catch: [{Next: <|>}]}"), "Bee hive C A"],
    ["StartAt: <|>\nStates:\n  A: {Type: Pass}", "A"],
    [
      "StartAt: \nStates:\n  P:\n    Type: Parallel\n    Branches:\n    - StartAt: <|>\n      States:\n        Q: {Type: Succeed}",
      "Q",
    ],
    [two("{Type: Task, Resource: x, Retry: [{ErrorEquals: [<|>]}]}"), "States.ALL States.TaskFailed …"],
    [
      two("{Type: Task, Resource: lambda, Retry: [{ErrorEquals: [States.ALL, <|>]}]}"),
      "States.TaskFailed States.Timeout …",
    ],
    [yaml("    Type: Task\n    Retry:\n      - ErrorEquals:\n        - Sta<|>"), "States.ALL States.TaskFailed …"],
    [yaml("    Type: Task\n    Retry:\n      - ErrorEquals:\n        - <|>"), "States.ALL States.TaskFailed …"],
    [yaml("    Type: Pass\n    End: <|>"), "true"],
    [yaml("    Type: Map\n    ItemProcessor:\n      ProcessorConfig:\n        Mode: <|>"), "INLINE DISTRIBUTED"],
    [yaml("    Type: Pass\n    Comment: <|>"), ""],
    [yaml("    Type: Pass # Type: <|>"), ""],
  ])("in %j", (marked, expected) => check(marked, expected));

  it("offer the errors that the document names", () => {
    const { completions } = complete(two("{Type: Task, Resource: lambda, Retry: [{ErrorEquals: [<|>]}]}"));
    expect(completions.map(({ label }) => label)).toEqual(expect.arrayContaining(["My.Own", "Lambda.Unknown"]));
  });

  it("replace what is typed, with their quotes", () => {
    checkTaken(json('"Type": "T<|>"'), "Task", json('"Type": "Task"'));
    checkTaken(json('"Type": T<|>'), "Task", json('"Type": "Task"'));
    checkTaken(json('"Type": <|>'), "Task", json('"Type": "Task"'));
    checkTaken('{"States": {"A": {"Type": "<|>}}}', "Task", '{"States": {"A": {"Type": "Task"}}}');
    checkTaken(yaml("    Type: <|>"), "Task", yaml("    Type: Task"));
    checkTaken(two('{Type: Pass, Next: "B<|>"}'), "Bee hive", two("{Type: Pass, Next: Bee hive}"));
    checkTaken(
      yaml("    Type: Task\n    Retry:\n      - ErrorEquals:\n        - Sta<|>"),
      "States.ALL",
      yaml("    Type: Task\n    Retry:\n      - ErrorEquals:\n        - States.ALL"),
    );
  });
});

describe("names of states", () => {
  it("are those that are named and not there yet, and new ones of each type", () => {
    check("StartAt: A\nStates:\n  A: {Type: Pass, Next: B}\n  <|>", "B Task state Pass state Choice state …");
    check('{"StartAt": "A", "States": {<|>}}', "A Task state …");
    check("StartAt: A\nStates:\n  <|>", "A Task state …");
  });

  it("bring what a state of the type needs", () => {
    const text = '{"StartAt": "A", "States": {\n<|>\n}}';
    const taken = complete(text).completions.find(({ label }) => label === "Wait state");
    expect(taken?.snippet).toBe('"${1:Name}": {\n\t"Type": "Wait",\n\t"Seconds": ${2:60},\n\t"Next": "${3}"\n\\}');
  });

  it("begin with a whole machine in an empty document", () => {
    check("<|>", "State machine State machine in JSONata");
    check("St<|>", "State machine State machine in JSONata");
  });

  it("are the 1,000 that fit what is typed, where there are more: editors ask again", () => {
    const states = Array.from({ length: 1200 }, (_, index) => `  State ${index}: {Type: Succeed}\n`).join("");
    const of = (typed: string) =>
      complete(`StartAt: A\nStates:\n  A: {Type: Pass, Next: ${typed}<|>}\n${states}`).completions;
    expect([of("").length, of("").every(({ isPartial }) => isPartial)]).toEqual([1000, true]);
    expect(of("1199").map(({ label }) => label)).toEqual(["State 1199"]);
  });
});
