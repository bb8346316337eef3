import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { analyze, inferShapes, type Json, type KnownShapes, shapeOfValue, shapeText } from "../index.ts";
import { jsonataTextShape } from "./jsonata-shape.ts";
import type { ShapeRoots } from "./roots.ts";

/** The inputs of the states of a definition, and what its variables hold, in both notations. */
function inputsOf(text: string, data?: KnownShapes): { readonly [state: string]: string } {
  const [first, second] = inBothNotations({ text, marks: [] }).map((written) => {
    const { model } = analyze({ uri: "", version: 1, ...written });
    const shapes = inferShapes({ model, catalogue, ...(data && { data }) });
    return Object.fromEntries(model.states.map((state) => [state.name, shapeText(shapes.inputOf(state))]));
  });
  expect(second).toEqual(first);
  return first ?? {};
}

function rootsOf(input: Json): ShapeRoots {
  const shape = shapeOfValue(input);
  return { input: shape, context: shape, variable: () => shape };
}

const sample = (value: Json): KnownShapes => ({ input: shapeOfValue(value) });

describe("shapes of plain objects of JSONata", () => {
  it("are those that the library's tree gives", () => {
    const roots = rootsOf({ a: { b: 1 }, list: [{ c: "x" }, { d: true }], t: "t" });
    const values = [
      "$states.input.a",
      "$states.input.list[0]",
      "$x.y[1]",
      "'text'",
      '"text"',
      "12",
      "true",
      "$states.input.t.u",
    ];
    for (const value of values) {
      const plain = jsonataTextShape(`{% { 'k': ${value}, "l" : ${value} } %}`, roots);
      const byTree = jsonataTextShape(`{% { 'k': ${value}, "l" : (${value}) } %}`, roots);
      expect(shapeText(plain), value).toBe(shapeText(byTree));
    }
  });
});

describe("shapes under JSONPath", () => {
  it("follow the data through the fields of a state", () => {
    const text = `
StartAt: A
States:
  A: {Type: Pass, Result: {n: 1, deep: {list: [1, 2]}}, ResultPath: $.a, Next: B}
  B: {Type: Pass, InputPath: $.a.deep, Parameters: {"first.$": "$.list[0]", text: x, "all.$": $}, OutputPath: $.first, Next: C}
  C: {Type: Wait, Seconds: 1, Next: D}
  D: {Type: Pass, InputPath: null, Next: E}
  E: {Type: Pass, Parameters: {"f.$": "States.Format('{}', $.x)", "s.$": "States.StringSplit($.x, ',')", "l.$": "States.Array($$.Execution.Id, 1)"}, Next: F}
  F: {Type: Succeed}
`;
    expect(inputsOf(text, sample({ id: "1", price: 2 }))).toEqual({
      A: "{ id?: string, price?: number, … }",
      B: "{ id?: string, price?: number, a: { n: number, deep: { list: [number, number] } }, … }",
      C: "number",
      D: "number",
      E: "{}",
      F: "{ f: string, s: string[], l: [any, any] }",
    });
  });

  it("know what services give, and what catchers hand on", () => {
    const text = `
StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    Parameters: {QueueUrl: u, MessageBody: m}
    ResultSelector: {"id.$": $.MessageId, "other.$": $.x}
    ResultPath: $.sent
    Catch: [{ErrorEquals: [States.ALL], ResultPath: $.error, Next: C}]
    Next: B
  B: {Type: Succeed}
  C: {Type: Succeed}
`;
    expect(inputsOf(text)).toEqual({
      A: "any",
      B: "{ sent: { id: string, other: any }, … }",
      C: "{ error: { Error: string, Cause: string }, … }",
    });
  });

  it("go into branches and iterations, and come out of them", () => {
    const text = `
StartAt: A
States:
  A: {Type: Parallel, Parameters: {x: 1}, Branches: [{StartAt: P, States: {P: {Type: Pass, End: true}}}, {StartAt: Q, States: {Q: {Type: Pass, Result: y, End: true}}}], Next: B}
  B:
    Type: Map
    ItemSelector: {"item.$": $$.Map.Item.Value, "i.$": $$.Map.Item.Index}
    ItemProcessor: {StartAt: R, States: {R: {Type: Pass, OutputPath: $.item, End: true}}}
    ResultPath: $.m
    Next: C
  C: {Type: Succeed}
`;
    expect(inputsOf(text)).toMatchObject({
      P: "{ x: number }",
      Q: "{ x: number }",
      B: "[{ x: number }, string]",
      R: "{ item: string | { x: number }, i: any }",
      C: "{ m: (string | { x: number })[] }",
    });
  });
});

describe("shapes under JSONata", () => {
  it("follow expressions, variables and loops", () => {
    const text = `
QueryLanguage: JSONata
StartAt: A
States:
  A: {Type: Pass, Assign: {n: 0, o: "{% $states.input.order %}"}, Output: "{% {'a': $states.input.order.id & 'x', 'b': [1, 2], 'c': $states.input.order.items.price} %}", Next: B}
  B: {Type: Choice, Choices: [{Condition: "{% $n > 3 %}", Output: {done: true}, Next: D}], Default: C}
  C: {Type: Pass, Assign: {n: "{% $n + 1 %}"}, Output: "{% $merge([$states.input, {'d': $o.id}]) %}", Next: B}
  D: {Type: Pass, Output: "{% ($t := $o.items[0]; $exists($t) ? $t : 'none') %}", Next: E}
  E: {Type: Succeed, Output: "{% [$n, $count($o.items)] %}"}
`;
    expect(inputsOf(text, sample({ order: { id: "1", items: [{ price: 1 }, { price: 2, name: "n" }] } }))).toEqual({
      A: "{ order?: { id?: string, items?: { price?: number, name?: string, … }[], … }, … }",
      B: "{ a?: string, b?: number[], c?: number | number[], d?: string }",
      C: "{ a?: string, b?: number[], c?: number | number[], d?: string }",
      D: "{ done: boolean }",
      E: "string | { price?: number, name?: string, … }",
    });
  });

  it("end, however data grow in a loop", () => {
    const text = `
QueryLanguage: JSONata
StartAt: A
States:
  A: {Type: Pass, Output: {inner: "{% $states.input %}"}, Next: B}
  B: {Type: Choice, Choices: [{Condition: "{% $states.input.x %}", Next: A}], Default: C}
  C: {Type: Succeed}
`;
    expect(inputsOf(text).C).toMatch(/^(any|\{ inner: )/);
  });
});
