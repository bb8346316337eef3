import fc from "fast-check";
import { describe, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { chance } from "../../test/kit/chance.ts";
import { analyze, applyEdits, convertMachine, convertState, type Notation, type TextEdit } from "../index.ts";

const TEXT = `StartAt: Check
States:
  Check:
    Type: Choice
    InputPath: $.in
    Choices:
      - {And: [{Variable: $.paid, BooleanEquals: true}, {Variable: $$.Execution.Id, StringMatches: "a*"}], Next: Ship}
      - Variable: $.n
        NumericGreaterThanPath: $limit
        Next: Ship
    Default: Refuse
  Ship:
    Type: Map
    ItemsPath: $.rows[*]
    MaxConcurrencyPath: $.max
    Iterator:
      StartAt: Pack
      States:
        Pack:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Parameters: {FunctionName: pack, Payload.$: "States.Format('{}', $.a[0])"}
          ResultSelector: {code.$: $.StatusCode}
          ResultPath: $.x.y
          OutputPath: $.x
          Assign: {count.$: $.n}
          Catch: [{ErrorEquals: [States.ALL], ResultPath: $.error, Next: Done}]
          End: true
        Done: {Type: Pass, Result: {a: 1}, ResultPath: $.a, End: true}
    End: true
  Refuse: {Type: Fail, ErrorPath: $.e, Cause: "\${Cause}"}
`;

const samples = inBothNotations({ text: TEXT, marks: [] });

/** Whether edits lie in a text and none changes what another one does. */
function areSound(text: string, edits: readonly TextEdit[]): boolean {
  const ordered = edits.map(({ span }) => span).toSorted((a, b) => a.start - b.start || a.end - b.end);
  return ordered.every(({ start, end }, index) => {
    const before = ordered[index - 1];
    return start >= 0 && end >= start && end <= text.length && (!before || start >= before.end);
  });
}

const faultsOf = (notation: Notation, text: string): number =>
  notation.parse(text).problems.filter(({ severity }) => severity === "error").length;

/** Whether the text after the edits has no more faults than before. */
const areRead = (notation: Notation, text: string, edits: readonly TextEdit[]): boolean =>
  faultsOf(notation, applyEdits(text, edits)) <= faultsOf(notation, text);

describe("conversions of broken texts", () => {
  it("are refused, or edit the text soundly", () => {
    const damage = fc.record({
      at: fc.nat({ max: 2_000 }),
      length: fc.constantFrom(0, 1, 5, 40, 400),
      text: fc.constantFrom(
        "",
        "\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "'",
        "$",
        ".$",
        "*x",
        "&x ",
        "null",
        "- ",
        "${X}",
      ),
    });
    const sound = fc.property(
      fc.constantFrom(...samples),
      damage,
      fc.boolean(),
      (sample, { at, length, text }, exact) => {
        const from = at % sample.text.length;
        const broken = sample.text.slice(0, from) + text + sample.text.slice(from + length);
        const analysis = analyze({ uri: "test:", version: 0, notation: sample.notation, text: broken });
        const { machines, states } = analysis.model;
        const all = [
          ...machines.map((machine) => convertMachine(analysis, machine, { exact })),
          ...states.map((state) => convertState(analysis, state, { exact })),
        ];
        return all.every(
          (conversion) =>
            !conversion.ok ||
            (areSound(broken, conversion.edits) && areRead(sample.notation, broken, conversion.edits)),
        );
      },
    );
    fc.assert(sound, chance(300));
  });
});
