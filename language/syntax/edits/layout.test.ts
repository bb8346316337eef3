import { describe, expect, it } from "vitest";
import { applyEdits, type Json } from "../../text/index.ts";
import { type EditsOrNone, member, notationOf, type ObjectNode, type SyntaxNode, valueAt } from "../index.ts";

/** The text after an edit of the value at the end of a way through objects. */
function edited(
  text: string,
  way: readonly string[],
  edit: (edits: ReturnType<typeof notationOf>["edits"], source: never, node: never) => EditsOrNone,
): string | undefined {
  const notation = notationOf(text);
  const tree = notation.parse(text);
  let node: SyntaxNode | undefined = tree.root;
  for (const key of way) node = valueAt(node, key);
  const edits = edit(notation.edits, { text, tree } as never, node as never);
  return edits && applyEdits(text, edits);
}

const inserted = (text: string, way: readonly string[], key: string, value: Json, place?: "first") =>
  edited(text, way, (edits, source, node) => edits.insertMembers(source, node, [[key, value]], place));

const removed = (text: string, way: readonly string[], key: string) =>
  edited(text, way, (edits, source, node: ObjectNode) => {
    const found = member(node, key);
    return found && edits.removeMembers(source, node, [found]);
  });

const replaced = (text: string, way: readonly string[], value: Json) =>
  edited(text, way, (edits, source, node) => edits.replaceValue(source, node, value));

describe("layout of edited JSON", () => {
  it("takes the indentation of its surroundings", () => {
    expect(inserted('{\n\t"a": {\n\t\t"b": 1\n\t}\n}', ["a"], "c", { d: [1, { e: 2 }] })).toBe(
      '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": {\n\t\t\t"d": [\n\t\t\t\t1,\n\t\t\t\t{\n\t\t\t\t\t"e": 2\n\t\t\t\t}\n\t\t\t]\n\t\t}\n\t}\n}',
    );
    expect(inserted('{"a": 1}', [], "b", { c: 1 })).toBe('{"a": 1, "b": {"c": 1}}');
    expect(inserted("{}", [], "b", 1)).toBe('{\n  "b": 1\n}');
  });

  it("keeps comments and trailing commas", () => {
    expect(inserted('{\n  "a": 1 // one\n}', [], "b", 2)).toBe('{\n  "a": 1, // one\n  "b": 2\n}');
    expect(inserted('{\n  "a": 1, // one\n}', [], "b", 2)).toBe('{\n  "a": 1, // one\n  "b": 2,\n}');
    expect(inserted('{ // all\n  "a": 1\n}', [], "b", 2, "first")).toBe('{ // all\n  "b": 2,\n  "a": 1\n}');
    expect(removed('{\n  "a": 1, // one\n  // two\n  "b": 2 // here\n}', [], "b")).toBe(
      '{\n  "a": 1 // one\n  // two\n}',
    );
    expect(removed('{"a": 1, "b": 2, "c": 3}', [], "b")).toBe('{"a": 1, "c": 3}');
    expect(removed('{"a": 1}', [], "a")).toBe("{}");
  });

  it("fills the gap of a missing value, with its colon", () => {
    expect(replaced('{"a": }', ["a"], 1)).toBe('{"a": 1 }');
    expect(replaced('{"a"}', ["a"], 1)).toBe('{"a": 1}');
  });

  it("gives up where commas are missing", () => {
    expect(inserted('{"a": 1 "b": 2}', [], "c", 3)).toBeUndefined();
  });
});

describe("layout of edited YAML", () => {
  it("takes the indentation of its surroundings", () => {
    expect(inserted("a:\n  b:\n  - x\n", ["a"], "c", { d: ["z"] })).toBe("a:\n  b:\n  - x\n  c:\n    d:\n    - z\n");
    expect(inserted("a:\n    b: 1\n", ["a"], "c", { d: 2 })).toBe("a:\n    b: 1\n    c:\n        d: 2\n");
    expect(inserted("a: {b: 1}\n", ["a"], "c", { d: "x, y" })).toBe('a: {b: 1, c: {d: "x, y"}}\n');
    expect(inserted("a: {}\nb: 1\n", ["a"], "c", "x")).toBe("a:\n  c: x\nb: 1\n");
  });

  it("leaves anchors, aliases, merge keys and tags alone", () => {
    expect(inserted("a: &x\n  b: 1\nc:\n  <<: *x\n  d: *x\n", ["c"], "e", 1)).toBe(
      "a: &x\n  b: 1\nc:\n  <<: *x\n  d: *x\n  e: 1\n",
    );
    expect(removed("a: &x\n  b: 1\nc:\n  <<: *x\n  d: *x\n", ["c"], "d")).toBe("a: &x\n  b: 1\nc:\n  <<: *x\n");
    expect(removed("a: &x\n  b: 1\nc: 2\n", ["a"], "b")).toBe("a: &x\n  {}\nc: 2\n");
    expect(removed("a: !Ref X\n", ["a"], "Ref")).toBeUndefined();
    expect(replaced("a: !Ref X # x\nb: 1\n", ["b"], 2)).toBe("a: !Ref X # x\nb: 2\n");
    expect(
      edited("a:\n  - *x\n  - &y 1\n  - !Sub z\n", ["a"], (edits, source, node) =>
        edits.removeItems(source, node, [1]),
      ),
    ).toBe("a:\n  - *x\n  - !Sub z\n");
  });

  it("doesn't change block scalars that keep their line breaks", () => {
    expect(inserted("a:\n  b: |+\n    x\n\nc: 1\n", ["a"], "d", 1)).toBe("a:\n  b: |+\n    x\n\n  d: 1\nc: 1\n");
    expect(removed("a: |+\n  x\n\nb: 1", [], "b")).toBe("a: |+\n  x\n");
  });

  it("writes several lines as a block and keeps quotes", () => {
    expect(inserted("a: 'x'\n", [], "b", "{% (\n  $x\n) %}")).toBe("a: 'x'\nb: |-\n  {% (\n    $x\n  ) %}\n");
    expect(replaced("a: 'x'\n", ["a"], "it's")).toBe("a: 'it''s'\n");
    expect(replaced("a: # comment\n", ["a"], { b: 1 })).toBe("a:\n  b: 1 # comment\n");
  });

  it("moves what follows up to the dash", () => {
    const text = "a:\n  - b: 1\n    # about c\n    c: 2\n";
    const tree = notationOf(text).parse(text);
    const list = valueAt(tree.root, "a");
    const item = list?.kind === "array" ? list.items[0] : undefined;
    if (item?.kind !== "object") throw new Error("no object");
    const first = item.members.slice(0, 1);
    const edits = notationOf(text).edits.removeMembers({ text, tree }, item, first);
    expect(applyEdits(text, edits ?? [])).toBe("a:\n  - # about c\n    c: 2\n");
  });
});
