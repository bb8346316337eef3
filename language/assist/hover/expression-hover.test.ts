import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import { analyze, hoverAt, signatureHelpAt } from "../../index.ts";

const jsonata = (state: string): string => `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: ${state}\n`;
const path = (state: string): string => `StartAt: A\nStates:\n  A: ${state}\n`;
const output = (source: string): string => jsonata(`{Type: Pass, Output: '{% ${source} %}'}`);

function inBoth(marked: string) {
  const { text, offset } = readCursor(marked);
  const mark = { span: { start: offset, end: offset }, code: "here" };
  return inBothNotations({ text, marks: [mark] }).map(({ text: written, marks, notation }) => ({
    analysis: analyze({ uri: "", version: 1, notation, text: written }),
    offset: marks[0]?.span.start ?? -1,
  }));
}

describe("a hover", () => {
  it.each([
    [output("$su<|>m([1])"), ["$sum(numbers)", "Adds the numbers", "`$sum([1, 2, 3])` gives `6`"], "$sum"],
    [output("$ha<|>sh(1, 2)"), ["In JSONPath: `States.Hash`", "The service adds it"], "$hash"],
    [output("$states<|>.input"), ["What the state has to work with", "- `input`", "- `context`"], "$states"],
    [output("$states.inp<|>ut"), ["**$states.input**", "The state's input."], "input"],
    [output("$states.res<|>ult"), ["It isn't there at this place."], "result"],
    [output("$states.context.Execution.I<|>d"), ["**Id**: string", "The ARN of the execution."], "Id"],
    [output("($f := function($v) { $v }; $f<|>(1))"), ["$f($v)", "Bound in this expression"], "$f"],
    [path("{Type: Pass, InputPath: $$.State.Na<|>me}"), ["**Name**: string", "The name of the state."], "Name"],
    [path("{Type: Pass, InputPath: $$<|>.State}"), ["the context object"], "$$"],
    [
      path("{Type: Pass, Parameters: {x.$: \"States.For<|>mat('{}', $.a)\"}}"),
      ["States.Format(template: string, value: any...)", 'In JSONata: `"Order " & 7`'],
      "States.Format",
    ],
  ])("in %s", (marked, parts, word) => {
    for (const { analysis, offset } of inBoth(marked)) {
      const hover = hoverAt(analysis, offset);
      for (const part of parts) expect(hover?.markdown).toContain(part);
      expect(hover && analysis.text.slice(hover.span.start, hover.span.end)).toBe(word);
    }
  });

  it("tells which states assign a variable", () => {
    const machine = `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Pass, Assign: {order: 7}, Next: B}\n  B: {Type: Pass, Output: '{% $or<|>der %}', End: true}\n`;
    for (const { analysis, offset } of inBoth(machine)) {
      expect(hoverAt(analysis, offset)?.markdown).toBe("**$order**: a variable\n\nAssigned by\n\n- `A`: `7`");
    }
  });

  it.each([[output('"$su<|>m"')], [output("1<|>2")], [path("{Type: Pass, InputPath: $.a<|>}")]])(
    "says nothing about %s",
    (marked) => {
      for (const { analysis, offset } of inBoth(marked)) expect(hoverAt(analysis, offset)).toBeUndefined();
    },
  );
});

describe("help with a signature", () => {
  it.each([
    [output("$substring(<|>)"), "$substring([text?], start, length?)"],
    [output('$substring("a,b", <|>'), "$substring(text?, [start], length?)"],
    [output("$substring($f(1, 2), 3, <|>)"), "$substring(text?, start, [length?])"],
    [output("$substring(1, $sum([1, <|>2]))"), "$sum([numbers])"],
    [output("$substring(1, (2; <|>3))"), "$substring(text?, [start], length?)"],
    [output("$states.input ~> $substring(<|>)"), "$substring(text?, [start], length?)"],
    [output("$zip(1, 2, 3<|>)"), "$zip([arrays...])"],
    [output("$sum(1, <|>2)"), "$sum(numbers)"],
    [output("($f := function($a, $b) { 1 }; $f(1, <|>))"), "$f($a, [$b])"],
    [output("$nothing(<|>)"), undefined],
    [output("$sum(1)<|>"), undefined],
    [
      path("{Type: Pass, Parameters: {x.$: \"States.Format('{}', $.a, <|>)\"}}"),
      "States.Format(template: string, [value: any...])",
    ],
    [
      path('{Type: Pass, Parameters: {x.$: "States.Array(States.MathAdd($.a[(1, 2)], <|>"}}'),
      "States.MathAdd(first: number, [second: number])",
    ],
  ])("in %s", (marked, expected) => {
    for (const { analysis, offset } of inBoth(marked)) {
      const help = signatureHelpAt(analysis, offset);
      const [start, end] = help?.parameters[help.active ?? -1] ?? [];
      const shown =
        start === undefined
          ? help?.text
          : `${help?.text.slice(0, start)}[${help?.text.slice(start, end)}]${help?.text.slice(end)}`;
      expect(shown).toBe(expected);
    }
  });
});
