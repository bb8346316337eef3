import type { Json } from "../language/index.ts";
import { emit, forget, remove, request, type World } from "./execution.ts";
import { assignTo, type Frame } from "./frame.ts";
import type { ProgramState } from "./program.ts";

/** A frame's beginning in a state; what the state before assigned is visible now. */
export function enterState(frame: Frame, state: ProgramState, input: Json, now: number): Frame {
  return {
    ...frame,
    visit: { state, input, before: frame.event, entered: 0, since: now },
    phase: 0,
    data: input,
    argument: undefined,
    result: undefined,
    settings: state.settings,
    variables: assignTo(frame.variables, frame.assigned),
    assigned: undefined,
    retries: [],
    error: undefined,
    waiting: undefined,
    children: undefined,
  };
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
      const child = world.frames.get(children.first + i);
      if (child) pending.push(child);
      else forget(world, children.first + i);
    }
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
