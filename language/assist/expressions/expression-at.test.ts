import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import { analyze, type Notation, notationOf } from "../../index.ts";
import { spanInDocument } from "./expression.ts";
import { expressionAt } from "./expression-at.ts";

/** The expression at the cursor, `jsonata $sum<|>(1) [variable $sum]`, and whether it can be read. */
function described(text: string, offset: number, notation: Notation): string {
  const found = expressionAt(analyze({ uri: "", version: 1, notation, text }), offset);
  if (!found) return "nothing";
  const { kind, source, offset: at, token, parsed } = found;
  const place = Math.max(0, Math.min(at, source.length));
  const shown = `${source.slice(0, place)}<|>${source.slice(place)}`;
  return `${kind} ${shown} [${token ? `${token.kind} ${token.text}` : ""}]${parsed.ok ? "" : " half"}`;
}

/** In the notation that the text is written in only. */
function check(marked: string, expected: string): void {
  const { text, offset } = readCursor(marked);
  expect(described(text, offset, notationOf(text))).toBe(expected);
}

const path = (state: string): string => `StartAt: A\nStates:\n  A:\n    ${state}\n`;
const jsonata = (state: string): string => `QueryLanguage: JSONata\n${path(state)}`;
const json = (state: string): string =>
  `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", ${state}}}}`;

describe("in complete texts of both notations", () => {
  it.each([
    [path("InputPath: $.a<|>.b"), "path $.a<|>.b [name a]"],
    [path("ResultPath: $.<|>a"), "referencePath $.<|>a [operator .]"],
    [path("{Type: Task, Parameters: {x.$: $$.Exe<|>cution}}"), "path $$.Exe<|>cution [name Execution]"],
    [
      path("{Type: Pass, Parameters: {a: [{x.$: \"States.Format('{}', $.a<|>)\"}]}}"),
      "intrinsic States.Format('{}', $.a<|>) [name a]",
    ],
    [path("{Type: Pass, Parameters: {x: $.a<|>}}"), "nothing"],
    [path("{Type: Pass, Result: {x.$: $.a<|>}}"), "nothing"],
    [path("Comment: $.a<|>"), "nothing"],
    [path("{Type: Fail, CausePath: Sta<|>}"), "intrinsic Sta<|> [name Sta] half"],
    [path("{Type: Choice, Choices: [{Variable: $.a<|>}]}"), "path $.a<|> [name a]"],
    [jsonata('{Type: Pass, Output: "{% $st<|>ates.input %}"}'), "jsonata $st<|>ates.input [variable $states]"],
    [jsonata('{Type: Pass, Output: {a: ["{% $states.<|> %}"]}}'), "jsonata $states.<|> [operator .] half"],
    [jsonata('{Type: Pass, Output: "{%<|> %}"}'), "jsonata <|> [] half"],
    [jsonata('{Type: Pass, Output: "{% <|>%}"}'), "jsonata <|> [] half"],
    [jsonata('{Type: Pass, Output: "{% $a<|>"}'), "jsonata $a<|> [variable $a]"],
    [jsonata('{Type: Pass, Output: "{% $a + <|>%}"}'), "jsonata $a +<|> [] half"],
    [jsonata('{Type: Pass, Output: "{<|>% $a %}"}'), "nothing"],
    [jsonata('{Type: Pass, Output: "{% $a %}<|>"}'), "nothing"],
    [jsonata("{Type: Pass, Output: $a<|>}"), "nothing"],
    [jsonata("{Type: Map, Items: '{% \"it''s\" & $a<|> %}'}"), 'jsonata "it\'s" & $a<|> [variable $a]'],
    [
      jsonata("{Type: Task, Retry: [], Catch: [{Output: '{% $states.errorOutput.<|>Cause %}'}]}"),
      "jsonata $states.errorOutput.<|>Cause [operator .]",
    ],
  ])("%j", (marked, expected) => {
    const { text, offset } = readCursor(marked);
    const mark = { span: { start: offset, end: offset }, code: "here" };
    for (const written of inBothNotations({ text, marks: [mark] })) {
      const at = written.marks[0]?.span.start ?? -1;
      expect(described(written.text, at, written.notation), written.name).toBe(expected);
    }
  });
});

describe("in half-typed texts", () => {
  it.each([
    [json('"Output": "{% $states.<|>'), "jsonata $states.<|>}}} [operator .] half"],
    [json('"Output": "{% $states.<|>\n "Next": "B"'), "jsonata $states.<|> [operator .] half"],
    [json('"Output": "{% $states.in<|> %}\n'), "jsonata $states.in<|> [name in]"],
    [json('"Output": {"a": "{% $<|>"'), "jsonata $<|> [variable $]"],
    [json('"Arguments": {}, "Output": ["{% $uu<|> %}"'), "jsonata $uu<|> [variable $uu]"],
    [jsonata('Output: "{% $states.<|>\n    Next: B\n  B:\n    Type: Pass'), "jsonata $states.<|> [operator .] half"],
    [jsonata("Output:\n      a: '{% $states.<|>\n    Next: B"), "jsonata $states.<|> [operator .] half"],
    [jsonata("Output: >-\n      {% $states.<|>\n    Next: B"), "jsonata $states.<|> [operator .] half"],
    [jsonata("Output: |-\n      {% $a +\n      $b & <|>\n    Next: B"), "jsonata $a +\n$b &<|> [] half"],
    [path("InputPath: $.<|>\n    Nex"), "path $.<|> [operator .] half"],
    ['{"States": {"A": {"Type": "Pass", "InputPath": "$$.<|>', "path $$.<|> [operator .] half"],
  ])("%j", (marked, expected) => check(marked, expected));
});

describe("in comments", () => {
  it.each([[jsonata("# Output: {% $a<|> %}")], [json('/* "Output": "{% $a<|> %}" */ "End": true')]])("%j", (marked) =>
    check(marked, "nothing"),
  );
});

it("a template's definition has expressions too", () => {
  const template = `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A: {Type: Pass, InputPath: $.a<|>}`;
  check(template, "path $.a<|> [name a]");
});

describe("places in the source lead to the document", () => {
  it.each([
    jsonata("Output: |-\n      {%\n        $a +\n          $foo\n      %}"),
    jsonata("Output: >-\n      {% $a +\n        1 +\n\n      2 + $foo %}\n"),
    jsonata('Output: "{% \\"x\\" & $foo %}"'),
    jsonata("Output: '{% ''x'' & $foo %}'"),
    jsonata('Output: "{% 1 +\n      $foo %}"'),
    json('"Output": "{% \\u0022x\\" & \\"\\n\\" & $foo %}"'),
    json('"Output": "{% \u{1F600} & $foo %}"'),
  ])("%j", (text) => {
    const at = text.indexOf("$foo");
    const found = expressionAt(analyze({ uri: "", version: 1, notation: notationOf(text), text }), at + 2);
    expect(found?.token?.text).toBe("$foo");
    if (found?.token) expect(spanInDocument(found, found.token.span)).toEqual({ start: at, end: at + 4 });
  });
});
