import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame } from "../engine/index.ts";
import type { Json, JsonObject } from "../language/index.ts";
import { chance } from "../test/kit/chance.ts";
import { randomExecution } from "../test/kit/random-execution.ts";
import { randomInput, randomMachine } from "../test/kit/random-machine.ts";
import { apiHistory, type Driver, type TaskHandler } from "./index.ts";

/** Fails or succeeds by the call, at once or a little later; counts how often it is called. */
const moody = (calls: string[]): TaskHandler => ({
  name: "moody",
  invoke({ call, answer }) {
    calls.push(call.state);
    const mood = (call.invocation * 7 + call.attempt * 3 + call.state.length) % 4;
    if (mood === 0) answer({ kind: "failed", error: { error: "Custom", cause: "moody" } });
    else if (mood === 1) return Promise.resolve().then(() => answer({ kind: "succeeded", output: { a: 1 } }));
    else answer({ kind: "succeeded", output: { a: 1, list: [1, 2] } });
    return undefined;
  },
  instant: true,
});

function executionOf(definition: JsonObject, value: Json, seed: number, calls: string[] = []): Driver {
  const driver = randomExecution(definition, value, { handler: moody(calls), seed, restorable: true });
  driver.start();
  return driver;
}

const everything = { stopsAt: (): boolean => false };
const history = ({ engine }: Driver): string => JSON.stringify(apiHistory(engine));

/** Runs until so many moves were made, or to the end. */
async function runFor(driver: Driver, moves: number): Promise<void> {
  let left = moves;
  await driver.run({ stopsAt: () => left-- <= 0 });
}

const path = ({ id, visit, phase }: Frame): string => `${id} ${visit.state.path} ${phase}`;

describe("time travel", () => {
  it("gives the identical trace and history when going forward again", async () => {
    const moments = fc.array(fc.nat(60), { minLength: 1, maxLength: 3 });
    const property = fc.asyncProperty(
      ...[randomMachine, randomInput, fc.integer(), fc.nat(80), moments],
      async (definition, input, seed, first, backs) => {
        const calls: string[] = [];
        const driver = executionOf(definition, input, seed, calls);
        const trace: string[] = [];
        await runFor(driver, first);
        for (const back of backs) driver.goTo(Math.max(1, driver.engine.execution.moment - back));
        const from = driver.engine.execution.moment;
        await driver.run({
          stopsAt(frame) {
            trace[driver.engine.execution.moment] = path(frame);
            return false;
          },
        });
        const expected = executionOf(definition, input, seed);
        const expectedTrace: string[] = [];
        await expected.run({
          stopsAt(frame) {
            expectedTrace[expected.engine.execution.moment] = path(frame);
            return false;
          },
        });
        expect(trace.slice(from)).toEqual(expectedTrace.slice(from));
        expect(history(driver)).toBe(history(expected));
      },
    );
    await fc.assert(property, chance(150));
  });

  it("calls no task again that has answered", async () => {
    const property = fc.asyncProperty(randomMachine, randomInput, fc.nat(60), async (definition, input, back) => {
      const [calls, expected]: [string[], string[]] = [[], []];
      const driver = executionOf(definition, input, 1, calls);
      await runFor(driver, 80);
      driver.goTo(Math.max(1, driver.engine.execution.moment - back));
      await driver.run(everything);
      await executionOf(definition, input, 1, expected).run(everything);
      expect(calls).toEqual(expected);
    });
    await fc.assert(property, chance(80));
  });

  it("gives the same history from a fork in which nothing was changed", async () => {
    const property = fc.asyncProperty(
      ...[randomMachine, randomInput, fc.nat(80), fc.nat(60)],
      async (definition, input, first, back) => {
        // Chance is another in another timeline, and strands may take their turns in another order.
        fc.pre(!/\$random|Parallel|Map/.test(JSON.stringify(definition)));
        const driver = executionOf(definition, input, 1);
        await runFor(driver, first);
        driver.goTo(Math.max(1, driver.engine.execution.moment - back));
        driver.fork();
        await driver.run(everything);
        const expected = executionOf(definition, input, 1);
        await expected.run(everything);
        expect(history(driver)).toBe(history(expected));
      },
    );
    await fc.assert(property, chance(150));
  });
});
