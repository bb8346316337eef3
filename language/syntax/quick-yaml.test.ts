import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { chance } from "../../test/kit/chance.ts";
import { chanceOf, editOf, samples } from "../../test/kit/random-edits.ts";
import { quickYaml } from "./quick-yaml.ts";
import { libraryYaml } from "./yaml.ts";

const TEXT = `StartAt: A b
States:
  A b:
    Type: Choice
    "x.$": $.a
    Choices:
    - Variable: "$.a\\\\b"
      Next: 'it''s'

    -   - 1
        - -2.5
      # none
`.replace("      # none\n", "");

const same = (text: string, root: ReturnType<typeof quickYaml>): void => {
  const { root: byLibrary, problems } = libraryYaml(text);
  expect({ root, problems: [] }).toEqual({ root: byLibrary, problems });
};

describe("plain YAML", () => {
  it("is read as the library reads it", () => {
    const root = quickYaml(TEXT);
    expect(root).toBeDefined();
    same(TEXT, root);
  });

  it.each([
    "",
    "a",
    "a: b: c",
    "a: b\n c",
    "a:\n",
    "- a",
    "a: &x 1",
    "a: *x",
    "a: [1]",
    "a: |\n  x",
    "a: 0x1",
    "a: b # c",
    "<<: a",
    "a: 'b\n  c'",
    "---\na: b",
    "a: b\n...",
    "a:\tb",
    "a: b\r\n",
    "a: .inf",
    "? a",
    "a : b\n b: c",
  ])("leaves %j to it", (text) => {
    const root = quickYaml(text);
    if (root) same(text, root);
    else expect(root).toBeUndefined();
  });

  it("is never read in any other way", () => {
    const json = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1, maxKeys: 4 });
    const all = samples().filter(({ name }) => /\.ya?ml$/.test(name));
    let read = 0;
    fc.assert(
      fc.property(json, fc.nat(), fc.boolean(), (value, seed, isSample) => {
        const by = chanceOf(seed);
        let text = isSample && all.length > 0 ? by.of(all).text : stringify(value, { lineWidth: 0 });
        for (let edits = by.below(3); edits > 0; edits--) {
          const { start, end, newText } = editOf(text, by);
          text = text.slice(0, start) + newText + text.slice(end);
        }
        const root = quickYaml(text);
        if (!root) return;
        read++;
        same(text, root);
      }),
      chance(400),
    );
    expect(read).toBeGreaterThan(20);
  });
});
