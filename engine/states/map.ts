import { isJsonObject, type Json, jsonText } from "../../language/index.ts";
import { startExecution } from "../child-execution.ts";
import { gather, startChildren } from "../children.ts";
import { mapsOverObjects } from "../dataflow/setting.ts";
import { emit, emitNamed, put, request, type World } from "../execution.ts";
import type { Ended, Frame } from "../frame.ts";
import { type Behaviour, fail, go, type PhaseBehaviour, type Turn } from "../outcome.ts";
import { errorOutput, queryError, runtimeError } from "../states-error.ts";
import { enterState } from "../strand.ts";

/** Runs its processor once for each item. Reference, sections 7.5 to 7.7. */
export const map: Behaviour = {
  act({ world, frame, now }) {
    const { Items: items } = frame.settings;
    if (!Array.isArray(items) || !frame.visit.state.machines[0]?.start) {
      return fail(frame, runtimeError("The item processor has no state to start at."));
    }
    if (items.length === 0) return go(frame);
    const kind = frame.visit.state.distributed ? "executions" : "iterations";
    return { kind: "wait", frame: startChildren(world, frame, kind, items, frame.event, now) };
  },
};

/** Tells how many items there are, once they are known; those that a reader reads are not known yet. */
export const begin: PhaseBehaviour<"Begin"> = {
  run(turn) {
    const { world, frame, now } = turn;
    const { distributed } = frame.visit.state;
    const given = distributed?.reader ? [] : (frame.settings.Items ?? frame.data);
    const items = mapsOverObjects(turn) ? listOf(given) : given;
    if (!Array.isArray(items)) return fail(frame, notAnArray(turn, given));
    const event = emit(world, frame.strand.log, now, frame.event, "MapStateStarted", { length: items.length });
    return go({ ...frame, settings: { ...frame.settings, Items: items, ...keysOf(given) }, event });
  },
};

/** A distributed Map also goes through the members of an object: an item is then a key and its value. */
export function listOf(items: Json): Json {
  if (!isJsonObject(items)) return items;
  return Object.entries(items).map(([Key, Value]) => ({ Key, Value }));
}

export const keysOf = (items: Json): { readonly ItemKeys?: readonly string[] } =>
  isJsonObject(items) ? { ItemKeys: Object.keys(items) } : {};

function notAnArray({ frame }: Turn, value: Json) {
  if (frame.visit.state.queryLanguage === "JSONPath") return runtimeError('Reference path "$" must point to array.');
  return queryError(`Map state input must be an array but was: ${jsonText(value)}`);
}

/** Gathers what the branches or iterations gave, in their order. */
export const join: PhaseBehaviour<"Join"> = {
  run({ world, frame, now }) {
    const outputs = gather(world, frame, outputOf);
    const { type } = frame.visit.state;
    emit(world, frame.strand.log, now, frame.event, type === "Map" ? "MapStateSucceeded" : "ParallelStateSucceeded");
    return go({ ...frame, data: outputs, result: outputs, children: undefined });
  },
};

/** What an item gave; one that failed, and was tolerated, gives its error. */
export const outputOf = ({ data, error }: Ended): Json => (error ? errorOutput(error) : data);

/** A child execution before its first state, waiting for somebody to run it elsewhere, or to say that nobody does. */
function askedFor(world: World, { visit }: Frame, entering: Frame): Frame {
  const { index, execution } = entering.strand;
  if (!execution) return entering;
  const { path, distributed } = visit.state;
  const isExpress = distributed?.isExpress === true;
  const effect = request(world, entering.id, { kind: "execute", map: path, index, execution, isExpress });
  return { ...entering, waiting: { on: "execution", effect } };
}

/** Begins an iteration: what follows are the states of the processor. */
export const iteration: PhaseBehaviour<"Iteration"> = {
  run({ world, frame, now }) {
    const { index, machine, origin, item, log } = frame.strand;
    if (!machine.start) throw new Error(`${machine.source.path} has no start`);
    if (frame.visit.state.distributed) {
      const begun = startExecution(world, frame, now);
      const entering = enterState(begun, begun.event, machine.start, now);
      put(world, world.options.asksForChildren ? askedFor(world, frame, entering) : entering);
    } else {
      const event = emitNamed(world, log, now, origin, "MapIterationStarted", item?.map ?? "", index);
      put(world, enterState(frame, event, machine.start, now));
    }
    return { kind: "arranged" };
  },
};
