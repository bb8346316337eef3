import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { chance } from "../../test/kit/chance.ts";
import {
  type Analysis,
  analyze,
  codeLensesOf,
  completionsAt,
  definitionsAt,
  flowPlaceAt,
  foldsOf,
  hoverAt,
  inlayHintsOf,
  linksOf,
  notations,
  type OutlineEntry,
  outlineOf,
  placesLeadingTo,
  referencesAt,
  rename,
  type Span,
  selectionsAt,
  stateAt,
  waysFrom,
  waysInto,
} from "../index.ts";

const TEXT = `StartAt: Check
QueryLanguage: JSONPath
States:
  Check:
    Type: Choice
    Choices:
      - {And: [{Variable: $.paid, BooleanEquals: true}, {Variable: $$.Execution.Id, StringMatches: "a*"}], Next: Ship}
    Default: Refuse
  Ship:
    Type: Parallel
    Branches:
      - StartAt: Pack
        States:
          Pack:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: {FunctionName: pack, Payload.$: "States.Format('{}', $.a[0])"}
            Retry: [{ErrorEquals: [States.ALL], MaxAttempts: 6}]
            Assign: {count: 1}
            End: true
    Catch: [{ErrorEquals: [States.ALL], ResultPath: $.error, Next: Refuse}]
    Next: Sum
  Sum:
    Type: Pass
    QueryLanguage: JSONata
    Output:
      total: |-
        {% $sum(
          $states.input.items.price
        ) %}
    End: true
  Refuse: {Type: Fail, Error: No, Cause: "\${Cause}"}
`;

const samples = inBothNotations({ text: TEXT, marks: [] });

/** Where a text is cut, and what comes there instead: as typing, deleting and pasting leave it. */
const damage = fc.record({
  at: fc.nat({ max: 1_000_000 }),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 2_000 })),
  text: fc.oneof(
    fc.constantFrom(
      "",
      "{",
      "}",
      "[",
      "]",
      '"',
      ":",
      ",",
      "\n",
      " ",
      "- ",
      "#",
      "*a",
      "&a ",
      "|",
      "'",
      "Ne",
      "\t",
      "\\",
      "<<: *a",
    ),
    fc.constantFrom('"Next": ', "Next: ", "\n    Type: ", "{% ", "$.a[", "States.", "${"),
  ),
});

function damaged(text: string, { at, length, text: inserted }: { at: number; length: number; text: string }): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + inserted + text.slice(start + length);
}

/** Every place that navigation and reading aids speak of. */
function placesOfNavigation(analysis: Analysis, offset: number): readonly Span[] {
  const { text, lines } = analysis;
  const spans: Span[] = [];
  for (const { startLine, endLine } of foldsOf(analysis)) {
    expect(startLine >= 0 && startLine < endLine && endLine < lines.lineCount).toBe(true);
  }
  const selections = selectionsAt(analysis, offset);
  spans.push(...selections);
  expect(selections.every(({ start, end }) => start <= offset && offset <= end)).toBe(true);
  for (const { offset: at } of inlayHintsOf(analysis, { start: 0, end: text.length }))
    spans.push({ start: at, end: at });
  for (const { span, ...lens } of codeLensesOf(analysis)) {
    spans.push(span);
    if (lens.kind === "references") spans.push(...placesLeadingTo(analysis, lens.path));
  }
  spans.push(...linksOf(analysis, []).map(({ span }) => span));
  const at = flowPlaceAt(analysis, offset);
  for (const way of at ? [...waysInto(analysis, at.path), ...waysFrom(analysis, at.path)] : []) {
    spans.push(way.place.span, way.place.nameSpan, ...way.at);
  }
  const renamed = rename(analysis, offset, "A new name");
  if (renamed?.ok) spans.push(...renamed.edits.map(({ span }) => span));
  return spans;
}

describe("broken texts", () => {
  it.each(samples)("in $name break nothing, and every answer stays within them", ({ text: whole, notation }) => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), fc.nat(1_000_000), (damages, place) => {
        const text = damages.reduce(damaged, whole);
        const offset = place % (text.length + 1);
        const analysis = analyze({ uri: "", version: 1, notation, text, catalogue });
        const spans: Span[] = analysis.diagnostics.map(({ span }) => span);
        for (const { edit, also } of completionsAt(analysis, offset)) {
          // Editors take edits around the cursor only, and on its line.
          expect(edit.span.start).toBeLessThanOrEqual(offset);
          expect(edit.span.end).toBeGreaterThanOrEqual(offset);
          expect(text.slice(edit.span.start, edit.span.end)).not.toContain("\n");
          if (also) spans.push(also.span);
        }
        const hover = hoverAt(analysis, offset);
        if (hover) spans.push(hover.span);
        for (const { from, name, whole } of definitionsAt(analysis, offset)) spans.push(from, name, whole);
        for (const { span } of referencesAt(analysis, offset)) spans.push(span);
        const outline = (entries: readonly OutlineEntry[]): void => {
          for (const { span, nameSpan, children } of entries) {
            expect(nameSpan.start >= span.start && nameSpan.end <= span.end).toBe(true);
            spans.push(span, nameSpan);
            outline(children);
          }
        };
        outline(outlineOf(analysis));
        spans.push(...placesOfNavigation(analysis, offset));
        stateAt(analysis, offset);
        const outside = spans.filter(({ start, end }) => start < 0 || end < start || end > text.length);
        expect(outside, text).toEqual([]);
      }),
      chance(60),
    );
  });

  it("are read the same in both notations while they are whole", () => {
    const [yaml, json] = samples.map(({ text, notation }) =>
      analyze({ uri: "", version: 1, notation, text, catalogue }),
    );
    expect(yaml?.notation).toBe(notations.yaml);
    expect(yaml?.diagnostics.map(({ code }) => code)).toEqual(["variable-unused"]);
    expect(json?.diagnostics.map(({ code }) => code)).toEqual(["variable-unused"]);
    expect(json?.model.states.map(({ path }) => path)).toEqual(yaml?.model.states.map(({ path }) => path));
  });
});
