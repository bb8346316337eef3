import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import { analyze, applyEdits, type Completion, completionsAt, type Notation, notationOf } from "../../index.ts";

function complete(text: string, offset: number, notation: Notation, trigger?: string): readonly Completion[] {
  return completionsAt(analyze({ uri: "", version: 1, notation, text }), offset, trigger);
}

/** Labels, without the functions of the language, which stand as `(functions)`. */
function labels(completions: readonly Completion[]): string {
  const shown = completions.map(({ label, kind, doc }) => (kind === "function" && doc ? "(functions)" : label));
  return [...new Set(shown)].join(" ");
}

/** In both notations. */
function check(marked: string, expected: string): void {
  const { text, offset } = readCursor(marked);
  const mark = { span: { start: offset, end: offset }, code: "here" };
  for (const written of inBothNotations({ text, marks: [mark] })) {
    const at = written.marks[0]?.span.start ?? -1;
    expect(labels(complete(written.text, at, written.notation)), written.name).toBe(expected);
  }
}

function checkOne(marked: string, expected: string, trigger?: string): void {
  const { text, offset } = readCursor(marked);
  expect(labels(complete(text, offset, notationOf(text), trigger))).toBe(expected);
}

function checkTaken(marked: string, label: string, expected: string): void {
  const { text, offset } = readCursor(marked);
  const completions = complete(text, offset, notationOf(text));
  const taken = completions.find((each) => each.label === label);
  if (!taken) throw new Error(`"${label}" isn't offered, but ${completions.map((each) => each.label).join(", ")}`);
  const { start, end } = taken.edit.span;
  expect(start <= offset && offset <= end, "the cursor is in what is replaced").toBe(true);
  expect(applyEdits(text, [taken.edit])).toBe(expected);
}

const jsonata = (state: string): string => `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: ${state}\n`;
const path = (state: string): string => `StartAt: A\nStates:\n  A: ${state}\n`;
const json = (state: string): string =>
  `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", ${state}}}}`;
const output = (source: string): string => jsonata(`{Type: Pass, Output: '{% ${source} %}'}`);

describe("members of $states", () => {
  it.each([
    [output("$states.<|>"), "input context"],
    [output("$states.in<|>"), "input context"],
    [jsonata("{Type: Task, Arguments: '{% $states.<|> %}'}"), "input context"],
    [jsonata("{Type: Task, Output: '{% $states.<|> %}'}"), "input result context"],
    [jsonata("{Type: Map, Assign: {a: '{% $states.<|>x %}'}}"), "input result context"],
    [jsonata("{Type: Choice, Choices: [{Output: '{% $states.<|> %}'}]}"), "input context"],
    [jsonata("{Type: Task, Catch: [{Output: '{% $states.<|> %}'}]}"), "input errorOutput context"],
    [jsonata("{Type: Task, Catch: [{Output: '{% $states.errorOutput.<|> %}'}]}"), "Error Cause"],
    [output("($states := 1; $states.<|>)"), ""],
  ])("%s", check);
});

describe("members of the context object", () => {
  it.each([
    [output("$states.context.<|>"), "Execution StateMachine State"],
    [output("$states.context.State.<|>"), "Name EnteredTime"],
    [jsonata("{Type: Task, Output: '{% $states.context.State.<|> %}'}"), "Name EnteredTime RetryCount"],
    [path("{Type: Pass, InputPath: $$.<|>}"), "Execution StateMachine State"],
    [path("{Type: Pass, InputPath: $$.Execution.<|>}"), "Id Input Name RoleArn StartTime RedriveCount RedriveTime"],
    [path("{Type: Pass, InputPath: $$.Sta<|>te.Name}"), "Execution StateMachine State"],
    [
      path("{Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: {t.$: $$.<|>}}"),
      "Execution StateMachine State Task",
    ],
    [path("{Type: Map, ItemSelector: {i.$: $$.Map.Item.<|>}}"), "Index Value Key Source"],
    [path("{Type: Map, ItemSelector: {i.$: $$.<|>}}"), "Execution StateMachine State Map"],
    [path("{Type: Map, ItemsPath: $$.<|>}"), "Execution StateMachine State"],
    [path("{Type: Pass, Parameters: {a.$: \"States.Format('{}', $$.State.<|>)\"}}"), "Name EnteredTime"],
  ])("%s", check);
});

describe("names in JSONata", () => {
  it.each([
    [output("<|>"), "$states (functions)"],
    [output("$<|>"), "$states (functions)"],
    [output("1 + <|>"), "$states (functions)"],
    [output("$sum($<|>)"), "$states (functions)"],
    [output("$states.input.$<|>"), "$states (functions)"],
    [output("($a := 1; $own := function($v) { $v }; $<|>)"), "$own $a $states (functions)"],
    [output("($f := function($v) { $<|> })"), "$v $f $states (functions)"],
    [output("(($a := 1); $<|>)"), "$states (functions)"],
    [output("$states <|>"), "and or in"],
    [output("$states an<|>"), "and or in"],
    [output('"a<|>"'), ""],
    [output('"a"<|>'), ""],
    [output("/* $<|> */ 1"), ""],
    [output("12<|>"), ""],
    [output("$states.input.<|>"), ""],
  ])("%s", check);

  it("come with the variables of the scopes around", () => {
    const machine = (inner: string): string =>
      `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Pass, Assign: {order: 1}, Next: P}\n  P:\n    Type: Parallel\n    Branches:\n      - StartAt: B\n        States:\n          B: {Type: Pass, Assign: {inner: 1}, Next: C}\n          C: ${inner}\n`;
    check(machine("{Type: Pass, Output: '{% $<|> %}'}"), "$inner $order $states (functions)");
    check(machine("{Type: Pass, QueryLanguage: JSONPath, Parameters: {x.$: $<|>}}"), "$ $inner $order $$ (functions)");
  });

  it("don't come after a blank or a quote by themselves", () => {
    checkOne(output("1 + <|>"), "", " ");
    checkOne(output('"<|>"'), "", '"');
    checkOne(output("$<|>"), "$states (functions)", "$");
  });
});

describe("paths and intrinsic functions", () => {
  it.each([
    [path("{Type: Pass, InputPath: $<|>}"), "$ $$"],
    [path("{Type: Pass, ResultPath: $<|>}"), "$"],
    [path("{Type: Pass, InputPath: '<|>'}"), "$ $$"],
    [path("{Type: Pass, Parameters: {x.$: '<|>'}}"), "$ $$ (functions)"],
    [path("{Type: Pass, Parameters: {x.$: Sta<|>}}"), "$ $$ (functions)"],
    [path("{Type: Pass, Parameters: {x.$: States.<|>}}"), "(functions)"],
    [path('{Type: Pass, Parameters: {x.$: "States.Array($<|>)"}}'), "$ $$ (functions)"],
    [path('{Type: Pass, Parameters: {x.$: "States.Array($.a, <|>)"}}'), "$ $$ (functions)"],
    [path("{Type: Pass, Parameters: {x.$: \"States.Array('<|>')\"}}"), ""],
    [path("{Type: Pass, Parameters: {x: '<|>'}}"), ""],
    [path("{Type: Pass, InputPath: '$.a[<|>]'}"), ""],
  ])("%s", check);
});

describe("where no expression stands yet", () => {
  it.each([
    [jsonata("{Type: Pass, Output: '<|>'}"), "{% … %}"],
    [jsonata("{Type: Pass, Output: {a: ['<|>']}}"), "{% … %}"],
    [jsonata("{Type: Wait, Seconds: '{<|>'}"), "{% … %}"],
  ])("%s", check);
  it.each([
    [jsonata("\n    Type: Pass\n    Output: <|>"), "{% … %}"],
    [jsonata("\n    Type: Pass\n    Output:\n      a: <|>"), "{% … %}"],
    [jsonata("\n    Type: Pass\n    Output:\n      - <|>"), "{% … %}"],
    [jsonata("\n    Type: Pass\n    # Output: <|>"), ""],
    [path("\n    Type: Pass\n    InputPath: <|>"), "$ $$"],
    [path("\n    Type: Pass\n    Parameters:\n      a.$: <|>"), "$ $$ (functions)"],
    [json('"Output": <|>'), "{% … %}"],
    [json('"Output": [<|>]'), "{% … %}"],
    [json('"Comment": "<|>"'), ""],
    [json('"Output": "{%<|>"'), "$states (functions)"],
  ])("%s", (marked, expected) => checkOne(marked, expected));
});

describe("what is taken", () => {
  it.each([
    [json('"Output": "{% $su<|>m %}"'), "$sum", json('"Output": "{% $sum(numbers) %}"')],
    [json('"Output": "{% $su<|>(1) %}"'), "$sum", json('"Output": "{% $sum(1) %}"')],
    [json('"Output": "{% $states.in<|> %}"'), "input", json('"Output": "{% $states.input %}"')],
    [json('"Output": "<|>"'), "{% … %}", json('"Output": "{%  %}"')],
    [json('"Output": "{<|>"'), "{% … %}", json('"Output": "{%  %}"')],
    [json('"Output": <|>'), "{% … %}", json('"Output": "{%  %}"')],
    [output("$uu<|>"), "$uuid", output("$uuid()")],
    [path("\n    InputPath: <|>"), "$$", path("\n    InputPath: $$.")],
    [path("\n    InputPath: $$<|>"), "$$", path("\n    InputPath: $$.")],
    [
      path("\n    Parameters:\n      a.$: <|>"),
      "States.MathAdd",
      path('\n    Parameters:\n      a.$: "States.MathAdd(first, second)"'),
    ],
    [
      path("\n    Parameters:\n      a.$: States.Ar<|>"),
      "States.ArrayLength",
      path("\n    Parameters:\n      a.$: States.ArrayLength(array)"),
    ],
    [
      jsonata("\n    Output: >-\n      {% 1 +\n        $su<|> %}"),
      "$sum",
      jsonata("\n    Output: >-\n      {% 1 +\n        $sum(numbers) %}"),
    ],
  ])("%s: %s", checkTaken);
});
