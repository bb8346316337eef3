import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { type Mark, readCursor, readMarks } from "../../../test/kit/marks.ts";
import {
  type Analysis,
  analyze,
  applyEdits,
  definitionsAt,
  type Notation,
  notationOf,
  notations,
  referencesAt,
  rename,
  renameableAt,
  type Span,
} from "../../index.ts";

const open = (text: string, notation: Notation = notationOf(text)): Analysis =>
  analyze({ uri: "", version: 1, notation, text });

/** Each name of a variable is marked: what the variable is called here, and whether the place writes or reads it. */
const SCOPES = `
StartAt: A
States:
  A:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    TimeoutSecondsPath: $limit.seconds
                         ^^^^^ outer.read
    Parameters:
      both.$: States.Format('{} {}', $limit.text, States.MathAdd($limit, 1))
                                      ^^^^^ outer.read
                                                                  ^^^^^ outer.read
      literal: $limit
      list: [$limit, {in.$: "$limit['a']"}]
                              ^^^^^ outer.read
    Assign:
      limit.$: $.limit
      ^^^^^ outer.write
    Catch:
    - ErrorEquals: [States.ALL]
      Assign: {limit: 0}
               ^^^^^ outer.write
      Next: B
    Next: B
  B:
    Type: Choice
    Choices:
    - Not: {Variable: $limit, StringEqualsPath: $limit.other}
                       ^^^^^ outer.read
                                                 ^^^^^ outer.read
      Assign: {limit.$: $limit}
               ^^^^^ outer.write
                         ^^^^^ outer.read
      Next: C
    Default: C
  C:
    Type: Map
    QueryLanguage: JSONata
    Items: "{% $limit.items %}"
                ^^^^^ outer.read
    MaxConcurrency: "{% $limit %}"
                         ^^^^^ outer.read
    ItemProcessor:
      StartAt: D
      States:
        D:
          Type: Pass
          QueryLanguage: JSONata
          Output: "{% $limit & $own & ($limit := 1; $own := $own + $limit; $limit) %}"
                       ^^^^^ outer.read
                                ^^^ own.read
                                        ^^^^^ block.write
                                                     ^^^ blocks.own.write
                                                             ^^^ own.read
                                                                    ^^^^^ block.read
                                                                            ^^^^^ block.read
          Assign: {own: "{% $map([1], function($own) { $own + $limit }) %}"}
                   ^^^ own.write
                                                ^^^ parameter.write
                                                        ^^^ parameter.read
                                                               ^^^^^ outer.read
          End: true
    Next: E
  E:
    Type: Map
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}
      StartAt: F
      States:
        F: {Type: Pass, InputPath: $limit, End: true}
                                    ^^^^^ child.read
    Next: G
  G:
    Type: Parallel
    Branches:
    - StartAt: H
      States: {H: {Type: Pass, Assign: {own.$: $own}, End: true}}
                                        ^^^ branch.write
                                                ^^^ branch.read
    - StartAt: I
      States: {I: {Type: Pass, Parameters: {"a.$": "$own.x"}, End: true}}
                                                     ^^^ free.read
    Next: J
  J: {Type: Pass, InputPath: $own, End: true}
                              ^^^ free.read
`.slice(1);

const bare = (text: string, { start, end }: Span): Span =>
  /["']/.test(text[start] ?? "") ? { start: start + 1, end: end - 1 } : { start, end };

const isWrite = ({ code }: Mark): boolean => code.endsWith(".write");
const groupOf = ({ code }: Mark): string => code.replace(/\.\w+$/, "");

describe.each(inBothNotations(readMarks(SCOPES)))("variables in $name", ({ text, marks, notation }) => {
  const document = open(text, notation);
  const names = [...new Set(marks.map(groupOf))];
  const groups = names.map((name) => [name, marks.filter((mark) => groupOf(mark) === name)] as const);

  it.each(groups)("%s: every place leads to all others", (_, group) => {
    const expected = group.map((mark) => ({ span: bare(text, mark.span), isDeclaration: isWrite(mark) }));
    const inOrder = expected.toSorted((a, b) => a.span.start - b.span.start);
    for (const { span } of inOrder) {
      for (const offset of [span.start, span.end]) expect(referencesAt(document, offset)).toEqual(inOrder);
      const definitions = definitionsAt(document, span.start + 1).map(({ name }) => name);
      expect(definitions).toEqual(inOrder.filter(({ isDeclaration }) => isDeclaration).map((each) => each.span));
      expect(renameableAt(document, span.start)).toEqual({ span, name: text.slice(span.start, span.end) });
    }
  });

  it.each(groups)("%s: is renamed in all places and nowhere else", (_, group) => {
    const spans = group.map(({ span }) => bare(text, span));
    const result = rename(document, spans[0]?.start ?? 0, "$renamed");
    if (!result?.ok) throw new Error(result?.problem);
    const expected = applyEdits(
      text,
      spans.map((span) => ({ span, newText: "renamed" })),
    );
    expect(applyEdits(text, result.edits)).toBe(expected);
  });

  it("says nothing of texts that aren't evaluated", () => {
    expect(referencesAt(document, text.indexOf("literal") + 12)).toEqual([]);
  });
});

describe("renaming a variable", () => {
  const renamed = (marked: string, name: string): string | undefined => {
    const { text, offset } = readCursor(marked);
    const result = rename(open(text), offset, name);
    return result?.ok ? applyEdits(text, result.edits) : result?.problem;
  };
  const pass = (fields: string): string => `StartAt: A\nStates:\n  A: {Type: Pass, ${fields}, End: true}\n`;
  const jsonata = (fields: string): string => pass(`QueryLanguage: JSONata, ${fields}`);

  it.each([
    [pass("Assign: {<|>a: 1}"), "states", 'The name "states" belongs to the language: choose another one.'],
    [pass("Assign: {<|>a: 1}"), "", "A variable needs a name."],
    [
      pass("Assign: {<|>a: 1}"),
      "a-b",
      '"a-b" is no name for a variable: begin with a letter, and use letters, digits and underscores only.',
    ],
    [pass("Assign: {<|>a: 1}"), "a".repeat(81), "A variable's name has at most 80 characters."],
    [pass("Assign: {<|>a: 1, b: 2}"), "b", 'A variable named "b" is there already: choose another name.'],
    [
      jsonata('Assign: {<|>a: "{% $b + ($c := 1; $a) %}"}'),
      "c",
      'An expression binds "$c" itself: choose another name.',
    ],
    [
      jsonata('Assign: {<|>a: "{% $b + $a %}"}'),
      "b",
      'The expression reads a variable "$b" already: choose another name.',
    ],
    [
      jsonata("Assign: {<|>a: 1}"),
      "sum",
      '"$sum" is a function of JSONata, which the variable would hide: choose another name.',
    ],
    [pass("Assign: {<|>a: 1}"), "sum", pass("Assign: {sum: 1}")],
    [pass("Assign: {<|>a: 1}"), "true", pass('Assign: {"true": 1}')],
    [
      pass("Assign: {<|>a.$: $.a}, Parameters: {x.$: $a}"),
      "größe",
      pass("Assign: {größe.$: $.a}, Parameters: {x.$: $größe}"),
    ],
  ])("%j to %j", (marked, name, expected) => expect(renamed(marked, name)).toBe(expected));

  it("refuses a name of the scopes around and within", () => {
    const text = `StartAt: P
States:
  P:
    Type: Parallel
    Assign: {<|>outer: 1}
    Branches:
    - {StartAt: A, States: {A: {Type: Pass, Assign: {inner: 1}, End: true}}}
    End: true
`;
    const taken = (name: string): string => `A variable named "${name}" is there already: choose another name.`;
    expect(renamed(text, "inner")).toBe(taken("inner"));
    expect(renamed(text.replace("<|>", "").replace("inner", "<|>inner"), "outer")).toBe(taken("outer"));
  });

  it("keeps escapes, block scalars and folded lines as they are", () => {
    const json =
      '{"StartAt": "A", "States": {"A": {"Type": "Pass", "QueryLanguage": "JSONata", "End": true, "Assign": {"a": "{% \\"\\u0041\\\\n\\" & $a\\n+ $<|>a %}"}}}}';
    expect(renamed(json, "total")).toBe(json.replace("<|>", "").replaceAll("$a", "$total").replace('"a"', '"total"'));
    const yaml = `StartAt: A
States:
  A:
    Type: Pass
    QueryLanguage: JSONata
    Assign:
      a: 1
    Output: |-
      {%
        /* $a */ $<|>a
          + $a
      %}
    Comment: $a
    End: true
    Arguments: >
      {% $a
      %}
`;
    const expected = yaml
      .replace("<|>", "")
      .replace("a: 1", "total: 1")
      .replace("*/ $a", "*/ $total")
      .replace("+ $a", "+ $total");
    expect(renamed(yaml, "total")).toBe(expected);
  });

  it("is quick in a large machine", () => {
    const state = (index: number): string =>
      `  S${index}: {Type: Pass, QueryLanguage: JSONata, Assign: {v: "{% $v + ${index} %}"}, Next: S${index + 1}}\n`;
    const text = `StartAt: S0\nStates:\n${Array.from({ length: 2000 }, (_, index) => state(index)).join("")}`;
    const document = open(text, notations.yaml);
    expect(referencesAt(document, text.indexOf("v:"))).toHaveLength(4000);
    const began = performance.now();
    expect(referencesAt(document, text.indexOf("v:"))).toHaveLength(4000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
