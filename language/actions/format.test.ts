import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../test/kit/chance.ts";
import { dice, randomJsonText, randomObject, randomYamlText } from "../../test/kit/random-document.ts";
import { applyEdits, type Notation, notationOf, notations, toJson } from "../index.ts";
import { formatted } from "./index.ts";

const options = { tabSize: 2, insertSpaces: true };

function laidOut(text: string, notation: Notation = notationOf(text)): string {
  return applyEdits(text, formatted({ text, tree: notation.parse(text), notation }, options));
}

describe("formatting", () => {
  it("lays JSON out and keeps comments, trailing commas and placeholders", () => {
    const text = '{"a":[1,{"b" : ${Count}}], // one\n\n"c":{},}';
    expect(laidOut(text)).toMatchInlineSnapshot(`
      "{
        "a": [
          1,
          {
            "b": \${Count}
          }
        ], // one
        "c": {},
      }"
    `);
  });

  it("changes no gap twice where a key of a broken text lacks its colon", () => {
    const text = "\nSt\ttes:\n      Type: Pass\n      Pararld\nass\n St-ates.Format('{}  Next:    Type: Pass\n      Pa";
    const edits = formatted({ text, tree: notations.yaml.parse(text), notation: notations.yaml }, options);
    const places = edits.map(({ span }) => `${span.start}-${span.end}`);
    expect(edits.length).toBeGreaterThan(0);
    expect(new Set(places).size).toBe(places.length);
  });

  it("lays YAML out and keeps comments, anchors, flow style and texts of several lines", () => {
    const text = `a:
    b:   1   
    # about c
    c:
    -   x: &here  1
        y: |
            one
              two   

    -   [1,   2]   # two


d: {e:   1}
f:
      g: *here
`;
    expect(laidOut(text)).toMatchInlineSnapshot(`
      "a:
        b: 1
        # about c
        c:
        - x: &here  1
          y: |
              one
                two   

        - [1,   2]   # two

      d: {e:   1}
      f:
        g: *here
      "
    `);
  });

  it("changes only the lines of a range", () => {
    const text = "a:\n    b: 1\nc:\n    d: 1\n";
    const tree = notations.yaml.parse(text);
    const edits = formatted({ text, tree, notation: notations.yaml }, options, { start: 12, end: text.length });
    expect(applyEdits(text, edits)).toBe("a:\n    b: 1\nc:\n  d: 1\n");
  });

  it.each([
    ["json", randomJsonText],
    ["yaml", randomYamlText],
  ] as const)("keeps values and comments, and has nothing to do twice: random %s", (id, write) => {
    const notation = notations[id];
    let changed = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const roll = dice(seed);
        const text = write(randomObject(roll, 3, 1 + roll.below(4)), roll);
        const tree = notation.parse(text);
        const edits = notation.edits.format({ text, tree }, options);
        const after = applyEdits(text, edits);
        const again = notation.parse(after);
        expect(toJson(again.root), `${text}\n--->\n${after}`).toEqual(toJson(tree.root));
        expect(
          again.comments.map((each) => each.text),
          after,
        ).toEqual(tree.comments.map((each) => each.text));
        expect(applyEdits(after, notation.edits.format({ text: after, tree: again }, options)), text).toBe(after);
        if (after !== text) changed++;
      }),
      chance(400),
    );
    expect(changed).toBeGreaterThan(50);
  });
});

const corpus = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions", "real");

describe.skipIf(!existsSync(corpus) && !process.env.CI)("formatting of real definitions", () => {
  const files = existsSync(corpus) ? readdirSync(corpus).filter((file) => /\.(?:json|ya?ml)$/.test(file)) : [];
  it("keeps their values, and has nothing to do twice", () => {
    for (const file of files) {
      const text = readFileSync(join(corpus, file), "utf8");
      const notation = notationOf(text);
      const after = laidOut(text, notation);
      expect(toJson(notation.parse(after).root), file).toEqual(toJson(notation.parse(text).root));
      expect(laidOut(after, notation) === after, file).toBe(true);
    }
    expect(files.length).toBeGreaterThan(10);
  });
});
