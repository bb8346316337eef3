import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readMarks } from "../../../test/kit/marks.ts";
import {
  type Analysis,
  analyze,
  type FlowWay,
  flowPlaceAt,
  notations,
  outlineOf,
  startedMachine,
  startsIn,
  waysFrom,
  waysInto,
} from "../../index.ts";

const MACHINE = `
StartAt: Check
^^^^^^^ machine
States:
  Check:
  ^^^^^ check
    Type: Choice
    Choices:
    - {Variable: $.paid, BooleanEquals: true, Next: Ship}
    - {Variable: $.free, IsPresent: true, Next: Ship}
    Default: Ship
  Ship:
  ^^^^ ship
    Type: Parallel
    Branches:
    - {StartAt: Pack, States: {Pack: {Type: Pass, End: true}}}
                               ^^^^ pack
    - StartAt: Each
      States:
        Each:
          Type: Map
          ItemProcessor: {StartAt: Tell, States: {Tell: {Type: Pass, End: true}}}
          End: true
    Catch:
    - {ErrorEquals: [States.Timeout], Next: Again}
    Next: Again
  Again:
  ^^^^^ again
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters:
      StateMachineArn: arn:aws:states:us-east-1:123456789012:stateMachine:orders
    End: true
`.slice(1);

describe.each(inBothNotations(readMarks(MACHINE)))(
  "predecessors and successors in $name",
  ({ text, marks, notation }) => {
    const document: Analysis = analyze({ uri: "", version: 1, notation, text });
    const pathAt = (code: string): string => {
      const offset = marks.find((mark) => mark.code === code)?.span.start ?? 0;
      return flowPlaceAt(document, offset + 1)?.path ?? "none";
    };
    const shown = (ways: readonly FlowWay[]): readonly string[] =>
      ways.map(({ place: { name = "machine", detail }, how, at }) => `${name} (${detail}) ${how} ×${at.length}`);

    it.each([
      ["check", ["machine (state machine) starts here ×1"]],
      ["ship", ["Check (Choice) rule 1: $.paid == true; rule 2: $.free exists; otherwise ×3"]],
      ["pack", ["Ship (Parallel) branch 1 ×1"]],
      ["again", ["Ship (Parallel) on Timeout ×2"]],
      ["machine", []],
    ])("into %s", (code, expected) => expect(shown(waysInto(document, pathAt(code)))).toEqual(expected));

    it.each([
      ["machine", ["Check (Choice) starts here ×1"]],
      ["check", ["Ship (Parallel) rule 1: $.paid == true; rule 2: $.free exists; otherwise ×3"]],
      ["ship", ["Pack (Pass) branch 1 ×1", "Each (Map) branch 2 ×1", "Again (Task) on Timeout ×2"]],
      ["again", []],
    ])("from %s", (code, expected) => expect(shown(waysFrom(document, pathAt(code)))).toEqual(expected));

    it("leads to machines that tasks start", () => {
      const started = startedMachine(document, pathAt("again"));
      expect(started?.name).toBe("orders");
      expect(text.slice(started?.at.start, started?.at.end)).toContain("stateMachine:orders");
      expect([...startsIn(document)].map(({ place }) => place.name)).toEqual(["Again"]);
      expect(startedMachine(document, pathAt("ship"))).toBeUndefined();
    });
  },
);

describe("several machines of a template", () => {
  const text = `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
  Refunds:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Pass, Next: B}, B: {Type: Fail}}}
`;
  const document = analyze({ uri: "", version: 1, notation: notations.yaml, text });

  it("stay apart", () => {
    const place = flowPlaceAt(document, text.lastIndexOf("A: {Type"));
    expect(place?.path).toBe("/Resources/Refunds/Properties/Definition/States/A");
    expect(waysFrom(document, place?.path ?? "").map((way) => way.place.name)).toEqual(["B"]);
    expect(waysInto(document, place?.path ?? "").map((way) => way.place.path)).toEqual([
      "/Resources/Refunds/Properties/Definition",
    ]);
  });

  it("are entries of the outline", () => {
    const names = outlineOf(document).map(({ name, children }) => [name, children.map((child) => child.name)]);
    expect(names).toEqual([
      ["Orders", ["A"]],
      ["Refunds", ["A", "B"]],
    ]);
  });
});
