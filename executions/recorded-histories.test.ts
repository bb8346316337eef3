import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze, type JsonObject, notations } from "../language/index.ts";
import { answersAbout, createRecord, type ExecutionRecord, readHistory, sourceOf, type Visit } from "./index.ts";

const corpus = join(process.env.STATECRAFT_SHARED ?? "../shared", "conformance", "execution.jsonl");

interface Case {
  readonly id: string;
  readonly definition: JsonObject;
  readonly expected: {
    readonly status: string;
    readonly error?: string;
    readonly events?: readonly JsonObject[];
    readonly logs?: readonly JsonObject[];
  };
}

const cases: readonly Case[] = existsSync(corpus)
  ? readFileSync(corpus, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Case)
      .filter(({ expected }) => expected.events?.length)
  : [];

const statuses: { readonly [status: string]: string } = {
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "timedOut",
  ABORTED: "aborted",
  RUNNING: "running",
};

function recordOf(definition: JsonObject, history: unknown): ExecutionRecord {
  const { model } = analyze({ uri: "", version: 0, notation: notations.json, text: JSON.stringify(definition) });
  const answer = readHistory(JSON.stringify(history));
  if ("problem" in answer) throw new Error(answer.problem);
  const record = createRecord(model.machines[0], sourceOf(answer.histories[0]?.events ?? []));
  record.read();
  return record;
}

const isOver = ({ status }: { readonly status: string }): boolean => status !== "running" && status !== "waiting";

/** Where a way that was taken doesn't hang together. */
function brokenWays({ visits }: ExecutionRecord): readonly string[] {
  const found: string[] = [];
  for (const { visits: those } of new Set(visits.map(({ strand }) => strand))) {
    for (const [index, { name, via, state }] of those.entries()) {
      const before = those[index - 1];
      const expected = before ? before.state?.path : `${state?.machine.path}#start`;
      if (!via?.startsWith(`${expected}|`)) found.push(`${before?.name ?? "start"} -> ${name}: ${via}`);
    }
  }
  return found;
}

describe.skipIf(cases.length === 0 && !process.env.CI)("histories recorded on the service", () => {
  it("there are many", () => expect(cases.length).toBeGreaterThan(400));

  it.each(cases.map((each) => [each.id, each] as const))("%s", (_, { definition, expected }) => {
    const record = recordOf(definition, { events: withIds(expected.events ?? []) });
    expect(record.root.status).toBe(statuses[expected.status]);
    expect(record.error).toBe(expected.error);
    if (expected.status === "RUNNING") return;
    expect(record.visits.filter((visit) => !isOver(visit)).map(({ name }) => name)).toEqual([]);
    expect(record.visits.filter(({ state }) => !state).map(({ name }) => name)).toEqual([]);
    expect(brokenWays(record)).toEqual([]);
    const own = record.root.visits;
    const ends = own.map(({ status }) => status);
    if (expected.status === "SUCCEEDED") {
      expect(ends.filter((status) => status !== "succeeded" && status !== "caught")).toEqual([]);
      expect(ends.at(-1)).toBe("succeeded");
    } else if (own.length > 0) expect(["failed", "timedOut", "aborted"]).toContain(ends.at(-1));
    checkAnswers(record);
  });

  it("the log of an EXPRESS machine tells the same as its last event", () => {
    const logged = cases.filter(({ expected }) => (expected.logs?.length ?? 0) > 1);
    for (const { definition, expected } of logged) {
      const lines = (expected.logs ?? []).map((line) => ({ message: JSON.stringify(line) }));
      expect(recordOf(definition, { events: lines }).root.status).toBe(statuses[expected.status]);
    }
  });
});

/** In some recordings a stretch has lost its ids and links: it stands in the order of the events all the same. */
function withIds(events: readonly JsonObject[]): readonly JsonObject[] {
  if (events.every(({ id }) => typeof id === "number")) return events;
  return events.map((event, index) => ({ ...event, id: index + 1, previousEventId: index }));
}

/** Every state that was entered has its values, every event a row. */
function checkAnswers(record: ExecutionRecord): void {
  const ask = answersAbout(record, { id: "r", isTimed: true });
  const events = ask({ what: "events", from: 0, count: 1000 }) as { readonly total: number; readonly rows: object[] };
  expect(events.rows).toHaveLength(events.total);
  const overlay = ask({ what: "overlay" }) as { readonly states: object };
  expect(Object.keys(overlay.states).toSorted()).toEqual([...new Set(record.visits.map(pathOf))].toSorted());
  for (const path of Object.keys(overlay.states)) {
    const state = ask({ what: "state", path }) as { readonly fields: readonly string[] } | null;
    expect(state?.fields).toContain("input");
  }
}

const pathOf = ({ state }: Visit): string => state?.path ?? "";
