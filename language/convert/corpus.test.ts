import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { twinOf } from "../../test/kit/both-notations.ts";
import { chance } from "../../test/kit/chance.ts";
import {
  type Analysis,
  analyze,
  applyEdits,
  convertMachine,
  convertState,
  type Notation,
  notationOf,
  notations,
} from "../index.ts";
import type { Conversion } from "./index.ts";

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "definitions", "real");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: conversions of real definitions (no shared folder)");

interface Row {
  readonly id: string;
  readonly file: string;
  readonly broken?: string;
}

const rows: readonly Row[] = isHere ? JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) : [];

const analysisOf = (text: string, notation: Notation): Analysis =>
  analyze({ uri: "test:", version: 0, notation, text });

const errorsIn = ({ diagnostics }: Analysis): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`);

/** Single states are tried in full by the long tests, else only every twelfth. */
const isLong = chance(1).numRuns > 1;

/** The machine and each of its states by itself, as a reader gets them and as one that must be exact. */
function conversionsOf(analysis: Analysis): readonly (readonly [name: string, conversion: Conversion])[] {
  const all = analysis.model.states.filter(({ queryLanguage }) => queryLanguage === "JSONPath");
  const states = all.filter((_, index) => isLong || index % 12 === analysis.text.length % 12);
  return [false, true].flatMap((exact) => [
    ...analysis.model.machines.map((machine) => ["machine", convertMachine(analysis, machine, { exact })] as const),
    ...states.map((state) => [state.name, convertState(analysis, state, { exact })] as const),
  ]);
}

describe.skipIf(!isHere && !process.env.CI)("real definitions", () => {
  const counts = { converted: 0, refused: 0 };

  it.each(rows.filter(({ broken }) => !broken))(
    "$file converts without errors, or is refused with a reason",
    ({ file }) => {
      const text = readFileSync(join(folder, file), "utf8");
      const notation = notationOf(text);
      const other = notation.id === "json" ? notations.yaml : notations.json;
      for (const [written, its] of [
        [text, notation],
        [twinOf({ text, marks: [] }, notation, other).text, other],
      ] as const) {
        const analysis = analysisOf(written, its);
        const before = new Set(errorsIn(analysis));
        for (const [name, conversion] of conversionsOf(analysis)) {
          counts[conversion.ok ? "converted" : "refused"]++;
          if (!conversion.ok) {
            expect(conversion.problems.length, name).toBeGreaterThan(0);
            continue;
          }
          const after = analysisOf(applyEdits(written, conversion.edits), its);
          expect(
            errorsIn(after).filter((error) => !before.has(error)),
            `${its.id} ${name}`,
          ).toEqual([]);
        }
      }
    },
  );

  it("are hardly ever refused", () => {
    expect(counts.refused).toBeLessThan(counts.converted / 40);
  });
});
