import { expect, it } from "vitest";
import { type Json, jsonText } from "./index.ts";

it.each<Json>([null, 'a\n"', -1.5, [], {}, [1, [{ a: [null], "b c": {} }]]])("writes %j without blanks", (value) => {
  expect(jsonText(value)).toBe(JSON.stringify(value));
});

it("writes values of any depth", () => {
  let deep: Json = { "a b": [1, 2] };
  for (let i = 0; i < 50_000; i++) deep = i % 2 ? [deep, 1] : { x: deep, y: null };
  const text = jsonText(deep);
  expect(text.startsWith('[{"x":[{"x":')).toBe(true);
  expect(text).toContain('{"x":{"a b":[1,2]},"y":null}');
  expect(text.endsWith('"y":null},1]')).toBe(true);
});
