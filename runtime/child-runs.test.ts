import { describe, expect, it } from "vitest";
import type { Execute } from "../engine/index.ts";
import { analyze, type Json, notations } from "../language/index.ts";
import { apiHistory, type Driver, type Outcome, outcomeOf, setUp } from "./index.ts";

const EACH = `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}
      StartAt: Double
      States:
        Double: {Type: Pass, Parameters: {"n.$": $.n, "name.$": $$.Execution.Name}, Next: Rest}
        Rest: {Type: Wait, Seconds: 60, End: true}
    End: true
`;

const succeeded = (output: Json): Outcome => ({ status: "SUCCEEDED", output });

/** A distributed Map over three items; what runs its child executions elsewhere is asked for each of them. */
function mapOf(
  runChild: (child: Execute, signal: AbortSignal) => Promise<Outcome | undefined> | undefined,
  text = EACH,
): Driver {
  const { model } = analyze({ uri: "", version: 0, notation: notations.yaml, text });
  const [machine] = model.machines;
  if (!machine) throw new Error("no machine");
  const value = [{ n: 1 }, { n: 2 }, { n: 3 }];
  const driver = setUp({
    machine,
    name: "each",
    input: { text: JSON.stringify(value), value },
    seed: 1,
    type: "STANDARD",
    limits: "aws",
    clock: { speed: "skip", start: Date.UTC(2026, 0, 1) },
    restorable: true,
    router: { find: () => ({ kind: "nothing" }), dispose() {} },
    onUnhandled() {},
    runChild,
  });
  driver.start();
  return driver;
}

const everything = { stopsAt: (): boolean => false };

describe("a child execution of a distributed Map", () => {
  it("runs elsewhere where somebody wants it, and here otherwise", async () => {
    const asked: Execute[] = [];
    const driver = mapOf((child) => {
      asked.push(child);
      if (child.index === 0) return undefined;
      return child.index === 1 ? Promise.resolve(succeeded("away")) : Promise.resolve(undefined);
    });
    expect(await driver.run(everything)).toBe("ended");
    const names = asked.map(({ execution }) => execution.name);
    expect(asked.map(({ map, index, execution }) => [map, index, execution.input])).toEqual([
      ["/States/Each", 0, { n: 1 }],
      ["/States/Each", 1, { n: 2 }],
      ["/States/Each", 2, { n: 3 }],
    ]);
    expect(outcomeOf(driver.engine).output).toEqual([{ n: 1, name: names[0] }, "away", { n: 3, name: names[2] }]);
  });

  it.each<[string, Outcome, string]>([
    ["failed", { status: "FAILED", error: "Lost", cause: "in the mail" }, "FAILED"],
    ["was stopped", { status: "ABORTED" }, "FAILED"],
  ])("makes the Map Run fail where it %s, and the others end", async (_, outcome, status) => {
    const aborted: number[] = [];
    const driver = mapOf(({ index }, signal) => {
      signal.addEventListener("abort", () => aborted.push(index));
      return index === 1 ? Promise.resolve(outcome) : new Promise(() => {});
    });
    expect(await driver.run(everything)).toBe("ended");
    expect(outcomeOf(driver.engine)).toMatchObject({ status, error: "States.ExceedToleratedFailureThreshold" });
    expect(aborted).toEqual([0, 2]);
  });

  it("may fail where the Map tolerates it, whatever its first state would catch", async () => {
    const tolerant = EACH.replace("    End: true\n", "    ToleratedFailureCount: 1\n    End: true\n");
    const driver = mapOf(
      async ({ index }) => (index === 1 ? { status: "FAILED", error: "Lost" } : succeeded(index)),
      tolerant,
    );
    await driver.run(everything);
    expect(outcomeOf(driver.engine).output).toEqual([0, { Error: "Lost", Cause: null }, 2]);
  });

  it("isn't run again where its end is known, and goes on where it isn't", async () => {
    const asked: number[] = [];
    let finish: (outcome: Outcome) => void = () => {};
    const driver = mapOf(({ index }) => {
      asked.push(index);
      return index === 2 ? new Promise((resolve) => (finish = resolve)) : Promise.resolve(succeeded(index));
    });
    const running = driver.run(everything);
    await new Promise((resolve) => setTimeout(resolve, 20));
    driver.pause();
    expect(await running).toBe("stopped");
    driver.goTo(2);
    const again = driver.run(everything);
    await new Promise((resolve) => setTimeout(resolve, 20));
    finish(succeeded("late"));
    expect(await again).toBe("ended");
    expect(asked).toEqual([0, 1, 2]);
    const history = JSON.stringify(apiHistory(driver.engine));
    driver.goTo(2);
    expect(await driver.run(everything)).toBe("ended");
    expect(JSON.stringify(apiHistory(driver.engine))).toBe(history);
    expect(asked).toEqual([0, 1, 2]);
  });

  it("is asked for anew where the past is changed", async () => {
    const asked: number[] = [];
    const aborted: number[] = [];
    const driver = mapOf(({ index }, signal) => {
      asked.push(index);
      signal.addEventListener("abort", () => aborted.push(index));
      return asked.length > 3 ? Promise.resolve(succeeded(index)) : new Promise(() => {});
    });
    const running = driver.run(everything);
    await new Promise((resolve) => setTimeout(resolve, 20));
    driver.pause();
    await running;
    driver.goTo(2);
    driver.fork();
    expect(aborted).toEqual([0, 1, 2]);
    expect(await driver.run(everything)).toBe("ended");
    expect(asked).toEqual([0, 1, 2, 0, 1, 2]);
  });
});
