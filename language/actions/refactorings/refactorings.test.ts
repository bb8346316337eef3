import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { analyze, applyEdits, type Notation, notationOf } from "../../index.ts";
import { codeActionsAt } from "../index.ts";

/** The text after the refactoring with a title, offered where `from` to `to` is selected. */
function refactored(text: string, title: string, from: string, to = from, notation: Notation = notationOf(text)) {
  const analysis = analyze({ uri: "", version: 1, notation, text });
  const range = { start: text.indexOf(from), end: text.indexOf(to) + to.length };
  const action = codeActionsAt(analysis, range, (kind) => kind.startsWith("refactor.")).find(
    (each) => each.title === title,
  );
  const edits = action?.later?.();
  return edits && applyEdits(text, edits);
}

const errorsIn = (text: string, notation = notationOf(text)): readonly string[] =>
  analyze({ uri: "", version: 1, notation, text })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);

describe("moving states into a Parallel state", () => {
  const yaml = `StartAt: A
States:
  A:
    Type: Pass
    Next: B
  # about B
  B:
    Type: Choice
    Choices:
      - Variable: $.x
        IsPresent: true
        Next: C
    Default: D # beside
  C:
    Type: Pass
    Next: D
  D:
    Type: Succeed
`;

  it("takes comments along and ends the branch where it was left", () => {
    expect(refactored(yaml, "Move 2 states into a Parallel state", "B:", "C:")).toMatchInlineSnapshot(`
      "StartAt: A
      States:
        A:
          Type: Pass
          Next: Parallel
        Parallel:
          Type: Parallel
          Branches:
            - StartAt: B
              States:
                Parallel done:
                  Type: Succeed
                # about B
                B:
                  Type: Choice
                  Choices:
                    - Variable: $.x
                      IsPresent: true
                      Next: C
                  Default: Parallel done # beside
                C:
                  Type: Pass
                  End: true
          OutputPath: $[0]
          Next: D
        D:
          Type: Succeed
      "
    `);
  });

  it.each(inBothNotations({ text: yaml, marks: [] }))("leaves a definition without errors ($name)", (written) => {
    const { text, notation } = written;
    const [from, to] = notation.id === "json" ? ['"B": {', '"C": {'] : ["B:", "C:"];
    const after = refactored(text, "Move 2 states into a Parallel state", from, to, notation);
    expect(after).toContain("Parallel");
    expect(errorsIn(after ?? "", notation)).toEqual([]);
  });

  it("keeps JSON's comments and commas in order", () => {
    const text = `{
  "StartAt": "A",
  "States": {
    // first
    "A": { "Type": "Pass", "Next": "B" }, // beside A
    "B": { "Type": "Pass", "End": true } // beside B
  }
}`;
    expect(refactored(text, 'Move "A" into a Parallel state', '"A": {')).toMatchInlineSnapshot(`
      "{
        "StartAt": "Parallel",
        "States": {
          "Parallel": {
            "Type": "Parallel",
            "Branches": [
              {
                "StartAt": "A",
                "States": {
                  // first
                  "A": { "Type": "Pass", "End": true } // beside A
                }
              }
            ],
            "OutputPath": "$[0]",
            "Next": "B"
          },
          "B": { "Type": "Pass", "End": true } // beside B
        }
      }"
    `);
    expect(refactored(text, 'Move "B" into a Parallel state', '"B": {')).toMatchInlineSnapshot(`
      "{
        "StartAt": "A",
        "States": {
          // first
          "A": { "Type": "Pass", "Next": "Parallel" }, // beside A
          "Parallel": {
            "Type": "Parallel",
            "Branches": [
              {
                "StartAt": "B",
                "States": {
                  "B": { "Type": "Pass", "End": true } // beside B
                }
              }
            ],
            "OutputPath": "$[0]",
            "End": true
          }
        }
      }"
    `);
  });

  it("isn't offered where states are left to several others, or assign what is read later", () => {
    const text = yaml.replace("    Next: D\n", "    Next: A\n");
    expect(refactored(text, "Move 2 states into a Parallel state", "B:", "C:")).toBeUndefined();
    const assigning = yaml.replace("    Type: Pass\n    Next: D", "    Type: Pass\n    Assign: {x: 1}\n    Next: D");
    expect(refactored(assigning, "Move 2 states into a Parallel state", "B:", "C:")).toBeUndefined();
  });
});

describe("order of states", () => {
  const yaml = `StartAt: A
States:
  # the end
  D: {Type: Succeed}
  C: {Type: Pass, Next: D}
  Lost: {Type: Succeed}
  B: {Type: Choice, Choices: [{Variable: $.x, IsPresent: true, Next: C}], Default: D} # b
  A: {Type: Pass, Next: B}
`;
  it("follows the flow; comments travel along", () => {
    expect(refactored(yaml, "Put the states into the order of their flow", "D:")).toMatchInlineSnapshot(`
      "StartAt: A
      States:
        A: {Type: Pass, Next: B}
        B: {Type: Choice, Choices: [{Variable: $.x, IsPresent: true, Next: C}], Default: D} # b
        C: {Type: Pass, Next: D}
        # the end
        D: {Type: Succeed}
        Lost: {Type: Succeed}
      "
    `);
  });

  it.each(inBothNotations({ text: yaml, marks: [] }))("is offered once ($name)", ({ text, notation }) => {
    const title = "Put the states into the order of their flow";
    const after = refactored(text, title, "States", "States", notation) ?? "";
    const names = analyze({ uri: "", version: 1, notation, text: after }).model.states.map(({ name }) => name);
    expect(names).toEqual(["A", "B", "C", "D", "Lost"]);
    expect(refactored(after, title, "States", "States", notation)).toBeUndefined();
  });
});

describe("taking a state out", () => {
  const yaml = "StartAt: A\nStates:\n  A: {Type: Pass, Next: B}\n  B: {Type: Pass, Next: C}\n  C: {Type: Succeed}\n";
  it.each(inBothNotations({ text: yaml, marks: [] }))("leads on to the next one ($name)", ({ text, notation }) => {
    const from = notation.id === "json" ? '"B": {' : "B: {Type";
    const at = notation.id === "json" ? from : "B:\n";
    const title = 'Take "B" out: lead on to "C"';
    const after = refactored(text, title, text.includes(at) ? at : from, undefined, notation) ?? "";
    const { model } = analyze({ uri: "", version: 1, notation, text: after });
    expect(model.states.map(({ name, transitions }) => [name, transitions[0]?.name])).toEqual([
      ["A", "C"],
      ["C", undefined],
    ]);
  });

  it("isn't offered where it does something", () => {
    expect(refactored(yaml.replace("B: {", "B: {Result: 1, "), 'Take "B" out: lead on to "C"', "B: {")).toBeUndefined();
  });
});

describe("conversion to JSONata", () => {
  it("is offered for a state", () => {
    const text = "StartAt: A\nStates:\n  A: {Type: Wait, SecondsPath: $.a, Next: B}\n  B: {Type: Succeed}\n";
    expect(refactored(text, 'Convert "A" to JSONata', "A: {")).toContain("{% $states.input.a %}");
  });
});
