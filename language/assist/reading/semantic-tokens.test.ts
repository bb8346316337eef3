import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { analyze, type Notation, notationOf, type Span, semanticTokens } from "../../index.ts";

const tokensOf = (text: string, notation: Notation, within?: Span) =>
  semanticTokens(analyze({ uri: "", version: 1, notation, text }), within);

/** `$sum=function states=…`, in the order of the text. */
function shown(text: string, notation: Notation, within?: Span): string {
  return tokensOf(text, notation, within)
    .map(({ span, type }) => `${text.slice(span.start, span.end)}=${type}`)
    .join(" ");
}

const jsonata = (source: string): string =>
  `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Pass, Output: '{% ${source} %}'}\n`;
const path = (state: string): string => `StartAt: A\nStates:\n  A: ${state}\n`;

describe("semantic tokens", () => {
  it.each([
    [
      jsonata("$sum($states.input.items.price) > 1.5"),
      "{%=macro $sum=function $states=variable input=property items=property price=property >=operator 1.5=number %}=macro",
    ],
    [
      jsonata("$map($a, function($v) { $v in [true] }) ~> $count"),
      "{%=macro $map=function $a=variable function=keyword $v=parameter $v=parameter in=keyword true=keyword ~>=operator $count=function %}=macro",
    ],
    [jsonata("/* c */ $b := /x/i"), "{%=macro /* c */=comment $b=variable :==operator /x/i=regexp %}=macro"],
    [path("{Type: Pass, InputPath: $$.State.Name}"), "$$=variable State=property Name=property"],
    [
      path("{Type: Pass, Parameters: {x.$: \"States.Format('a {}', $.b[0])\"}}"),
      "States.Format=function 'a {}'=string $=variable b=property 0=number",
    ],
    [path("{Type: Pass, Parameters: {x: $.a}}"), ""],
    [path("{Type: Pass, Next: A}"), "A=class"],
    [path("{Type: Pass, Next: B}"), ""],
  ])("of %s", (text, expected) => {
    for (const written of inBothNotations({ text, marks: [] })) {
      expect(shown(written.text, written.notation), written.name).toBe(`A=class A=class ${expected}`.trim());
    }
  });

  it("go over several lines, each on one", () => {
    const text = `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Output: |-\n      {% "a\n       b" & $c\n      %}\n`;
    expect(shown(text, notationOf(text))).toBe(
      'A=class A=class {%=macro "a=string b"=string &=operator $c=variable %}=macro',
    );
  });

  it("hold no line break, also where that is an old Mac's", () => {
    const text =
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Output: "{% $c\r      & $d /* e\r      */ %}"\n';
    const found = tokensOf(text, notationOf(text)).map(({ span }) => text.slice(span.start, span.end));
    expect(found).toContain("/* e");
    expect(found.filter((each) => /[\r\n]/.test(each))).toEqual([]);
  });

  it("of an alias come once", () => {
    const text = "StartAt: A\nStates:\n  A: &a {Type: Pass, InputPath: $.x, Next: B}\n  B: *a\n";
    expect(shown(text, notationOf(text))).toBe("A=class A=class $=variable x=property B=class B=class");
  });

  it("of a stretch are those that touch it", () => {
    const text = "StartAt: A\nStates:\n  A: {Type: Pass, InputPath: $.x, Next: B}\n  B: {Type: Pass, InputPath: $.y}\n";
    expect(shown(text, notationOf(text), { start: text.indexOf("  B:"), end: text.length })).toBe(
      "B=class $=variable y=property",
    );
  });
});
