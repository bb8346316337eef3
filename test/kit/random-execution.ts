import { analyze, type Json, type JsonObject, notations } from "../../language/index.ts";
import { type Driver, setUp, type TaskHandler } from "../../runtime/index.ts";

/** How a random machine is run. */
export interface RandomExecution {
  /** What answers all its tasks. */
  readonly handler: TaskHandler;
  readonly seed?: number;
  readonly restorable: boolean;
}

/** An execution of a machine from `random-machine.ts`, on a clock that skips, not started yet. */
export function randomExecution(definition: JsonObject, value: Json, given: RandomExecution): Driver {
  const { handler, seed = 1, restorable } = given;
  const { model } = analyze({ uri: "", version: 0, notation: notations.json, text: JSON.stringify(definition) });
  const [machine] = model.machines;
  if (!machine) throw new Error("no machine");
  return setUp({
    machine,
    name: "random",
    input: { text: JSON.stringify(value), value },
    seed,
    type: "STANDARD",
    limits: "aws",
    clock: { speed: "skip", start: Date.UTC(2026, 0, 1) },
    restorable,
    router: { find: () => ({ kind: "handler", handler }), dispose() {} },
    onUnhandled() {},
  });
}
