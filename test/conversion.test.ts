import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { type Answers, compareConversion, type ExecutionCase } from "../scripts/conformance/conversion-case.mjs";

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "conformance");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: the recorded executions (no shared folder)");

interface RecordedCase extends ExecutionCase {
  readonly id: string;
  readonly kind: string;
  readonly replay: string;
}

/** Every recorded execution that needs no service. */
async function recordedCases(): Promise<readonly { readonly recorded: RecordedCase; answers(): Answers }[]> {
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
  const { readCases } = await load("compare.mjs");
  const { taskResults } = await load("mocks.mjs");
  const found: { readonly recorded: RecordedCase; answers(): Answers }[] = [];
  for await (const recorded of readCases(folder)) {
    if (recorded.kind !== "execution" || !["pure", "mocked"].includes(recorded.replay)) continue;
    found.push({ recorded, answers: () => taskResults(recorded) });
  }
  return found;
}

describe.skipIf(!isHere && !process.env.CI)("machines of recorded executions, converted to JSONata", () => {
  it("end as they did, data missing and of odd types included, if they shall be exact", async () => {
    const { count, differing } = await compareAll(true);
    expect(differing).toEqual([]);
    expect(count.same).toBeGreaterThan(700);
    expect(count.refused).toBeLessThan(12);
  });

  it("end otherwise only where the conversion tells of it", async () => {
    const { count, differing } = await compareAll(false);
    expect(differing.filter(({ caveats }) => caveats.length === 0)).toEqual([]);
    expect(differing.length).toBeLessThan(40);
    expect(count.same).toBeGreaterThan(660);
  });
});

async function compareAll(exact: boolean) {
  const count = { nothing: 0, refused: 0, same: 0, different: 0 };
  const differing: { readonly id: string; readonly caveats: readonly string[] }[] = [];
  for (const { recorded, answers } of await recordedCases()) {
    const comparison = await compareConversion(recorded, answers, exact);
    count[comparison.kind]++;
    if (comparison.kind === "different") differing.push({ id: recorded.id, caveats: comparison.caveats });
  }
  return { count, differing };
}
