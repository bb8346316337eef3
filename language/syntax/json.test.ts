import { describe, expect, it } from "vitest";
import { applyEdits } from "../text/index.ts";
import { notations, type StringNode, stringValue, textOffset, toJson, valueAt } from "./index.ts";

const { json } = notations;
const messages = (text: string) => json.parse(text).problems.map(({ code, message }) => `${code}: ${message}`);

describe("json", () => {
  it("reads every kind of value", () => {
    const text = '{"a": [1, -2.5e3, true, false, null, "x\\n\\u0041"], "b": {}, "__proto__": []}';
    const { root, problems } = json.parse(text);
    expect(problems).toEqual([]);
    expect(JSON.stringify(toJson(root))).toBe(JSON.stringify(JSON.parse(text)));
  });

  it("gives the offsets of the text behind escapes", () => {
    const text = '{"a": "x\\n\\u0041b"}';
    const node = valueAt(json.parse(text).root, "a") as StringNode;
    expect(node.value).toBe("x\nAb");
    expect([...node.value].map((_, i) => text.slice(textOffset(node, i)).charAt(0))).toEqual(["x", "\\", "\\", "b"]);
  });

  it("warns once of comments and of every trailing comma", () => {
    const text = '// c\n{"a": [1, 2,], /* d */ "b": 1,}';
    expect(json.parse(text).problems.map(({ code }) => code)).toEqual([
      "json-trailing-comma",
      "json-trailing-comma",
      "json-comment",
    ]);
    expect(json.parse(text).comments.map((comment) => comment.text)).toEqual(["// c", "/* d */"]);
  });

  it("takes placeholders without quotes", () => {
    const { root, problems } = json.parse('{"Seconds": ${Delay}, "b": 1}');
    expect(problems).toEqual([]);
    expect(stringValue(valueAt(root, "Seconds"))).toBe("${Delay}");
  });

  it("keeps the gap of a value that lacks its colon too before what comes next", () => {
    const text = '{"Next"$: "A"}';
    expect(valueAt(json.parse(text).root, "Next")).toEqual({ kind: "missing", span: { start: 7, end: 7 } });
  });

  it("reads the next field's name while a value is being typed", () => {
    const { root, problems } = json.parse('{"Next": \n "End": true}');
    expect(valueAt(root, "Next")).toEqual({ kind: "missing", span: { start: 8, end: 11 } });
    expect(valueAt(root, "End")).toMatchObject({ value: true });
    expect(problems.map(({ message }) => message)).toEqual(['A value is missing after "Next".']);
  });

  it.each([
    ["", []],
    ["{", ['json-syntax: The text ends here, and a "}" is missing.']],
    ['{"a" 1}', ['json-syntax: A colon is missing after "a".']],
    ['{"a"\n"b": 1}', ['json-syntax: A colon and a value are missing after "a".']],
    ['{"a": 1 "b": 2}', ["json-syntax: A comma is missing here."]],
    ['{"a": [1, 2}', ['json-syntax: A "]" is missing before this "}".']],
    ["{} x", ["json-syntax: Nothing may follow the end of the document: delete this."]],
    ['{"a": True}', ['json-syntax: "True" is no JSON value: write true.']],
    [
      '{"a": [FALSE, None]}',
      ['json-syntax: "FALSE" is no JSON value: write false.', 'json-syntax: "None" is no JSON value: write null.'],
    ],
    ['{"a": yes}', ['json-syntax: "yes" is no JSON value: put text into double quotes.']],
    ['{"a": b", "c": 1}', ['json-syntax: "b" is no JSON value: put text into double quotes.']],
    ['{"a": "b\n}', ["json-syntax: This string has no end: close it with a double quote."]],
  ])("names what is wrong with %j", (text, expected) => {
    expect(messages(text)).toEqual(expected);
  });

  it("neither overflows nor repeats itself on deep nesting", () => {
    const text = `{"a": ${"[".repeat(50_000)}`;
    const { problems, root } = json.parse(text);
    expect(problems.map(({ code }) => code)).toEqual(["json-syntax", "nesting-too-deep"]);
    expect(() => toJson(root)).not.toThrow();
  });

  it("adds a member and leaves the rest as it is", () => {
    const text = '{\n  "a": 1\n}';
    const tree = json.parse(text);
    if (tree.root.kind !== "object") throw new Error("no object");
    const edits = json.edits.insertMembers({ text, tree }, tree.root, [["b", { c: 2 }]]);
    expect(applyEdits(text, edits ?? [])).toBe('{\n  "a": 1,\n  "b": {\n    "c": 2\n  }\n}');
  });
});
