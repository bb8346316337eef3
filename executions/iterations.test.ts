import { describe, expect, test } from "vitest";
import { recordedRun } from "../test/kit/recorded.ts";
import type { IterationPage, RunOverlay } from "./protocol.ts";

/** Items of which some make their iteration fail; what runs beside them is aborted. */
const BATCH = `
StartAt: Each
States:
  Each:
    Type: Map
    ItemsPath: $.items
    MaxConcurrency: 5
    ItemProcessor:
      StartAt: Is good
      States:
        Is good: { Type: Choice, Choices: [{ Variable: $.bad, IsPresent: true, Next: Refuse }], Default: Keep }
        Refuse: { Type: Fail, Error: Bad }
        Keep: { Type: Task, Resource: "arn:aws:lambda:us-east-1:123456789012:function:keep", End: true }
    Catch: [{ ErrorEquals: [States.ALL], Next: Done }]
    Next: Done
  Done: { Type: Succeed }
`;

const items = Array.from({ length: 12 }, (_, index) => (index === 7 ? { bad: 1 } : { index }));

describe("iterations of which one fails", () => {
  const asked = { what: "iterations", path: "/States/Each", from: 0, count: 100 } as const;

  test("those that were aborted because of it haven't failed, here and in the overlay", async () => {
    const { answers } = await recordedRun(BATCH, { items });
    const page = answers(asked) as IterationPage;
    const aborted = page.rows.filter(({ status }) => status === "aborted").length;
    expect(aborted).toBeGreaterThan(0);
    const ended = page.rows.length;
    expect(page.progress).toEqual({ total: 12, succeeded: ended - 1 - aborted, failed: 1, aborted, running: 0 });
    const { states } = answers({ what: "overlay" }) as RunOverlay;
    expect(states["/States/Each"]?.progress).toEqual(page.progress);
  });

  test("the first that failed is none that was aborted, and only those that failed are listed as such", async () => {
    const { answers, record } = await recordedRun(BATCH, { items });
    const { firstFailed, rows, total } = answers({ ...asked, only: "failed" }) as IterationPage;
    expect(rows.map(({ index, status }) => [index, status])).toEqual([[7, "failed"]]);
    expect(total).toBe(1);
    expect(record.strands[firstFailed ?? -1]?.index).toBe(7);
  });
});
