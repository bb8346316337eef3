import { describe, expect, it } from "vitest";
import { conversionOf, converted } from "../../test/kit/converted-state.ts";
import { applyEdits, convertState, type Json, notations } from "../index.ts";

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
