import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
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

describe("a menu of fixes", () => {
  const titlesIn = (text: string, at: string): readonly string[] => {
    const analysis = analyze({ uri: "", version: 1, notation: notationOf(text), text, catalogue });
    const start = text.indexOf(at);
    return quickFixes(analysis, analysis.diagnostics, { start, end: start }).map(({ title }) => title);
  };

  it("has a change once that mends two findings", () => {
    const text = "StartAt: A\nStates:\n  A: {Type: Succeed, Foo: 1}\n";
    const analysis = analyzed(text);
    const twice = analysis.diagnostics.flatMap((found) => [found, { ...found, code: "unknown-top-level-field" }]);
    const start = text.indexOf("Foo");
    const titles = quickFixes(analysis, twice, { start, end: start }).map(({ title }) => title);
    expect(titles.filter((title) => title === 'Delete "Foo"')).toHaveLength(1);
  });

  it("deletes the one of two fields that belongs to the other language", () => {
    const text =
      "QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Map, ItemsPath: $.a, Items: [], ItemProcessor: {StartAt: B, States: {B: {Type: Succeed}}}, End: true}\n";
    expect(titlesIn(text, "ItemsPath").filter((title) => title.startsWith("Delete"))).toEqual(['Delete "ItemsPath"']);
    expect(analyzed(text).diagnostics.map(({ code }) => code)).toEqual(["map-items-and-path"]);
  });

  it("corrects what a task calls and gives", () => {
    const task = (resource: string, parameters: string): string =>
      `StartAt: A\nStates:\n  A: {Type: Task, Resource: "arn:aws:states:::${resource}", Parameters: ${parameters}, End: true}\n`;
    expect(titlesIn(task("dynamodb:putItme", "{}"), '"arn')).toContain('Change to "putItem"');
    expect(titlesIn(task("aws-sdk:dynamo:putItem", "{}"), '"arn')).toContain('Change to "dynamodb"');
    expect(titlesIn(task("lambda:invoke", "{FunctonName: f}"), "Functon")).toContain('Change to "FunctionName"');
    // The right name is there: a second one would be a duplicate.
    expect(titlesIn(task("lambda:invoke", "{FunctonName: f, FunctionName: g}"), "Functon")).toEqual(
      expect.not.arrayContaining(['Change to "FunctionName"']),
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
