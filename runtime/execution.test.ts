import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allNumbered, eventsOf, type HistoryEvent } from "../engine/index.ts";
import type { Json, JsonObject } from "../language/index.ts";
import { chance } from "../test/kit/chance.ts";
import { randomExecution } from "../test/kit/random-execution.ts";
import { randomInput, randomMachine } from "../test/kit/random-machine.ts";
import { apiHistory, type Driver, type TaskHandler } from "./index.ts";

/** Fails, succeeds or never answers, by the seed. */
const moody: TaskHandler = {
  name: "moody",
  invoke({ call, answer }) {
    const mood = (call.invocation * 7 + call.attempt * 3 + call.state.length) % 4;
    if (mood === 0) answer({ kind: "failed", error: { error: "Custom", cause: "moody" } });
    else if (mood < 3 || call.timeoutSeconds === undefined)
      answer({ kind: "succeeded", output: { a: 1, list: [1, 2] } });
  },
};

const executionOf = (definition: JsonObject, value: Json, seed = 1): Driver =>
  randomExecution(definition, value, { handler: moody, seed, restorable: true });

async function run(driver: Driver): Promise<string> {
  driver.start();
  await driver.run();
  return JSON.stringify(apiHistory(driver.engine));
}

describe("executions of random machines", () => {
  it("end, with a history that hangs together", async () => {
    const property = fc.asyncProperty(randomMachine, randomInput, async (definition, input) => {
      const driver = executionOf(definition, input);
      await run(driver);
      const { state, log } = driver.engine.execution;
      const events = [...eventsOf(log)];
      expect(["SUCCEEDED", "FAILED"]).toContain(state.status);
      for (const [index, { id, previous }] of events.entries()) {
        expect(id).toBe(index + 1);
        expect(previous).toBeLessThan(id);
      }
      expect(events.at(-1)?.type).toBe(state.status === "SUCCEEDED" ? "ExecutionSucceeded" : "ExecutionFailed");
      const exits = events.filter(({ type }) => /State(?:Exited|Succeeded|Failed)$/.test(type));
      const entered = new Set(events.filter(({ type }) => type.endsWith("StateEntered")).map(nameOf));
      for (const exit of exits) if (exit.details) expect(entered).toContain(nameOf(exit));
      if (state.status === "SUCCEEDED") expect(exits.at(-1)?.details?.output).toEqual(state.output);
    });
    await fc.assert(property, chance(150));
  });

  it("give the same bytes for the same seed", async () => {
    const property = fc.asyncProperty(randomMachine, randomInput, fc.integer(), async (definition, input, seed) => {
      const first = await run(executionOf(definition, input, seed));
      expect(await run(executionOf(definition, input, seed))).toBe(first);
    });
    await fc.assert(property, chance(80));
  });

  it("can be taken back to every earlier moment", async () => {
    const property = fc.asyncProperty(randomMachine, randomInput, async (definition, input) => {
      const driver = executionOf(definition, input);
      const seen: string[] = [];
      const { engine } = driver;
      driver.start();
      await driver.run({
        stopsAt() {
          seen[engine.execution.moment] = snapshot(driver);
          return false;
        },
      });
      for (let moment = engine.execution.moment - 1; moment > 0; moment--) {
        engine.restore(moment);
        if (seen[moment] !== undefined) expect(snapshot(driver)).toBe(seen[moment]);
      }
    });
    await fc.assert(property, chance(60));
  });
});

const nameOf = ({ details }: HistoryEvent): unknown => details?.name;

/** Everything that an execution is, as text. */
function snapshot({ engine }: Driver): string {
  const { state, frames, ended, log } = engine.execution;
  const plain = allNumbered(frames)
    .toSorted((a, b) => a.id - b.id)
    .map(({ visit, strand, ...rest }) => ({
      ...rest,
      at: visit.state.path,
      input: visit.input,
      parent: strand.parent,
    }));
  const results = [allNumbered(ended.outputs), allNumbered(ended.others)];
  return JSON.stringify({ state, plain, results, events: [...eventsOf(log)], next: engine.next()?.id });
}
