import { expect, it } from "vitest";
import { typedInput } from "./typed-input.ts";

it("takes JSON of all kinds", () => {
  for (const text of ["{}", ' {"id": 1} ', "[1]", '"a"', "12", "-1"])
    expect(typedInput(text)).toEqual({ kind: "json" });
});

it("says what is wrong with a text that is meant to be JSON, and where", () => {
  expect(typedInput('{"id":"q","kilos":3,}')).toEqual({
    kind: "faulty",
    message: "Expected double-quoted property name in JSON at position 20 (line 1 column 21)",
  });
  expect(typedInput("{")?.kind).toBe("faulty");
  expect(typedInput("[1, 2")?.kind).toBe("faulty");
});

it("leaves words to search by alone", () => {
  for (const text of ["", "one.json", "2026-01-01.json", "sample"]) expect(typedInput(text)).toBeUndefined();
});
