import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readMarks } from "../../../test/kit/marks.ts";
import {
  type Analysis,
  analyze,
  codeLensesOf,
  hoverAt,
  inlayHintsOf,
  type Notation,
  notationOf,
  placesLeadingTo,
} from "../../index.ts";

const open = (text: string, notation: Notation = notationOf(text)): Analysis =>
  analyze({ uri: "", version: 1, notation, text });

/** Each hint is marked at the value after which it stands. */
const HINTED = `
StartAt: A
States:
  A:
    Type: Map
          ^^^ defaults: MaxConcurrency: 0
    QueryLanguage: JSONata
    ItemProcessor:
      StartAt: B
      States:
        B: {Type: Pass, Next: C}
                  ^^^^ query.language: JSONPath
        C: {Type: Pass, QueryLanguage: JSONata, End: true}
    Retry:
    - ErrorEquals: [Foo]
                   ^^^^^ defaults: IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2
    - {ErrorEquals: [Bar], MaxAttempts: 5, IntervalSeconds: 2}
                    ^^^^^ defaults: BackoffRate: 2
    - {ErrorEquals: [Never], MaxAttempts: 0}
    - {ErrorEquals: [All], MaxAttempts: 2, IntervalSeconds: 2, BackoffRate: 1}
    Next: D
  D:
    Type: Task
          ^^^^ defaults: TimeoutSeconds: 99999999
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Next: E
  E: {Type: Map, MaxConcurrency: 5, Next: F}
  F: {Type: Task, Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken, TimeoutSeconds: 5, End: true}
`.slice(1);

describe.each(inBothNotations(readMarks(HINTED)))("inlay hints in $name", ({ text, marks, notation }) => {
  const document = open(text, notation);

  it("say what the text leaves out, where it leaves it out", () => {
    const found = inlayHintsOf(document, { start: 0, end: text.length }, ["defaults", "queryLanguage"]);
    const expected = marks.map(({ span, message }) => `${span.end} ${message}`);
    expect(found.map(({ offset, label }) => `${offset} ${label}`)).toEqual(expected);
  });

  it("are left out where the settings say so, and outside of what is seen", () => {
    const whole = { start: 0, end: text.length };
    expect(inlayHintsOf(document, whole, [])).toEqual([]);
    expect(inlayHintsOf(document, whole, ["queryLanguage"])).toHaveLength(1);
    expect(inlayHintsOf(document, { start: 0, end: 1 })).toEqual([]);
  });
});

describe("the end of a long state", () => {
  const fields = Array.from({ length: 45 }, (_, index) => [`key${index}`, index]);
  const definition = {
    StartAt: "Long one",
    States: { "Long one": { Type: "Pass", Result: Object.fromEntries(fields), Next: "B" }, B: { Type: "Succeed" } },
  };

  it.each(inBothNotations({ text: JSON.stringify(definition, undefined, 2), marks: [] }))(
    "is named in $name",
    ({ text, notation }) => {
      const [hint, ...others] = inlayHintsOf(open(text, notation), { start: 0, end: text.length });
      expect([hint?.label, others]).toEqual(["Long one", []]);
      expect(text.slice(0, hint?.offset).trimEnd()).toMatch(/B"?\s*}?$/);
    },
  );
});

const LENSES = `
StartAt: A
States:
  A: {Type: Choice, Choices: [{Variable: $.a, IsPresent: true, Next: B}], Default: B}
  ^ references
  ^ state
  B: {Type: Parallel, Branches: [{StartAt: C, States: {C: {Type: Pass, End: true}}}], End: true}
  ^ references
  ^ state
                                                       ^ references
`.slice(1);

describe.each(inBothNotations(readMarks(LENSES)))("code lenses in $name", ({ text, marks, notation }) => {
  const document = open(text, notation);

  it("stand at the machine's first line and at each state", () => {
    const found = codeLensesOf(document).map(({ kind, span }) => `${span.start} ${kind}`);
    expect(found).toEqual(["0 machine", ...marks.map(({ span, code }) => `${span.start} ${code}`)]);
  });

  it("count what leads to a state", () => {
    expect(placesLeadingTo(document, "/States/B").map(({ start, end }) => text.slice(start, end))).toHaveLength(2);
    expect(placesLeadingTo(document, "/States/Gone")).toEqual([]);
  });
});

describe("the card of a variable", () => {
  const text = `StartAt: A
States:
  A:
    Type: Choice
    Choices:
    - {Variable: $.a, IsPresent: true, Next: B, Assign: {total: {a: [1,  2]}}}
    Default: B
    Assign: {total.$: $.total, other: 1}
  B: {Type: Task, Resource: r, Parameters: {a.$: $total}, Catch: [{ErrorEquals: [E], Next: B, Assign: {total: 0}}], End: true}
`;

  it.each(inBothNotations({ text, marks: [] }))("says where it is assigned, in $name", ({ text, notation }) => {
    const key = text.indexOf("total.$");
    const card = hoverAt(open(text, notation), key + 1);
    expect(card?.markdown.replaceAll('"', "").replace(/\{\s*a: \[\s*1,\s*2\s*\]\s*\}|a: - 1 - 2/, "{a: [1, 2]}")).toBe(
      `**$total**: a variable

Assigned in

- A, by a rule: \`{a: [1, 2]}\`
- A: \`$.total\`
- B, when an error is caught: \`0\`

Read at one place.`,
    );
    expect(card?.span).toEqual({ start: key, end: key + 5 });
  });
});

describe("the card of a state", () => {
  it("says how long a task may take", () => {
    const text =
      "StartAt: A\nStates: {A: {Type: Task, Resource: r, TimeoutSeconds: 3600, HeartbeatSecondsPath: $.beat, End: true}}\n";
    expect(hoverAt(open(text), 9)?.markdown).toContain("- Time limit: 3,600 s, a sign of life every `$.beat`");
  });
});
