import { evaluatePath, type Json, type JsonPath, pathFault, placeAt } from "../../language/index.ts";
import { fail, go, type Outcome, type PhaseBehaviour, rootsOf, type Turn } from "../outcome.ts";
import { runtimeError } from "../states-error.ts";

/** Takes the part of the raw input that the state works on; null gives an empty object. Reference, section 2.1. */
export const inputPath: PhaseBehaviour<"InputPath"> = {
  run: (turn, { path }) => select(turn, path, turn.frame.visit.input),
};

/** Takes the part of the combined document that is the output; null gives an empty object. */
export const outputPath: PhaseBehaviour<"OutputPath"> = {
  run: (turn, { path }) => select(turn, path, turn.frame.data),
};

function select(turn: Turn, path: JsonPath | null, from: Json): Outcome {
  if (path === null) return go({ ...turn.frame, data: {} });
  const found = evaluatePath(path, rootsOf(turn, from));
  if (found.found) return go({ ...turn.frame, data: found.value });
  return fail(turn.frame, runtimeError(`Invalid path '${path.text}' : ${pathFault(found)}`));
}

/** Puts the result into the raw input; null drops it. Reference, section 2.3. */
export const resultPath: PhaseBehaviour<"ResultPath"> = {
  run({ frame }, { path }) {
    const { input } = frame.visit;
    if (path === null) return go({ ...frame, data: input });
    const placed = placeAt(path, input, frame.data);
    if (placed.ok) return go({ ...frame, data: placed.value });
    return fail(frame, { ...runtimeError(placed.message), error: "States.ResultPathMatchFailure" });
  },
};
