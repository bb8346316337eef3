import fc from "fast-check";
import { expect, it } from "vitest";
import { chance } from "../../test/kit/chance.ts";
import { fieldName } from "./field-name.ts";

it("is what stands there, whatever was read before", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "Next",
      "Type",
      "Text",
      "Test",
      "Resource",
      "__proto__",
      "constructor",
      "a.$",
      "",
      "Ärger",
      "x".repeat(60),
    ),
    fc.stringMatching(/^[a-zA-Z]{0,5}$/),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(word, word, word, (before, name, after) => {
      const text = `${before}"${name}"${after}`;
      expect(fieldName(text, before.length + 1, before.length + 1 + name.length)).toBe(name);
    }),
    chance(2000),
  );
});
