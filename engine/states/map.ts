import { type Json, jsonText } from "../../language/index.ts";
import { enterState, gather, startIterations } from "../children.ts";
import { emit, endTurn, put } from "../execution.ts";
import { type Behaviour, fail, go, type PhaseBehaviour, type Turn } from "../outcome.ts";
import { queryError, runtimeError } from "../states-error.ts";

/** Runs its processor once for each item. Reference, sections 7.5 and 7.6. */
export const map: Behaviour = {
  act({ world, frame, now }) {
    const items = frame.settings.Items;
    if (!Array.isArray(items) || !frame.visit.state.machines[0]?.start) {
      return { kind: "fail", frame, error: runtimeError("The item processor has no state to start at.") };
    }
    if (items.length === 0) return go({ ...frame, children: undefined });
    return { kind: "wait", frame: startIterations(world, frame, items, frame.event, now) };
  },
};

/** Tells how many items there are, once they are known. */
export const begin: PhaseBehaviour<"Begin"> = {
  run(turn) {
    const { world, frame, now } = turn;
    const items = frame.settings.Items ?? frame.data;
    if (!Array.isArray(items)) return fail(frame, notAnArray(turn, items));
    const event = emit(world, now, frame.event, "MapStateStarted", { length: items.length });
    return go({ ...frame, settings: { ...frame.settings, Items: items }, event });
  },
};

function notAnArray({ frame }: Turn, value: Json) {
  if (frame.visit.state.queryLanguage === "JSONPath") return runtimeError('Reference path "$" must point to array.');
  return queryError(`Map state input must be an array but was: ${jsonText(value)}`);
}

/** Gathers what the branches or iterations gave, in their order. */
export const join: PhaseBehaviour<"Join"> = {
  run({ world, frame, now }) {
    const outputs = gather(world, frame);
    const { type } = frame.visit.state;
    emit(world, now, frame.event, type === "Map" ? "MapStateSucceeded" : "ParallelStateSucceeded");
    return go({ ...frame, data: outputs, result: outputs, children: undefined });
  },
};

/** Begins an iteration: what follows are the states of the processor. */
export const iteration: PhaseBehaviour<"Iteration"> = {
  run({ world, frame, now }) {
    const { index, machine, origin, item } = frame.strand;
    const event = emit(world, now, origin, "MapIterationStarted", { name: item?.map ?? "", index });
    if (machine.start) put(world, endTurn(world, enterState({ ...frame, event }, machine.start, frame.data, now)));
    return { kind: "arranged" };
  },
};
