import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import {
  analyze,
  applyEdits,
  convertMachine,
  convertState,
  type Json,
  type Notation,
  notations,
  toJson,
} from "../index.ts";

const conversionOf = (notation: Notation, text: string, exact = false) => {
  const analysis = analyze({ uri: "test:", version: 0, notation, text });
  const [machine] = analysis.model.machines;
  if (!machine) throw new Error("no machine");
  return { analysis, machine, conversion: convertMachine(analysis, machine, { exact }) };
};

interface Converted {
  readonly state?: Json;
  readonly caveats?: readonly string[];
  readonly problems?: readonly string[];
}

/** What a state becomes, the same in both notations, and what is told about it. */
function converted(state: { readonly [field: string]: Json }, exact = false): Converted {
  const definition = { StartAt: "A", States: { A: state, B: { Type: "Succeed" } } };
  const results = inBothNotations({ text: JSON.stringify(definition, undefined, 2), marks: [] }).map(
    ({ text, notation }) => {
      const { conversion } = conversionOf(notation, text, exact);
      if (!conversion.ok) return { problems: conversion.problems.map(({ message }) => message) };
      const after = toJson(notation.parse(applyEdits(text, conversion.edits)).root) as typeof definition & {
        QueryLanguage: string;
      };
      expect(after.QueryLanguage).toBe("JSONata");
      return { state: after.States.A, caveats: conversion.caveats.map(({ message }) => message) };
    },
  );
  expect(results[1]).toEqual(results[0]);
  return results[0] ?? {};
}

const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };

describe("data flow", () => {
  it.each<[string, Record<string, Json>, Record<string, Json>]>([
    [
      "Parameters",
      { ...task, Parameters: { "id.$": "$.order.id" } },
      { ...task, Arguments: { id: "{% $states.input.order.id %}" } },
    ],
    [
      "nested templates",
      { ...task, Parameters: { a: [{ "t.$": "$$.Task.Token" }, "$.x"], "b.$": "$" } },
      { ...task, Arguments: { a: [{ t: "{% $states.context.Task.Token %}" }, "$.x"], b: "{% $states.input %}" } },
    ],
    ["InputPath", { ...task, InputPath: "$.order" }, { ...task, Arguments: "{% $states.input.order %}" }],
    ["InputPath null", { ...task, InputPath: null }, { ...task, Arguments: {} }],
    [
      "InputPath and Parameters",
      { ...task, InputPath: "$.order", Parameters: { "id.$": "$.id" } },
      { ...task, Arguments: { id: "{% $states.input.order.id %}" } },
    ],
    [
      "ResultPath",
      { ...task, ResultPath: "$.x" },
      { ...task, Output: "{% $merge([$states.input, {'x': $states.result}]) %}" },
    ],
    [
      "nested ResultPath",
      { ...task, ResultPath: "$.x.y" },
      { ...task, Output: "{% $merge([$states.input, {'x': $merge([$states.input.x, {'y': $states.result}])}]) %}" },
    ],
    ["ResultPath null", { ...task, ResultPath: null }, { ...task, Output: "{% $states.input %}" }],
    ["ResultPath $", { ...task, ResultPath: "$" }, task],
    ["OutputPath", { ...task, OutputPath: "$.Payload" }, { ...task, Output: "{% $states.result.Payload %}" }],
    ["OutputPath null", { ...task, OutputPath: null }, { ...task, Output: {} }],
    [
      "OutputPath of the result",
      { ...task, ResultPath: "$.x", OutputPath: "$.x.Payload" },
      { ...task, Output: "{% $states.result.Payload %}" },
    ],
    [
      "OutputPath of the input",
      { ...task, ResultPath: "$.x", OutputPath: "$.y" },
      { ...task, Output: "{% $states.input.y %}" },
    ],
    [
      "ResultSelector",
      { ...task, ResultSelector: { "code.$": "$.StatusCode", fixed: 1 } },
      { ...task, Output: { code: "{% $states.result.StatusCode %}", fixed: 1 } },
    ],
    [
      "ResultSelector and OutputPath",
      { ...task, ResultSelector: { "code.$": "$.StatusCode" }, OutputPath: "$.code" },
      { ...task, Output: "{% $states.result.StatusCode %}" },
    ],
    [
      "Assign",
      { ...task, Assign: { "x.$": "$.Payload", "y.$": "$x.z" } },
      { ...task, Assign: { x: "{% $states.result.Payload %}", y: "{% $x.z %}" } },
    ],
    [
      "Catch",
      {
        ...task,
        Catch: [
          { ErrorEquals: ["E"], ResultPath: "$.error", Next: "B" },
          { ErrorEquals: ["F"], Next: "B" },
        ],
      },
      {
        ...task,
        Catch: [
          { ErrorEquals: ["E"], Output: "{% $merge([$states.input, {'error': $states.errorOutput}]) %}", Next: "B" },
          { ErrorEquals: ["F"], Next: "B" },
        ],
      },
    ],
    [
      "TimeoutSecondsPath",
      { ...task, TimeoutSecondsPath: "$.t" },
      { ...task, TimeoutSeconds: "{% $states.input.t %}" },
    ],
    [
      "Credentials",
      { ...task, Credentials: { "RoleArn.$": "$.r" } },
      { ...task, Credentials: { RoleArn: "{% $states.input.r %}" } },
    ],
    [
      "names with blanks",
      { ...task, Parameters: { "a.$": "$['first name'].and.x" } },
      { ...task, Arguments: { a: "{% $states.input.`first name`.`and`.x %}" } },
    ],
    [
      "Pass Result",
      { Type: "Pass", Result: { a: 1, "b.$": "$.c" }, End: true },
      { Type: "Pass", Output: { a: 1, "b.$": "$.c" }, End: true },
    ],
    [
      "Pass Result in the input",
      { Type: "Pass", Result: { a: "it's" }, ResultPath: "$.x", End: true },
      { Type: "Pass", Output: `{% $merge([$states.input, {'x': {'a': "it's"}}]) %}`, End: true },
    ],
    [
      "Pass Parameters",
      { Type: "Pass", Parameters: { "a.$": "$.b" }, End: true },
      { Type: "Pass", Output: { a: "{% $states.input.b %}" }, End: true },
    ],
    [
      "a text that would be an expression",
      { Type: "Pass", Result: "{% x %}", End: true },
      { Type: "Pass", Output: "{% '{% x %}' %}", End: true },
    ],
    [
      "Wait",
      { Type: "Wait", SecondsPath: "$.s", End: true },
      { Type: "Wait", Seconds: "{% $states.input.s %}", End: true },
    ],
    [
      "Succeed",
      { Type: "Succeed", InputPath: "$.a", OutputPath: "$.b" },
      { Type: "Succeed", Output: "{% $states.input.a.b %}" },
    ],
    [
      "Fail",
      { Type: "Fail", ErrorPath: "States.Format('E{}', $.n)", Cause: "c" },
      { Type: "Fail", Error: "{% 'E' & $states.input.n %}", Cause: "c" },
    ],
  ])("%s", (_, before, after) => {
    expect(converted(before).state).toEqual(after);
  });

  it("follows paths into what the state itself makes", () => {
    const state = { Type: "Pass", Result: [{ a: 1 }], OutputPath: "$[0].a", End: true };
    expect(converted(state).state).toEqual({ Type: "Pass", Output: 1, End: true });
    const list = { Type: "Pass", Parameters: { "l.$": "States.Array($.a, 2)" }, OutputPath: "$.l[1]", End: true };
    expect(converted(list).state).toEqual({ Type: "Pass", Output: 2, End: true });
    expect(converted({ Type: "Pass", Result: { a: 1 }, OutputPath: "$.b", End: true }).problems).toEqual([
      '"$.b" names nothing.',
    ]);
  });

  it("converts definitions within templates", () => {
    const text = `Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Task
            Resource: !GetAtt F.Arn
            Parameters:
              table: !Ref T
              id.$: $.id # its id
            ResultPath: $.r
            End: true
`;
    const { conversion } = conversionOf(notations.yaml, text);
    expect(conversion.ok && applyEdits(text, conversion.edits)).toBe(`Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        QueryLanguage: JSONata
        StartAt: A
        States:
          A:
            Type: Task
            Resource: !GetAtt F.Arn
            Arguments:
              table: !Ref T
              id: "{% $states.input.id %}" # its id
            Output: "{% $merge([$states.input, {'r': $states.result}]) %}"
            End: true
`);
  });

  it("converts a Map with its processor", () => {
    const inner = { StartAt: "I", States: { I: { Type: "Pass", Parameters: { "v.$": "$.v" }, End: true } } };
    const before = {
      Type: "Map",
      InputPath: "$.from",
      ItemsPath: "$.items",
      MaxConcurrencyPath: "$.max",
      Parameters: { "v.$": "$$.Map.Item.Value", "all.$": "$.all" },
      Iterator: inner,
      ResultPath: "$.out",
      End: true,
    };
    expect(converted(before).state).toEqual({
      Type: "Map",
      Items: "{% $states.input.from.items %}",
      MaxConcurrency: "{% $states.input.from.max %}",
      ItemSelector: { v: "{% $states.context.Map.Item.Value %}", all: "{% $states.input.from.all %}" },
      ItemProcessor: {
        StartAt: "I",
        States: { I: { Type: "Pass", Output: { v: "{% $states.input.v %}" }, End: true } },
      },
      Output: "{% $merge([$states.input, {'out': $states.result}]) %}",
      End: true,
    });
  });
});

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

describe("expressions", () => {
  it.each<[string, Json]>([
    ["$.a[0].b", "{% $states.input.a[0].b %}"],
    ["$.a[*].b", "{% [$states.input.a.b] %}"],
    ["$.a[1:3]", "{% [$states.input.a[[1..2]]] %}"],
    ["$.a[1:]", "{% [$filter($states.input.a, function($item, $index) { $index >= 1 })] %}"],
    ["$.a[-2:]", "{% [$states.input.a[[-2..-1]]] %}"],
    ["$..b", "{% [$states.input.**.b] %}"],
    ["$.a[?(@.b == 'x' && @.c > 1)].d", "{% [$states.input.a[b = 'x' and c > 1].d] %}"],
    ["$.a[?(!@.b)]", "{% [$states.input.a[$not($exists(b))]] %}"],
    ["States.Array($.a, 'x')", ["{% $states.input.a %}", "x"]],
    ["States.Format('{}-{}', $.a, States.UUID())", "{% $states.input.a & '-' & $uuid() %}"],
    ["States.Format('\\{{}\\}', $.a)", "{% '{' & $states.input.a & '}' %}"],
    ["States.StringToJson($.a)", "{% $parse($states.input.a) %}"],
    ["States.JsonToString($)", "{% $string($states.input) %}"],
    ["States.ArrayPartition($.a, 4)", "{% [$partition($states.input.a, 4)] %}"],
    ["States.ArrayContains($.a, 'x')", "{% 'x' in $states.input.a %}"],
    ["States.ArrayContains($.a, $.b)", "{% $exists($states.input.a[$ = $states.input.b]) %}"],
    ["States.ArrayRange(1, 9, 2)", "{% [$range(1, 9, 2)] %}"],
    ["States.ArrayGetItem($.a, 2)", "{% $states.input.a[2] %}"],
    ["States.ArrayLength($.a)", "{% $count($states.input.a) %}"],
    ["States.ArrayUnique($.a)", "{% $distinct($states.input.a) %}"],
    ["States.Base64Encode($.a)", "{% $base64encode($states.input.a) %}"],
    ["States.Base64Decode($.a)", "{% $base64decode($states.input.a) %}"],
    ["States.Hash($.a, 'SHA-256')", "{% $hash($states.input.a, 'SHA-256') %}"],
    ["States.JsonMerge($.a, $.b, false)", "{% $merge([$states.input.a, $states.input.b]) %}"],
    ["States.MathRandom(1, 7)", "{% $floor($random() * 6) + 1 %}"],
    ["States.MathAdd($.a, 1)", "{% $states.input.a + 1 %}"],
    ["States.StringSplit($.a, ',')", "{% [$split($states.input.a, ',')[$ != '']] %}"],
    ["States.StringSplit($.a, '.+')", "{% [$split($states.input.a, /[.+]/)[$ != '']] %}"],
  ])("%s", (text, value) => {
    expect(converted({ Type: "Pass", Parameters: { "v.$": text }, End: true }).state).toMatchObject({
      Output: { v: value },
    });
  });

  it.each([
    ["$.a[*][0]", "JSONata would apply its last steps"],
    ["$.a[1:-1]", "no equal for one of its steps"],
    ["$.a[?(@.b =~ /x/)]", "no equal for one of its steps"],
    ["$.${Name}", "holds a placeholder"],
    ["States.MathRandom(1, 7, 3)", "no equal"],
    ["States.Format($.a, $.b)", "no equal"],
    ["$.a[", "can't be read"],
  ])("refuses %s", (text, problem) => {
    const { problems } = converted({ Type: "Pass", Parameters: { "v.$": text }, End: true });
    expect(problems?.join()).toContain(problem);
  });
});

describe("the text", () => {
  it("keeps comments, order and layout", () => {
    const text = `{
  "StartAt": "A", // where it begins
  "States": {
    "A": { "Type": "Task", "Resource": "r", /* what it gets */ "Parameters": {
        "id.$": "$.id", // the id
        "n": 1 }, "ResultPath": "$.x", "End": true }
  }
}`;
    const { conversion } = conversionOf(notations.json, text);
    expect(conversion.ok && applyEdits(text, conversion.edits)).toBe(`{
  "QueryLanguage": "JSONata",
  "StartAt": "A", // where it begins
  "States": {
    "A": { "Type": "Task", "Resource": "r", /* what it gets */ "Arguments": {
        "id": "{% $states.input.id %}", // the id
        "n": 1 }, "Output": "{% $merge([$states.input, {'x': $states.result}]) %}", "End": true }
  }
}`);
  });

  it("converts one state, which then says so itself", () => {
    const text = `StartAt: A
States:
  A: # first
    Type: Pass # passes
    InputPath: $.a # its part
    OutputPath: $.b
    Next: B
  B:
    Type: Succeed
    InputPath: $.c
`;
    const { analysis } = conversionOf(notations.yaml, text);
    const [state] = analysis.model.states;
    const conversion = state && convertState(analysis, state);
    expect(conversion?.ok && applyEdits(text, conversion.edits)).toBe(`StartAt: A
States:
  A: # first
    Type: Pass # passes
    QueryLanguage: JSONata
    Output: "{% $states.input.a.b %}"
    Next: B
  B:
    Type: Succeed
    InputPath: $.c
`);
  });

  it("refuses what an anchor shares with other places", () => {
    const text = `StartAt: A
States:
  A: { Type: Pass, Parameters: &p { "x.$": $.x }, Next: B }
  B: { Type: Pass, Parameters: *p, End: true }
`;
    const { conversion } = conversionOf(notations.yaml, text);
    expect(!conversion.ok && conversion.problems[0]?.message).toContain("anchor");
  });

  it("refuses a variable that hides a function", () => {
    const { problems } = converted({ ...task, Assign: { merge: 1 }, ResultPath: "$.x" });
    expect(problems?.[0]).toContain('The variable "merge"');
  });
});
