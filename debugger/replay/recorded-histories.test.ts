import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHistory } from "../../executions/index.ts";
import { analyze, type Json, type JsonObject, jsonText, notations } from "../../language/index.ts";
import { createRouter, localAccount, setUp } from "../../runtime/index.ts";
import { createReplay, type Disagreement } from "./replay.ts";

const corpus = join(process.env.STATECRAFT_SHARED ?? "../shared", "conformance", "execution.jsonl");
if (process.env.CI && !existsSync(corpus)) throw new Error("The recorded histories are missing.");

interface Case {
  readonly id: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly definition: JsonObject;
  readonly recorded?: string;
  readonly placeholders: { readonly [token: string]: number };
  readonly expected: {
    readonly status: string;
    readonly events?: readonly JsonObject[];
    readonly logs?: readonly JsonObject[];
  };
}

const TOKENS = /"(?:\\")?(?:timestamp|date|generated-uuid)(?:\\")?"/;

/** What an execution starts with, and what its states assign. */
const given = (event: JsonObject): readonly (Json | undefined)[] => [
  (event.executionStartedEventDetails as JsonObject | undefined)?.input,
  (event.stateExitedEventDetails as JsonObject | undefined)?.assignedVariables,
];

const cases: readonly Case[] = existsSync(corpus)
  ? readFileSync(corpus, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Case)
      .filter(({ expected: { events, logs } }) => (events ?? logs ?? []).length > 0)
      // The recorder sorted a part of some, and took the ids away there.
      .filter(({ expected: { events = [] } }) => events.every(({ id }) => typeof id === "number"))
      // Others hold words where moments and ids were.
      .filter(({ expected: { events = [] } }) => !TOKENS.test(JSON.stringify(events.map(given))))
  : [];

/** Goes through a history, and gives what disagreed and how it ended. */
async function replayed({ definition, type, recorded, expected: { events, logs } }: Case) {
  const text = JSON.stringify(definition);
  const { model } = analyze({ uri: "", version: 0, notation: notations.json, text });
  const [machine] = model.machines;
  const read = readHistory(JSON.stringify(events ?? logs));
  if (!machine || "problem" in read) throw new Error("problem" in read ? read.problem : "no machine");
  const [history] = read.histories;
  if (!history) throw new Error("no history");
  const found: Disagreement[] = [];
  const replay = createReplay(history, machine, { disagrees: (it) => found.push(it), misses() {} });
  const input = history.events[0]?.details?.input ?? {};
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})/.exec(recorded ?? "") ?? [];
  const driver = setUp({
    ...{ machine, type, seed: 1, limits: "aws", restorable: true, clock: replay.clock, name: "machine" },
    ...(year !== undefined && { asOf: Date.UTC(Number(year), Number(month) - 1, Number(day)) }),
    input: { text: jsonText(input), value: input },
    router: replay.router(
      createRouter({ tasks: [], context: { ...localAccount, folder: "/", node: "node", environment: {} } }),
    ),
    onUnhandled() {},
  });
  replay.accompany(driver);
  driver.start();
  const policy = { stopsAt: () => false, amends: replay.amend };
  let end = await driver.run(policy);
  if (end === "waiting" && replay.end() === "ended") end = await driver.run(policy);
  return { found, end, status: driver.engine.execution.state.status };
}

/** What the recorder took out of a history can't be computed. */
const hasToken = (value: Json | undefined, { placeholders }: Case): boolean => {
  const text = JSON.stringify(value ?? null);
  return (
    Object.keys(placeholders).some((token) => text.includes(token)) || /<[\w-]+>|"date"|"generated-uuid"/.test(text)
  );
};

describe.skipIf(cases.length === 0)("recorded histories", () => {
  it.each(cases.map((each) => [each.id, each] as const))("%s", async (_, each) => {
    const { found, end, status } = await replayed(each);
    const real = found.filter(({ recorded, computed }) => !hasToken(recorded, each) && !hasToken(computed, each));
    expect(
      real.map(({ what, recorded, computed, frame }) => ({ what, recorded, computed, at: frame.visit.state.name })),
    ).toEqual([]);
    if (each.expected.status !== "RUNNING")
      expect({ end, status }).toEqual({ end: "ended", status: each.expected.status });
  });
});
