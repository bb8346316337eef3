import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventsOf, type Frame, waysOut } from "../engine/index.ts";
import type { Json, JsonObject } from "../language/index.ts";
import { apiHistory, type Driver, type TaskHandler } from "../runtime/index.ts";
import { chance } from "../test/kit/chance.ts";
import { randomExecution } from "../test/kit/random-execution.ts";
import { randomInput, randomMachine } from "../test/kit/random-machine.ts";
import { answersAbout, createRecord, type ExecutionRecord, type RunOverlay, readHistory, sourceOf } from "./index.ts";

/** Fails or succeeds, by the seed. */
const moody: TaskHandler = {
  name: "moody",
  invoke({ call, answer }) {
    const mood = (call.invocation * 7 + call.attempt * 3 + call.state.length) % 3;
    if (mood === 0) answer({ kind: "failed", error: { error: "Custom", cause: "moody" } });
    else answer({ kind: "succeeded", output: { a: 1, list: [1, 2] } });
  },
};

/** The machine with names that are given once: others the service refuses, and a history can't tell them apart. */
function withUniqueNames(definition: JsonObject, prefix = ""): JsonObject {
  const named = JSON.parse(JSON.stringify(definition), (key, value: unknown) =>
    ["Next", "Default", "StartAt"].includes(key) && String(value).startsWith("S") ? `${prefix}${value}` : value,
  ) as { StartAt: string; States: { [name: string]: { [field: string]: unknown } } };
  const states = Object.entries(named.States).map(([name, state]) => {
    const { Branches: branches, ItemProcessor: processor } = (definition.States as JsonObject)[name] as unknown as {
      [field: string]: never;
    };
    const inner = (machine: JsonObject, index: number) => withUniqueNames(machine, `${prefix}${name}_${index}`);
    const changed = {
      ...(branches && { Branches: (branches as JsonObject[]).map(inner) }),
      ...(processor && { ItemProcessor: inner(processor, 0) }),
    };
    return [`${prefix}${name}`, { ...state, ...changed }] as const;
  });
  return { ...named, States: Object.fromEntries(states) } as unknown as JsonObject;
}

const executionOf = (definition: JsonObject, value: Json): Driver =>
  randomExecution(definition, value, { handler: moody, restorable: false });

/** A record that reads now and then while the execution runs, as the debugger's does. */
async function followed({ driver, everyMoves }: { driver: Driver; everyMoves: number }): Promise<ExecutionRecord> {
  const { execution } = driver.engine;
  const { log, program } = execution;
  const source = {
    get length() {
      return log.length;
    },
    from: (index: number) => eventsOf(log, index),
  };
  const record = createRecord(program.machine.source, source);
  let moves = 0;
  driver.start();
  await driver.run({
    stopsAt(frame: Frame) {
      if (moves++ % everyMoves === 0) record.read();
      const phase = frame.visit.state.phases[frame.phase];
      const way = phase && waysOut(frame.visit.state).get(phase);
      if (way) record.hint(0, frame.visit.entered, `${frame.visit.state.path}|${way.kind}|${way.order}`);
      return false;
    },
  });
  record.read();
  return record;
}

/** An overlay with the edges from one state to another as one: a history doesn't tell them apart. */
function comparable(record: ExecutionRecord): unknown {
  const overlay = answersAbout(record, { id: "r", isTimed: true })({ what: "overlay" }) as RunOverlay;
  const ways: { [way: string]: number } = {};
  for (const visit of record.visits) {
    const to = `${visit.strand.visits.indexOf(visit) > 0 ? "" : "start "}${visit.state?.path}`;
    ways[to] = (ways[to] ?? 0) + (visit.via === undefined ? 0 : 1);
  }
  return { ...overlay, edges: ways };
}

describe("the engine's own histories", () => {
  it("say the same while they grow, and read again from what the API gives", async () => {
    const property = fc.asyncProperty(
      randomMachine,
      randomInput,
      fc.integer({ min: 1, max: 20 }),
      async (definition, input, everyMoves) => {
        const driver = executionOf(withUniqueNames(definition), input);
        const live = await followed({ driver, everyMoves });
        const answer = readHistory(JSON.stringify({ events: apiHistory(driver.engine) }));
        if ("problem" in answer) throw new Error(answer.problem);
        const read = createRecord(live.machine, sourceOf(answer.histories[0]?.events ?? []));
        read.read();
        expect(comparable(live)).toEqual(comparable(read));
        const status = driver.engine.execution.state.status === "SUCCEEDED" ? "succeeded" : "failed";
        expect(read.root.status).toBe(status);
        expect(read.visits.filter((visit) => visit.status === "running" || visit.status === "waiting")).toEqual([]);
        expect(read.visits.filter(({ via, state }) => via === undefined || !state)).toEqual([]);
        if (status === "failed") expect(read.root.visits.at(-1)?.status ?? "failed").not.toBe("succeeded");
        if (status === "succeeded") expect(["succeeded"]).toContain(read.root.visits.at(-1)?.status);
      },
    );
    await fc.assert(property, chance(200));
  });
});
