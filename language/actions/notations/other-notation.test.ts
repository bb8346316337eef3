import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../../test/kit/chance.ts";
import { dice, randomJsonText, randomObject, randomYamlText } from "../../../test/kit/random-document.ts";
import { type Notation, notationOf, notations, toJson } from "../../index.ts";
import { inOtherNotation } from "../index.ts";

function converted(text: string, notation: Notation = notationOf(text)): string {
  const result = inOtherNotation({ text, tree: notation.parse(text), notation });
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

describe("the other notation", () => {
  it("keeps JSON's comments and blank lines", () => {
    const text = `// a machine
{
  "StartAt": "A", // first

  "States": { // all
    /* about A
       in two lines */
    "A": {
      "Type": "Pass",
      "Assign": { "x": "{% $y %}", "code": "(\\n  1\\n)" },
      "Retry": [{ "ErrorEquals": ["States.ALL"] }, /* end */ {}],
      "End": true
      // nothing more
    }
  }
}
// the end
`;
    expect(converted(text)).toMatchInlineSnapshot(`
      "# a machine
      StartAt: A # first

      States: # all
        # about A
        # in two lines
        A:
          Type: Pass
          Assign:
            x: "{% $y %}"
            code: |-
              (
                1
              )
          Retry:
            - ErrorEquals: [States.ALL]
            # end
            - {}
          End: true
          # nothing more
      # the end
      "
    `);
  });

  it("keeps YAML's comments, and resolves anchors and tags", () => {
    const text = `# a machine
StartAt: A # first

States: # all
  # about A
  A: &a
    Type: Pass
    Result: [1, two]
    # last
    End: true
  B: *a
Role: !GetAtt Role.Arn
List:
  - # an item
    x: |
      one
      two
  - {y: 1}
# the end
`;
    expect(converted(text)).toMatchInlineSnapshot(`
      "{
        // a machine
        "StartAt": "A", // first

        "States": { // all
          // about A
          "A": {
            "Type": "Pass",
            "Result": [1, "two"],
            // last
            "End": true
          },
          "B": {
            "Type": "Pass",
            "Result": [1, "two"],
            "End": true
          }
        },
        "Role": { "Fn::GetAtt": "Role.Arn" },
        "List": [
          // an item
          {
            "x": "one\\ntwo\\n"
          },
          { "y": 1 }
        ]
      }
      // the end
      "
    `);
  });

  it("isn't written of broken texts", () => {
    const text = '{"StartAt": ';
    const result = inOtherNotation({ text, tree: notations.json.parse(text), notation: notations.json });
    expect(result).toEqual({ ok: false, problem: expect.stringContaining("can't be read") });
  });

  it.each([
    ["json", randomJsonText],
    ["yaml", randomYamlText],
  ] as const)("has the same value and all comments: random %s", (id, write) => {
    const notation = notations[id];
    const other = id === "json" ? notations.yaml : notations.json;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const roll = dice(seed);
        const text = write(randomObject(roll, 3, 1 + roll.below(4)), roll);
        if (notation.parse(text).root.kind !== "object") return;
        const twin = other.parse(converted(text, notation));
        const shown = `${text}\n--->\n${converted(text, notation)}`;
        expect(
          twin.problems.filter(({ severity }) => severity === "error"),
          shown,
        ).toEqual([]);
        expect(JSON.stringify(toJson(twin.root)), shown).toBe(JSON.stringify(toJson(notation.parse(text).root)));
        const left = twin.comments.map((each) => each.text).join(" ");
        for (const each of notation.parse(text).comments) {
          const word = /c\d+/.exec(each.text)?.[0] ?? "";
          expect(left, shown).toMatch(new RegExp(`\\b${word}\\b`));
        }
      }),
      chance(400),
    );
  });
});

const corpus = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions", "real");

describe.skipIf(!existsSync(corpus) && !process.env.CI)("the other notation of real definitions", () => {
  it("has the same value, there and back", () => {
    const files = readdirSync(corpus).filter((file) => /\.(?:json|ya?ml)$/.test(file));
    for (const file of files) {
      const text = readFileSync(join(corpus, file), "utf8");
      const notation = notationOf(text);
      const other = notation.id === "json" ? notations.yaml : notations.json;
      const result = inOtherNotation({ text, tree: notation.parse(text), notation });
      if (!result.ok) continue;
      const value = JSON.stringify(toJson(notation.parse(text).root));
      expect(JSON.stringify(toJson(other.parse(result.text).root)), file).toBe(value);
      expect(JSON.stringify(toJson(notation.parse(converted(result.text, other)).root)), file).toBe(value);
    }
    expect(files.length).toBeGreaterThan(10);
  });
});
