import type { Json } from "../language/index.ts";
import { emit, forget, remove, request, turnOver, type World } from "./execution.ts";
import { assignTo, type Frame } from "./frame.ts";
import type { ProgramState } from "./program.ts";

/** What a frame brings into a state. */
type Bearer = Pick<Frame, "id" | "strand" | "variables" | "event">;

const noRetries: readonly number[] = [];

/**
 * A frame at the beginning of a state. `entered` is the event that tells so, where there is one already. Every frame
 * comes from here, with all its members in one order: that makes them quick to copy. Its turn comes after all others'.
 */
export function frameAt(bearer: Bearer, state: ProgramState, input: Json, now: number, entered = 0): Frame {
  const { id, strand, variables, event } = bearer;
  return {
    id,
    strand,
    visit: { state, input, before: event, entered, since: now },
    phase: 0,
    data: input,
    argument: undefined,
    result: undefined,
    settings: state.settings,
    variables,
    assigned: undefined,
    retries: noRetries,
    error: undefined,
    event,
    waiting: undefined,
    children: undefined,
    turn: turnOver,
  };
}

/** A frame's beginning in its next state, behind `event`; what the state before assigned is visible now. */
export function enterState(frame: Frame, event: number, state: ProgramState, now: number): Frame {
  const { id, strand, data } = frame;
  const variables = assignTo(frame.variables, frame.assigned);
  return frameAt({ id, strand, variables, event }, state, data, now);
}

/** Ends a strand and everything within it; states that were entered and not left are told of, behind `hang`. */
export function abortStrand(world: World, top: Frame, hang: number, now: number): void {
  const pending = [top];
  for (let frame = pending.pop(); frame; frame = pending.pop()) {
    const { visit, children, strand } = frame;
    const { type } = visit.state;
    const open = visit.entered > 0 && !visit.state.isIteration;
    if (open && (type === "Task" || type === "Wait" || type === "Parallel" || type === "Map")) {
      emit(world, strand.log, now, hang, `${type}StateAborted`);
    }
    cancelEffects(world, frame);
    remove(world, frame.id);
    for (let i = (children?.started ?? 0) - 1; children && i >= 0; i--) {
      const child = world.frames[children.first + i];
      if (child) pending.push(child);
      else forget(world, children.first + i);
    }
  }
}

/** Ends whatever a frame waits for, and every strand within it. */
export function dropWork(world: World, frame: Frame, now: number): void {
  cancelEffects(world, frame);
  const { first = 0, started = 0 } = frame.children ?? {};
  for (let id = first; id < first + started; id++) {
    const child = world.frames[id];
    if (child) abortStrand(world, child, child.event, now);
    else forget(world, id);
  }
}

/** Tells the world around that nobody waits any more for what this frame asked for. */
export function cancelEffects(world: World, { id, waiting }: Frame, except?: number): void {
  if (!waiting || waiting.on === "children") return;
  const effects = waiting.on === "task" ? [waiting.effect, waiting.timeout, waiting.heartbeat] : [waiting.effect];
  for (const effect of effects) {
    if (effect !== undefined && effect !== except) request(world, id, { kind: "cancel", effect });
  }
}
