import { describe, expect, it } from "vitest";
import { readCursor } from "../../../test/kit/marks.ts";
import {
  type Analysis,
  analyze,
  applyEdits,
  definitionsAt,
  hoverAt,
  notationOf,
  type OutlineEntry,
  outlineOf,
  referencesAt,
  rename,
  renameableAt,
  type StatePath,
  spansOf,
  stateAt,
} from "../../index.ts";

const open = (text: string): Analysis => analyze({ uri: "", version: 1, notation: notationOf(text), text });

const ORDER = `StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - {Variable: $.paid, BooleanEquals: true, Next: Ship it}
    Default: "Refuse"
  Ship it:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: {FunctionName: pack}
            Retry:
              - {ErrorEquals: [Lambda.Unknown], MaxAttempts: 6}
            End: true
      - {StartAt: Tell, States: {Tell: {Type: Pass, End: true}}}
    Catch:
      - {ErrorEquals: [States.ALL], Next: Refuse}

    End: true
  Refuse: {Type: Fail, Comment: Not *paid*}
`;

/** The text with a cursor after the first occurrence of `after`. */
const at = (after: string): number => ORDER.indexOf(after) + after.length;

describe("definition and references", () => {
  const places = (after: string): readonly string[] =>
    referencesAt(open(ORDER), at(after)).map(({ span, isDeclaration }) => {
      return ORDER.slice(span.start, span.end) + (isDeclaration ? "!" : "");
    });

  it("lead from every place that names a state to it, and back", () => {
    const [definition] = definitionsAt(open(ORDER), at('Default: "Ref'));
    expect(definition && ORDER.slice(definition.whole.start, definition.whole.end)).toBe(
      "Refuse: {Type: Fail, Comment: Not *paid*}",
    );
    expect(places('Default: "Ref')).toEqual(["Refuse!", '"Refuse"', "Refuse"]);
    expect(places("  Refu")).toEqual(["Refuse!", '"Refuse"', "Refuse"]);
    expect(places("StartAt: P")).toEqual(["Pack!", "Pack"]);
  });

  it("say nothing elsewhere", () => {
    expect(definitionsAt(open(ORDER), at("Type: Ch"))).toEqual([]);
    expect(places("Type: Ch")).toEqual([]);
  });
});

describe("rename", () => {
  const renamed = (marked: string, name: string): string | undefined => {
    const { text, offset } = readCursor(marked);
    const result = rename(open(text), offset, name);
    return result?.ok ? applyEdits(text, result.edits) : result?.problem;
  };

  it.each([
    [
      '{"StartAt": "A<|>", "States": {"A": {"Type": "Succeed"}}}',
      'B "b"',
      '{"StartAt": "B \\"b\\"", "States": {"B \\"b\\"": {"Type": "Succeed"}}}',
    ],
    [
      "StartAt: A\nStates:\n  <|>A: {Type: Pass, Next: A}",
      "No: 1",
      'StartAt: "No: 1"\nStates:\n  "No: 1": {Type: Pass, Next: "No: 1"}',
    ],
    [
      "StartAt: A\nStates: {A<|>: {Type: Pass, Next: B}, B: {Type: Fail}}",
      "B",
      'A state named "B" is there already: names are unique in the whole state machine.',
    ],
    ["StartAt: A\nStates: {A<|>: {Type: Fail}}", "", "A state needs a name."],
    [
      "Resources:\n  X: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: A, States: {A<|>: {}}}}}\n  Y: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: B, States: {B: {}}}}}",
      "B",
      "Resources:\n  X: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: B, States: {B: {}}}}}\n  Y: {Type: AWS::Serverless::StateMachine, Properties: {Definition: {StartAt: B, States: {B: {}}}}}",
    ],
    ["StartAt: A\nStates: {A: {Type: F<|>ail}}", "B", undefined],
  ])("%j to %j", (marked, name, expected) => expect(renamed(marked, name)).toBe(expected));

  it("asks for the name alone", () => {
    const { text, offset } = readCursor('{"StartAt": "<|>A b", "States": {"A b": {}}}');
    expect(renameableAt(open(text), offset)).toEqual({ span: { start: 12, end: 17 }, name: "A b" });
  });
});

describe("hover", () => {
  const hover = (after: string): string | undefined => hoverAt(open(ORDER), at(after))?.markdown;

  it("shows a state in short, wherever it is named", () => {
    expect(hover("StartAt: Pa")).toMatchInlineSnapshot(`
      "**Pack**: Task state, JSONPath

      Calls a Lambda function, a service integration, an HTTP endpoint or an activity, and waits for its result.

      - Calls: \`arn:aws:states:::lambda:invoke\` with \`pack\`
      - From: the start
      - To: the end
      - Retries: Lambda.Unknown up to 6 times, after 1 s, then 2 times as long"
    `);
    expect(hover("Next: Ship")).toMatchInlineSnapshot(`
      "**Ship it**: Parallel state, JSONPath

      Runs several machines side by side; the result is the list of their outputs.

      - From: Check (rule 1)
      - To: Refuse (on States.ALL), the end"
    `);
    expect(hover('Default: "Ref')).toMatchInlineSnapshot(`
      "**Refuse**: Fail state, JSONPath

      Not \\*paid\\*

      - From: Check (by default), Ship it (on States.ALL)
      - To: the end"
    `);
  });

  it("explains fields, types and errors", () => {
    expect(hover("MaxAtt")).toMatchInlineSnapshot(`
      "**MaxAttempts**

      How often it is tried again: 3 times unless given; 0 never.

      A whole number from 0 to 99,999,999."
    `);
    expect(hover("Type: Cho")).toMatchInlineSnapshot(`
      "**Choice**: choose the next state

      Goes to the state of the first rule that holds, else to \`Default\`."
    `);
    expect(hover("States.AL")).toMatchInlineSnapshot(`
      "**States.ALL**

      Any error, but for \`States.DataLimitExceeded\` and \`States.Runtime\`. It stands alone and last."
    `);
    expect(hover("BooleanEq")).toMatchInlineSnapshot(`
      "**BooleanEquals**

      Holds when the value is this one.

      Only in JSONPath; the other language has \`Condition\`."
    `);
    expect(hover("Parameters: {Func")).toBeUndefined();
  });
});

describe("outline", () => {
  const written = (entries: readonly OutlineEntry[], indent = ""): string =>
    entries
      .map(({ name, detail, children }) => `${indent}${name} (${detail})\n${written(children, `${indent}  `)}`)
      .join("");

  it("shows the states with their kinds, nested ones within", () => {
    expect(written(outlineOf(open(ORDER)))).toMatchInlineSnapshot(`
      "Check (Choice, starts here)
      Ship it (Parallel)
        Branch 1 (from Pack)
          Pack (Task, starts here)
        Branch 2 (from Tell)
          Tell (Pass, starts here)
      Refuse (Fail)
      "
    `);
  });

  it("has each name within its entry, and each entry within its parent", () => {
    const text =
      "StartAt: A\nStates:\n  A:\n    Type: Parallel\n    Branches:\n    - &b {StartAt: B, States: {B: {Type: Fail}}}\n    - *b\n  C: {}\n";
    const check = ({ span, nameSpan, children }: OutlineEntry): void => {
      expect(nameSpan.start >= span.start && nameSpan.end <= span.end).toBe(true);
      children.forEach(check);
    };
    outlineOf(open(text)).forEach(check);
    outlineOf(open(ORDER)).forEach(check);
  });
});

describe("states and their places", () => {
  it.each([
    ["StartAt: Che", undefined],
    ["States:\n  Che", "/States/Check"],
    ["Variable", "/States/Check"],
    ["MaxAtt", "/States/Ship it/Branches/0/States/Pack"],
    ["Tell, States: {Te", "/States/Ship it/Branches/1/States/Tell"],
    ["Next: Refuse}\n", "/States/Ship it"],
  ])("after %j", (after, path) => expect(stateAt(open(ORDER), at(after))).toBe(path));

  it("are found by path", () => {
    const spans = spansOf(open(ORDER), "/States/Refuse" as StatePath);
    expect(spans && ORDER.slice(spans.name.start, spans.name.end)).toBe("Refuse");
    expect(spansOf(open(ORDER), "/States/None" as StatePath)).toBeUndefined();
  });
});
