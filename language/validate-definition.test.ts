import { describe, expect, it } from "vitest";
import { analyze, creationError, type Json, notations, validateDefinition, variableReferences } from "./index.ts";

const check = (definition: Json | string, type: "STANDARD" | "EXPRESS", expected: readonly string[]): void => {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  const answer = validateDefinition(text, type);
  expect(answer.diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location}`)).toEqual(
    expected,
  );
  expect(answer.result).toBe(expected.length === 0 ? "OK" : "FAIL");
};

const schema = (message: string, location: string): string => `SCHEMA_VALIDATION_FAILED: ${message} at ${location}`;
const machine = (state: Json, more: { readonly [field: string]: Json } = {}): Json => ({
  StartAt: "A",
  States: { A: state },
  ...more,
});
const task = (resource: string): Json => machine({ Type: "Task", Resource: resource, End: true });

describe("validateDefinition", () => {
  it.each<readonly [string, Json | string, readonly string[]]>([
    ["nothing", "", ["SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at undefined"]],
    ["a list", "[]", ["SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at undefined"]],
    ["an empty object", {}, [schema("These fields are required: [States, StartAt]", "/")]],
    ["no StartAt", { States: { A: { Type: "Succeed" } } }, [schema("These fields are required: [StartAt]", "/")]],
    [
      "a branch without States",
      machine({ Type: "Parallel", Branches: [{ StartAt: "B" }], End: true }),
      [schema("These fields are required: [States]", "/States/A/Branches[0]")],
    ],
    ["a state without a type", machine({ End: true }), [schema("These fields are required: [Type]", "/States/A")]],
    [
      "no branches",
      machine({ Type: "Parallel", Branches: [], End: true }),
      [schema("Value cannot be empty", "/States/A/Branches")],
    ],
    [
      "a type that doesn't exist",
      machine({ Type: "Lambda", End: true }),
      [
        schema(
          "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
          "/States/A/Type",
        ),
      ],
    ],
    [
      "no moment",
      machine({ Type: "Wait", Timestamp: "2016-13-05T21:29:29Z", End: true }),
      [schema("String does not match RFC3339 timestamp", "/States/A/Timestamp")],
    ],
    [
      "no path",
      machine({ Type: "Pass", Parameters: { a: { "b.$": "$.[" } }, End: true }),
      [
        schema(
          "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call",
          "/States/A/Parameters/a",
        ),
      ],
    ],
    [
      "a number for a path",
      machine({ Type: "Pass", Parameters: { "b.$": 1 }, End: true }),
      [
        schema(
          "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call",
          "/States/A/Parameters",
        ),
      ],
    ],
    [
      "an action that doesn't exist",
      task("arn:aws:states:::dynamodb:query"),
      [
        schema(
          "The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
          "/States/A/Resource",
        ),
      ],
    ],
    [
      "going back to JSONPath",
      machine({ Type: "Succeed", QueryLanguage: "JSONPath" }, { QueryLanguage: "JSONata" }),
      [schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", "/States/A")],
    ],
    [
      "credentials without a role",
      machine({ Type: "Task", Resource: "arn:aws:states:::sns:publish", Credentials: {}, End: true }),
      [schema("The field 'RoleArn' is required but was missing", "/States/A/Credentials")],
    ],
    [
      "nowhere to go",
      machine({ Type: "Pass", Next: "B" }),
      ["MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next"],
    ],
    [
      "a rule that leads nowhere",
      machine({ Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "B" }], Default: "C" }),
      [
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Choices[0]/Next",
        "MISSING_TRANSITION_TARGET: Missing 'Default' target: C at /States/A/Default",
      ],
    ],
    [
      "a state that nothing leads to",
      { StartAt: "A", States: { A: { Type: "Succeed" }, B: { Type: "Succeed" } } },
      ['MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B'],
    ],
    [
      "what only we have words for",
      machine({ Type: "Pass", Next: "A", End: true }),
      [schema('"End" can\'t stand beside "Next": keep one of them.', "/States/A/End")],
    ],
    [
      "a name of JSONata that stands for nothing",
      machine({ Type: "Pass", Output: { v: ["{% foo.bar %}"] }, End: true }, { QueryLanguage: "JSONata" }),
      [
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'foo' at the top level is not supported. at /States/A/Output/v[0]",
      ],
    ],
    ["nothing wrong", machine({ Type: "Succeed" }), []],
  ])("%s", (_, definition, expected) => check(definition, "STANDARD", expected));

  it.each<readonly [string, readonly string[]]>([
    [
      "arn:aws:states:::glue:startJobRun.sync",
      [schema("Express state machine does not support '.sync' service integration", "/States/A/Resource")],
    ],
    [
      "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      [schema("Express state machine does not support '.waitForTaskToken' service integration ", "/States/A/Resource")],
    ],
    [
      "arn:aws:states:us-east-1:123456789012:activity:approve",
      [schema("Express state machine does not support Activity ARN", "/States/A/Resource")],
    ],
    ["arn:aws:states:::sqs:sendMessage", []],
  ])("in EXPRESS machines %s", (resource, expected) => {
    check(task(resource), "EXPRESS", expected);
    check(task(resource), "STANDARD", []);
  });

  it("reads JSON as the service does", () => {
    const { diagnostics } = validateDefinition('{"StartAt": // here', "STANDARD");
    expect(diagnostics).toMatchObject([{ code: "INVALID_JSON_DESCRIPTION", rule: "json-syntax" }]);
    expect(diagnostics[0]?.message).toBe(`${diagnostics[0]?.message.split("\n")[0]}\n at ${diagnostics[0]?.location}`);
  });
});

describe("creationError", () => {
  it("tells of all faults in one sentence", () => {
    const answer = validateDefinition(
      JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } }),
      "STANDARD",
    );
    expect(creationError(answer)).toEqual({
      code: "InvalidDefinition",
      message:
        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next'",
    });
  });

  it("is none for a definition without faults", () => {
    expect(
      creationError(validateDefinition('{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}', "STANDARD")),
    ).toBeUndefined();
  });
});

describe("variableReferences", () => {
  const readIn = (state: Json, queryLanguage: string): Json => {
    const text = JSON.stringify(machine(state, { QueryLanguage: queryLanguage }));
    const { model } = analyze({ uri: "", version: 0, notation: notations.json, text });
    return Object.fromEntries(variableReferences(model.parts)) as Json;
  };

  it.each<readonly [string, Json, Json]>([
    ["paths", { Type: "Pass", InputPath: "$a", OutputPath: "$b.c[0]", End: true }, { A: ["a", "b"] }],
    [
      "templates",
      { Type: "Pass", Parameters: { "x.$": "$b", y: { "z.$": "States.Format('{}', $a, $$.State.Name)" } }, End: true },
      { A: ["a", "b"] },
    ],
    ["nothing that is taken literally", { Type: "Pass", Parameters: { x: "$b", y: ["$c"] }, End: true }, {}],
    [
      "rules",
      { Type: "Choice", Choices: [{ And: [{ Variable: "$b", StringEqualsPath: "$a" }], Next: "A" }] },
      { A: ["a", "b"] },
    ],
    [
      "states of processors",
      {
        Type: "Map",
        ItemsPath: "$list",
        ItemProcessor: { StartAt: "B", States: { B: { Type: "Fail", CausePath: "$why" } } },
        End: true,
      },
      { A: ["list"], B: ["why"] },
    ],
  ])("finds in %s of JSONPath", (_, state, expected) => expect(readIn(state, "JSONPath")).toEqual(expected));

  it.each<readonly [string, Json, Json]>([
    [
      "expressions",
      { Type: "Pass", Output: { x: "{% $b.c + $a %}", y: "$d" }, Assign: { z: "{% $e %}" }, End: true },
      { A: ["a", "b", "e"] },
    ],
    [
      "nothing that the expression binds itself",
      { Type: "Pass", Output: "{% ($x := $y; $map($states.input.list, function($v) { $v + $x })) %}", End: true },
      { A: ["y"] },
    ],
    ["functions of the language", { Type: "Pass", Output: "{% $map([1], $string) %}", End: true }, {}],
    ["settings", { Type: "Wait", Seconds: "{% $delay %}", End: true }, { A: ["delay"] }],
  ])("finds in %s of JSONata", (_, state, expected) => expect(readIn(state, "JSONata")).toEqual(expected));
});
