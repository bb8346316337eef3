import fc from "fast-check";
import { expect, it } from "vitest";
import { chance } from "../../test/kit/chance.ts";
import { tolerantJson } from "./json.ts";
import { quickJson } from "./quick-json.ts";

const TEXT = '{"a\\n": [1, -2.5e3, true, null, "x\\u00e9\\"", {}, []], "": {"b": "\\\\"}} ';

it("reads sound JSON as the tolerant reader does", () => {
  expect(quickJson(TEXT)).toEqual(tolerantJson(TEXT).root);
});

it.each([
  "",
  "{",
  "[1,]",
  '{"a": 1,}',
  "// c\n{}",
  "{} x",
  '{"a": ${b}}',
  '"\\x"',
  "01",
  "+1",
  "1.",
  "tru",
  "\uFEFF{}",
  '"\t"',
  "[".repeat(600) + "]".repeat(600),
])("leaves %j to it", (text) => {
  expect(quickJson(text)).toBeUndefined();
});

it("never says anything else of a text", () => {
  const piece = fc.constantFrom(
    ...'{ } [ ] , : " \\ \n \t a 1 - . e true null ${x} // /* */ \u00a0'.split(" "),
    " ",
    '"k": ',
    '"v"',
  );
  const texts = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(), piece).map(([text, at, added]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + added + text.slice(place + 1);
    }),
    fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const root = quickJson(text);
      if (root) expect(tolerantJson(text)).toEqual({ root, problems: [], comments: [] });
    }),
    chance(500),
  );
});
