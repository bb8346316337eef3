import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { chance } from "../../test/kit/chance.ts";
import { readMarks } from "../../test/kit/marks.ts";
import { type Chance, chanceOf, editOf, samples } from "../../test/kit/random-edits.ts";
import { ruleCases } from "../../test/kit/rule-cases.ts";
import { analyze, notationOf, type RuleSettings } from "../index.ts";
import { isJsonObject, type JsonObject } from "../text/index.ts";

/** The same data, for which no text is known to be clean. */
const unknowing: typeof catalogue = Object.create(catalogue);
let asked = 0;

interface Asked {
  readonly uri: string;
  readonly text: string;
  readonly type?: "STANDARD" | "EXPRESS";
}

/** What is found by one who has seen all texts before this one, and by one who has seen none. */
function compare({ uri, text, type }: Asked): void {
  const notation = notationOf(uri);
  const all = { uri, version: 1, notation, text, ...(type && { type }) };
  const nobody: RuleSettings = { [`no-rule-${asked++}`]: "off" };
  const known = analyze({ ...all, catalogue }).diagnostics;
  expect(known, text).toEqual(analyze({ ...all, catalogue: unknowing, rules: nobody }).diagnostics);
  // Once more: now its own states are known.
  expect(analyze({ ...all, catalogue }).diagnostics, text).toEqual(known);
}

const cases = ruleCases().map(({ marked }) => readMarks(marked).text);

const uriOf = (text: string): string => `file:///a.asl.${/^\s*\{/.test(text) ? "json" : "yaml"}`;

/** All states that stand in texts of JSON. */
function statesIn(texts: readonly string[]): readonly JsonObject[] {
  const found: JsonObject[] = [];
  for (const text of texts) {
    try {
      const pending: unknown[] = [JSON.parse(text)];
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (Array.isArray(next)) pending.push(...next);
        if (!isJsonObject(next)) continue;
        if (isJsonObject(next.States)) found.push(...Object.values(next.States).filter(isJsonObject));
        pending.push(...Object.values(next));
      }
    } catch {
      // Broken texts have no states to take from them.
    }
  }
  return found;
}

function assembled(pool: readonly JsonObject[], by: Chance): string {
  const names = ["A", "B", "C", "D", "E"];
  const states = Object.fromEntries(names.map((name) => [name, by.of(pool)]));
  const inner = { StartAt: "A", States: states };
  const language = by.of(["JSONata", "JSONPath"]);
  if (by.below(2) === 0) return JSON.stringify({ ...inner, QueryLanguage: language }, null, 2);
  const processor = { ...inner, ProcessorConfig: { Mode: by.of(["INLINE", "DISTRIBUTED"]) } };
  const map = { Type: "Map", ItemProcessor: processor, End: true };
  return JSON.stringify({ StartAt: "M", QueryLanguage: language, States: { M: map } }, null, 2);
}

it("all states of a large machine are looked at, each once", () => {
  const names = Array.from({ length: 130 }, (_, index) => `S${index}`);
  const state = (next: string | undefined) => ({
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage",
    Arguments: { QueueUrl: "{% $summ(1) %}", MessageBody: "a", Delay: 1 },
    Catch: [{ ErrorEquals: ["States.ALL"], Next: "S129", Assign: { "a-b": 1 } }],
    ...(next ? { Next: next } : { End: true }),
  });
  const states = Object.fromEntries(names.map((name, index) => [name, state(names[index + 1])]));
  const text = JSON.stringify({ StartAt: "S0", QueryLanguage: "JSONata", States: states });
  const found = analyze({ uri: "file:///a.asl.json", version: 1, notation: notationOf("a.asl.json"), text, catalogue });
  for (const code of ["jsonata-unknown-function", "unknown-parameter", "variable-name"]) {
    const places = found.diagnostics.filter((each) => each.code === code).map(({ span }) => span.start);
    expect(new Set(places).size, code).toBe(130);
    expect(places.length, code).toBe(130);
  }
});

describe("states that are known to be clean", () => {
  it("change nothing about what is found: in every case of every rule", () => {
    for (const text of cases) compare({ uri: uriOf(text), text });
  });

  const { numRuns, seed } = chance(150);

  it(`nor wherever states are moved to (seed ${seed})`, () => {
    const by = chanceOf(seed);
    const pool = statesIn([...cases, ...samples().map(({ text }) => text)]);
    for (let run = 0; run < numRuns; run++) {
      const type = by.of(["", "STANDARD", "EXPRESS"] as const);
      compare({ uri: "file:///a.asl.json", text: assembled(pool, by), ...(type && { type }) });
    }
  });

  it(`nor after edits (seed ${seed})`, () => {
    const by = chanceOf(seed);
    const all = [...cases, ...samples().map(({ text }) => text)].filter(({ length }) => length < 8_000);
    for (let run = 0; run < numRuns; run++) {
      let text = by.of(all);
      const uri = uriOf(text);
      for (let edits = 0; edits < 3; edits++) {
        const { start, end, newText } = editOf(text, by);
        text = text.slice(0, start) + newText + text.slice(end);
        compare({ uri, text });
      }
    }
  });
});
