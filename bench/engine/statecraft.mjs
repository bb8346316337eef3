import { analyze, notations } from "../../language/index.ts";
import { createRouter, setUp } from "../../runtime/index.ts";

/**
 * Our side: the engine in its driver, with the whole history. The definition is read once, as the other side does.
 * @param {import("./scenarios.mjs").Scenario} scenario
 */
export function prepare({ definition, input, executions = 1 }) {
  const text = JSON.stringify(definition);
  const { model } = analyze({ uri: "", version: 0, notation: notations.json, text });
  const router = createRouter({ tasks: [], context: { folder: "." } });
  const common = { machine: model.machines[0], name: "bench", router, type: "STANDARD", limits: "none" };
  const given = { text: JSON.stringify(input), value: input };
  const clock = { speed: "skip", start: Date.now() };

  async function execute(seed) {
    const driver = setUp({ ...common, input: given, clock, seed, restorable: false, onUnhandled() {} });
    driver.start();
    await driver.run();
    const { state, log } = driver.engine.execution;
    driver.dispose();
    return { output: state.output, log };
  }
  return () => Promise.all(Array.from({ length: executions }, (_, seed) => execute(seed)));
}
