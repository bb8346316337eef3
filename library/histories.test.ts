import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../test/kit/chance.ts";
import { randomInput, randomMachine } from "../test/kit/random-machine.ts";
import { type ApiEvent, compile, type ExecuteOptions, execute, type TaskFunction, taskError } from "./index.ts";

/** Fails, succeeds at once or a little later, by the call. */
const moody: TaskFunction = async (_, { state, attempt, invocation }) => {
  const mood = (invocation * 7 + attempt * 3 + state.length) % 4;
  if (mood === 1) await new Promise(setImmediate);
  if (mood === 0) throw taskError("Custom", "moody");
  return { a: 1, list: [1, 2] };
};

function run(definition: object, options: ExecuteOptions) {
  return execute(compile(definition, { allowErrors: true }), { tasks: { "*": moody }, ...options });
}

/** What is wrong with a history, however it came about. */
function faults(history: readonly ApiEvent[], status: string): readonly string[] {
  const found: string[] = [];
  const inside = new Map<string, number[]>();
  let time = 0;
  for (const [index, event] of history.entries()) {
    const { id, previousEventId, timestamp, type } = event;
    if (id !== index + 1) found.push(`event ${index + 1} has the id ${id}`);
    if (previousEventId < 0 || previousEventId >= id) found.push(`${id} comes after ${previousEventId}`);
    if (timestamp < time) found.push(`${id} is before its time`);
    time = timestamp;
    const { name } = (event.stateEnteredEventDetails ?? event.stateExitedEventDetails ?? {}) as { name?: string };
    if (name === undefined) continue;
    const entries = inside.get(name) ?? [];
    inside.set(name, entries);
    if (type.endsWith("Entered")) entries.push(id);
    else if (entries.pop() === undefined) found.push(`${id} leaves "${name}", which nobody is in`);
  }
  const lastFailure = history.findLast(({ type }) => /(?:Failed|Aborted|TimedOut)$/.test(type))?.id ?? 0;
  for (const [name, entries] of inside) {
    if (entries.some((id) => id > lastFailure)) found.push(`nobody left "${name}", and nothing failed`);
  }
  if (history.at(-1)?.type !== ends[status]) found.push(`${history.at(-1)?.type} is the end of ${status}`);
  return found;
}

const ends: { readonly [status: string]: ApiEvent["type"] } = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  ABORTED: "ExecutionAborted",
  TIMED_OUT: "ExecutionTimedOut",
};

describe("whatever is executed", () => {
  it.each(["STANDARD", "EXPRESS"] as const)(
    "comes to an end, with a history that hangs together (%s)",
    async (type) => {
      const property = fc.asyncProperty(randomMachine, randomInput, async (definition, input) => {
        const execution = run(definition, { input, type });
        const { status } = await execution.result;
        expect(["SUCCEEDED", "FAILED"]).toContain(status);
        expect(faults(await execution.history, status)).toEqual([]);
      });
      await fc.assert(property, chance(100));
    },
  );

  it("can be stopped at any event, and its history still hangs together", async () => {
    const property = fc.asyncProperty(randomMachine, randomInput, fc.nat(20), async (definition, input, last) => {
      const execution = run(definition, { input });
      for await (const { id } of execution.events()) if (id > last) execution.stop("Enough");
      const { status } = await execution.result;
      expect(faults(await execution.history, status)).toEqual([]);
    });
    await fc.assert(property, chance(60));
  });

  it("gives the same bytes for the same seed, on every clock that doesn't follow real time", async () => {
    const property = fc.asyncProperty(randomMachine, randomInput, fc.integer(), async (definition, input, seed) => {
      const bytes = async (options: ExecuteOptions): Promise<string> => {
        const execution = run(definition, { input, seed, ...options });
        if (options.clock === "manual") await execution.clock.advance(10_000_000);
        return JSON.stringify([await execution.result, await execution.history]);
      };
      const first = await bytes({});
      expect(await bytes({})).toBe(first);
      expect(await bytes({ awaitTokens: true })).toBe(first);
      expect(await bytes({ clock: "manual" })).toBe(first);
    });
    await fc.assert(property, chance(50));
  });
});
