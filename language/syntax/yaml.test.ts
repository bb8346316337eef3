import { describe, expect, it } from "vitest";
import { notations, objectsOf, type StringNode, textOffset, toJson, valueAt } from "./index.ts";

const { yaml } = notations;
const codes = (text: string) => yaml.parse(text).problems.map(({ code }) => code);

/** The characters of the document at which each character of a value stands. */
function shown(text: string, key: string): string {
  const node = valueAt(yaml.parse(text).root, key) as StringNode;
  return Array.from({ length: node.value.length }, (_, i) => text[textOffset(node, i)]).join("");
}

describe("yaml", () => {
  it("reads values of YAML 1.2", () => {
    const text = "a: 1\nb: yes\nc: ~\nd: [x, {y: z}]\ne: 2016-08-18T17:33:00Z\nf: 0x10\n";
    expect(toJson(yaml.parse(text).root)).toEqual({
      a: 1,
      b: "yes",
      c: null,
      d: ["x", { y: "z" }],
      e: "2016-08-18T17:33:00Z",
      f: 16,
    });
  });

  it.each([
    ["plain", "a: x y\n", "x y"],
    ["plain over two lines", "a: x\n  y\n", "x\ny"],
    ["single quotes", "a: 'it''s'\n", "it's"],
    ["double quotes", 'a: "x\\ty\\u0041z"\n', "x\\y\\z"],
    ["literal block", "a: |\n  x\n   y\n\n  z\n", "x\n y\n\nz\n"],
    ["literal block with a leading blank", "a: |2\n    x\n   y\n", "  x\n y\n"],
    ["folded block", "a: >\n  x\n  y\n\n  z\n", "x\ny\nz\n"],
    ["literal block with \\r\\n", "a: |\r\n  x\r\n  y\r\n", "x\ny\r"],
  ])("maps each character of a value to its place: %s", (_, text, expected) => {
    expect(shown(text, "a")).toBe(expected);
  });

  it.each([
    ["a sequence that ends at its key's column", "a:\n  b: [\n    x,\n  ]\n  c: 1\n", { a: { b: ["x"], c: 1 } }],
    ["items at the key's column", "a:\n  b: [\n  x, # no ] {\n  y ]\n  c: 1\n", { a: { b: ["x", "y"], c: 1 } }],
    [
      "a mapping that ends left of its key",
      "a:\n    b: {\n      k: it's,\n  }\n    c: 1\n",
      { a: { b: { k: "it's" }, c: 1 } },
    ],
    ["two of them, with brackets in quotes", "a: [\n'}',\n\"]\"\n]\nb: {\nc: [\n]}\n", { a: ["}", "]"], b: { c: [] } }],
  ])("takes flow collections whatever their indentation: %s", (_, text, expected) => {
    expect(toJson(yaml.parse(text).root)).toEqual(expected);
    expect(codes(text)).toEqual([]);
  });

  it("keeps the lines after a flow collection that is still being typed", () => {
    const { root, problems } = yaml.parse("a: [x, y\nb: 1\nc: 2\n");
    expect(problems.length).toBeGreaterThan(0);
    expect(toJson(root)).toMatchObject({ b: 1, c: 2 });
  });

  it("resolves aliases and merge keys, own fields first", () => {
    const text = "base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\nd: *b\n";
    expect(toJson(yaml.parse(text).root)).toEqual({ base: { x: 1, y: 2 }, c: { x: 1, y: 3 }, d: { x: 1, y: 2 } });
  });

  it("reads CloudFormation's tags as their long forms", () => {
    const text = "a: !GetAtt Fn.Arn\nb: !Ref X\nc: !Sub '${X}'\nd: !If [x, y, z]\n";
    expect(toJson(yaml.parse(text).root)).toEqual({
      a: { "Fn::GetAtt": "Fn.Arn" },
      b: { Ref: "X" },
      c: { "Fn::Sub": "${X}" },
      d: { "Fn::If": ["x", "y", "z"] },
    });
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["a: [1, 2", ["yaml-syntax"]],
    ["a:\n\tb: 1", ["yaml-syntax"]],
    ["a: *nope", ["yaml-syntax"]],
    ["a: &a [*a]", ["yaml-syntax"]],
    ["a: 1\n---\nb: 2", ["yaml-syntax"]],
    ["", []],
  ])("reports %j", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("stops at billions of aliased values and at deep nesting", () => {
    const bomb = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1}, `.repeat(i ? 9 : 0)}x]`).join(
      "\n",
    );
    expect(codes(bomb)).toContain("yaml-syntax");
    expect([...objectsOf(yaml.parse(bomb).root)].length).toBe(1);
    expect(codes("[".repeat(5000))).toContain("nesting-too-deep");
  });

  it("finds comments", () => {
    const text = "# one\na: 'x # no' # two\nb: |\n  # no\n";
    expect(yaml.parse(text).comments.map((comment) => comment.text)).toEqual(["# one", "# two"]);
  });
});
