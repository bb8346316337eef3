import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { readCursor } from "../../test/kit/marks.ts";
import { analyze, applyEdits, conversionsAt } from "../index.ts";

const offersAt = (marked: string) => {
  const { text: written, offset: cursor } = readCursor(marked);
  const mark = { span: { start: cursor, end: cursor + 1 }, code: "here" };
  return inBothNotations({ text: written, marks: [mark] }).map(({ text, notation, marks: [here], name }) => {
    const analysis = analyze({ uri: "test:", version: 0, notation, text });
    return { name, text, notation, offers: conversionsAt(analysis, here?.span.start ?? 0) };
  });
};

describe("conversions at a place", () => {
  it("are of the state there and of its whole machine, each also exactly", () => {
    const machine = `{"StartAt": "All", "States": {"All": {"Type": "Parallel", "Branches": [{"StartAt": "Pay", "States": {
      "Pay": {"Type": "Pass", "InputPath": "<|>$.a", "End": true}
    }}], "End": true}}}`;
    for (const { name, text, notation, offers } of offersAt(machine)) {
      expect(
        offers.map(({ title }) => title),
        name,
      ).toEqual([
        'Convert "Pay" to JSONata',
        'Convert "Pay" to JSONata, exactly',
        "Convert the state machine to JSONata",
        "Convert the state machine to JSONata, exactly",
      ]);
      const whole = offers[2]?.conversion();
      const after = whole?.ok ? applyEdits(text, whole.edits) : "";
      expect(after, name).toContain("{% $states.input.a %}");
      expect(
        conversionsAt(analyze({ uri: "test:", version: 1, notation, text: after }), after.indexOf("Output")),
      ).toEqual([]);
    }
  });

  it("are of the machine alone outside of states", () => {
    for (const { offers } of offersAt(`{"StartAt": "<|>A", "States": {"A": {"Type": "Succeed"}}}`)) {
      expect(offers.map(({ scope }) => scope)).toEqual(["machine", "machine"]);
    }
  });
});
