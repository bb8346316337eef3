import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor, readMarks } from "../../../test/kit/marks.ts";
import { type Analysis, analyze, foldsOf, type Notation, notationOf, selectionsAt } from "../../index.ts";

const open = (text: string, notation: Notation = notationOf(text)): Analysis =>
  analyze({ uri: "", version: 1, notation, text });

describe("folding", () => {
  /** The text with folded lines only: the first line of each fold, and how many lines it hides. */
  const folded = (text: string): readonly string[] => {
    const lines = text.split("\n");
    return foldsOf(open(text))
      .toSorted((a, b) => a.startLine - b.startLine)
      .map(
        ({ startLine, endLine, kind }) =>
          `${lines[startLine]?.trim()} + ${endLine - startLine}${kind === "comment" ? " comment" : ""}`,
      );
  };

  it("hides objects, lists and comments of JSON up to the closing bracket", () => {
    const text = `{
  // one
  // two
  "StartAt": "A", // three
  "States": {
    "A": {
      "Type": "Parallel",
      "Branches": [
        {"StartAt": "B",
          "States": {}}
      ],
      "End": true
    }
  }
  /* four
     five */
}`;
    expect(folded(text)).toEqual([
      "{ + 15",
      "// one + 1 comment",
      '"States": { + 8',
      '"A": { + 6',
      '"Branches": [ + 2',
      '{"StartAt": "B", + 1',
      "/* four + 1 comment",
    ]);
  });

  it("hides blocks of YAML, block scalars and aliases where they stand", () => {
    const text = `# one
# two
StartAt: A
States:
  A:
    Type: Pass
    Comment: |
      a

      b
    Parameters: &p
      a: 1
      b: [1,
        2]

  B:
    Parameters: *p

    End: true
`;
    expect(folded(text)).toEqual([
      "# one + 1 comment",
      "States: + 15",
      "A: + 9",
      "Comment: | + 3",
      "Parameters: &p + 3",
      "b: [1, + 1",
      "B: + 3",
    ]);
  });
});

describe("selections", () => {
  const texts = (text: string, offset: number, notation?: Notation): readonly string[] =>
    selectionsAt(open(text, notation), offset).map(({ start, end }) => text.slice(start, end));

  const EXPRESSIONS = `
StartAt: A
States:
  A:
    Type: Pass
    QueryLanguage: JSONata
    Output:
      total: "{% $sum($map($states.input.lines, function($v) { $v.price * 2 })) & 'x' %}"
                                                                  ^ price.cursor
                       ^^^ map.cursor
    Next: B
  B:
    Type: Pass
    Parameters:
      text.$: States.Format('{} {}', States.MathAdd($.count, 1), $.name)
                                                     ^ count.cursor
    End: true
`.slice(1);

  const expected: { readonly [code: string]: readonly string[] } = {
    "price.cursor": [
      "price",
      "$v.price * 2",
      " $v.price * 2 ",
      "{ $v.price * 2 }",
      "function($v) { $v.price * 2 }",
      "$states.input.lines, function($v) { $v.price * 2 }",
      "($states.input.lines, function($v) { $v.price * 2 })",
      "$map($states.input.lines, function($v) { $v.price * 2 })",
      "($map($states.input.lines, function($v) { $v.price * 2 }))",
      "$sum($map($states.input.lines, function($v) { $v.price * 2 }))",
      "$sum($map($states.input.lines, function($v) { $v.price * 2 })) & 'x'",
      "{% $sum($map($states.input.lines, function($v) { $v.price * 2 })) & 'x' %}",
    ],
    "map.cursor": [
      "$map",
      "$map($states.input.lines, function($v) { $v.price * 2 })",
      "($map($states.input.lines, function($v) { $v.price * 2 }))",
      "$sum($map($states.input.lines, function($v) { $v.price * 2 }))",
    ],
    "count.cursor": [
      "count",
      "$.count",
      "$.count, 1",
      "($.count, 1)",
      "States.MathAdd($.count, 1)",
      "'{} {}', States.MathAdd($.count, 1), $.name",
    ],
  };

  describe.each(inBothNotations(readMarks(EXPRESSIONS)))("in $name", ({ text, marks, notation }) => {
    it.each(marks.map((mark) => [mark.code, mark] as const))("%s grows step by step", (code, { span }) => {
      const found = texts(text, span.start + 1, notation);
      const wanted = expected[code] ?? [];
      expect(found.slice(0, wanted.length)).toEqual(wanted);
      const [whole] = found.slice(-1);
      expect(whole).toBe(text);
    });
  });

  it("grow from a name to its member, its state and the list of states", () => {
    const { text, offset } = readCursor('{"States": {"A": {"Type": "P<|>ass", "End": true}}}');
    expect(texts(text, offset)).toEqual([
      "Pass",
      '"Pass"',
      '"Type": "Pass"',
      '{"Type": "Pass", "End": true}',
      '"A": {"Type": "Pass", "End": true}',
      '{"A": {"Type": "Pass", "End": true}}',
      '"States": {"A": {"Type": "Pass", "End": true}}',
      text,
    ]);
    const yaml = readCursor("StartAt: A\nStates:\n  A:\n    <|>Type: Pass\n    End: true\n");
    expect(texts(yaml.text, yaml.offset).slice(0, 4)).toEqual([
      "Type",
      "Type: Pass",
      "Type: Pass\n    End: true",
      "A:\n    Type: Pass\n    End: true",
    ]);
  });
});
