import { expect, it } from "vitest";
import type { Json } from "../language/index.ts";
import { redacted } from "./index.ts";

const words = ["password", "apikey", "token"];

it("leaves out what is kept under secret keys, whatever their case", () => {
  const value = { user: "ada", dbPassword: { deep: 1 }, list: [{ "API-Key": "k" }, { ACCESS_TOKEN: null }] };
  expect(redacted(value, words)).toEqual({
    user: "ada",
    dbPassword: "(redacted)",
    list: [{ "API-Key": "(redacted)" }, { ACCESS_TOKEN: "(redacted)" }],
  });
});

it("leaves everything else as it is", () => {
  const value: Json = JSON.parse('{"__proto__":{"a":[1,null]},"":true}');
  expect(JSON.stringify(redacted(value, words))).toBe(JSON.stringify(value));
  expect(redacted(value, [])).toBe(value);
  expect(redacted("password", words)).toBe("password");
});

it("nested as deep as it likes", () => {
  let value: Json = { token: 1 };
  for (let i = 0; i < 20_000; i++) value = [value];
  let inner = redacted(value, words);
  while (Array.isArray(inner)) inner = inner[0] as Json;
  expect(inner).toEqual({ token: "(redacted)" });
});
