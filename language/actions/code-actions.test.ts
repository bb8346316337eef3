import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { analyze, applyEdits, notationOf } from "../index.ts";
import { codeActionsAt, fixAll, quickFixes } from "./index.ts";

const analyzed = (text: string, notation = notationOf(text)) => analyze({ uri: "", version: 1, notation, text });

/** The text after the action with a title; undefined where there is none. */
function done(text: string, at: string, title: string): string | undefined {
  const analysis = analyzed(text);
  const start = text.indexOf(at);
  const action = quickFixes(analysis, analysis.diagnostics, { start, end: start + at.length }).find(
    (each) => each.title === title,
  );
  return action && applyEdits(text, action.edits);
}

describe("comments that silence a rule", () => {
  const title = 'Silence "next-unknown-state" for this line';

  it("stand above the line, with its indentation", () => {
    const text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n";
    const silent = done(text, "Next: B", title);
    expect(silent).toBe(
      "StartAt: A\nStates:\n  A:\n    Type: Pass\n    # statecraft-disable-next-line next-unknown-state\n    Next: B\n",
    );
    expect(analyzed(silent ?? "").diagnostics).toEqual([]);
  });

  it("join a comment that silences another rule", () => {
    const text =
      "StartAt: A\nStates:\n  # statecraft-disable-next-line unknown-state-field\n  A: {Type: Pass, Next: B, Foo: 1}\n";
    expect(done(text, "Next: B", title)).toContain(
      "# statecraft-disable-next-line unknown-state-field next-unknown-state\n",
    );
  });

  it("are offered in JSON only where comments stand already", () => {
    const text = '{\n  "StartAt": "A",\n  "States": {\n    "A": {"Type": "Pass", "Next": "B"}\n  }\n}';
    expect(done(text, '"Next": "B"', title)).toBeUndefined();
    expect(done(`// a machine\n${text}`, '"Next": "B"', title)).toContain(
      '\n    // statecraft-disable-next-line next-unknown-state\n    "A"',
    );
  });
});

describe("fixes of many findings", () => {
  const twice =
    "StartAt: A\nStates:\n  A: {Type: Pass, Next: Bcd}\n  Bcde: {Type: Pass, Nxet: Efgh}\n  Efgh: {Type: Pass, Nexd: A}\n";

  it.each(inBothNotations({ text: twice, marks: [] }))("of one code are done at once ($name)", ({ text, notation }) => {
    const analysis = analyzed(text, notation);
    const all = quickFixes(analysis, analysis.diagnostics, { start: 0, end: text.length });
    const action = all.find(({ title }) => title === 'Fix all 2 findings of "unknown-state-field"');
    const fixed = analyzed(applyEdits(text, action?.edits ?? []), notation);
    expect(fixed.diagnostics.map(({ code }) => code)).not.toContain("unknown-state-field");
  });

  const old =
    "StartAt: A\nStates:\n  A: {Type: Map, Iterator: {StartAt: B, States: {B: {Type: Succeed, Next: C}}}, Parameters: {}, End: true}\n";

  it.each(inBothNotations({ text: old, marks: [] }))("are done when all of them are safe ($name)", (written) => {
    const { text, notation } = written;
    const analysis = analyzed(text, notation);
    const fixed = applyEdits(text, fixAll(analysis, analysis.diagnostics)?.edits ?? []);
    expect(analyzed(fixed, notation).diagnostics).toEqual([]);
    expect(fixed).toContain("ItemProcessor");
    expect(fixed).toContain("ItemSelector");
  });

  it("are none where nothing is wrong", () => {
    const analysis = analyzed("StartAt: A\nStates:\n  A: {Type: Succeed}\n");
    expect(fixAll(analysis, analysis.diagnostics)).toBeUndefined();
    expect(codeActionsAt(analysis, { start: 0, end: 9 }, (kind) => kind === "quickfix")).toEqual([]);
  });
});
