import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import { analyze, applyEdits, codeActionsAt } from "../../index.ts";

/** The conversions that are offered at a cursor, in both notations. */
const offersAt = (marked: string) => {
  const { text: written, offset: cursor } = readCursor(marked);
  const mark = { span: { start: cursor, end: cursor + 1 }, code: "here" };
  return inBothNotations({ text: written, marks: [mark] }).map(({ text, notation, marks: [here], name }) => {
    const analysis = analyze({ uri: "test:", version: 0, notation, text });
    const at = here?.span ?? { start: 0, end: 0 };
    return {
      name,
      text,
      notation,
      actions: codeActionsAt(analysis, at, (kind) => kind === "refactor.rewrite.jsonata"),
    };
  });
};

describe("conversions to JSONata", () => {
  it("are of the state there and of its whole machine", () => {
    const machine = `{"StartAt": "All", "States": {"All": {"Type": "Parallel", "Branches": [{"StartAt": "Pay", "States": {
      "Pay": {"Type": "Pass", "InputPath": "<|>$.a", "End": true}
    }}], "End": true}}}`;
    for (const { name, text, notation, actions } of offersAt(machine)) {
      const titles = actions.map(({ title }) => title);
      expect(titles, name).toEqual(['Convert "Pay" to JSONata', "Convert the state machine to JSONata"]);
      const after = applyEdits(text, actions[1]?.later?.() ?? []);
      expect(after, name).toContain("{% $states.input.a %}");
      const converted = analyze({ uri: "test:", version: 1, notation, text: after });
      const at = after.indexOf("Output");
      expect(codeActionsAt(converted, { start: at, end: at }, (kind) => kind === "refactor.rewrite.jsonata")).toEqual(
        [],
      );
    }
  });

  it("tell what data make a difference, and offer to keep it", () => {
    const machine = `{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [
      {"Variable": "<|>$.a", "StringEquals": "x", "Next": "B"}], "Default": "B"}, "B": {"Type": "Succeed"}}}`;
    for (const { name, text, actions } of offersAt(machine)) {
      const [plain, exact] = actions;
      const caveats = plain?.caveats?.map(({ message }) => message);
      expect(caveats, name).toEqual([`Where "$.a" names nothing, the execution failed: now the rule doesn't hold.`]);
      expect(plain?.notice, name).toBe(
        `Converted. ${caveats?.[0]} Else choose "…, with checks for unusual data" to rule this out.`,
      );
      expect(exact, name).toMatchObject({ title: 'Convert "A" to JSONata, with checks for unusual data' });
      expect(exact?.notice, name).toBeUndefined();
      expect(exact?.caveats, name).toBeUndefined();
      expect(applyEdits(text, exact?.later?.() ?? []), name).toContain("$error(");
    }
  });

  it("tell the first of several differences, and how many more there are", () => {
    const rule = (name: string) => `{"Variable": "$.${name}", "StringEquals": "x", "Next": "B"}`;
    const machine = `{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [<|>${rule("a")}, ${rule("b")}, ${rule("c")}],
      "Default": "B"}, "B": {"Type": "Succeed"}}}`;
    for (const { name, actions } of offersAt(machine)) {
      expect(actions[0]?.notice, name).toBe(
        `Converted. Where "$.a" names nothing, the execution failed: now the rule doesn't hold. 2 more differences: choose "…, with checks for unusual data" to rule them out.`,
      );
    }
  });

  it("are disabled, with the reason, where they can't be made", () => {
    const machine = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"a.$": "<|>$.a[*][0]"}, "End": true}}}`;
    for (const { name, actions } of offersAt(machine)) {
      expect(
        actions.map(({ edits }) => edits),
        name,
      ).toEqual([[], []]);
      expect(actions[0]?.disabled, name).toContain("each item");
    }
  });

  it("are of the machine alone outside of states", () => {
    for (const { actions } of offersAt(`{"StartAt": "<|>A", "States": {"A": {"Type": "Succeed"}}}`)) {
      expect(actions.map(({ title }) => title)).toEqual(["Convert the state machine to JSONata"]);
    }
  });
});
