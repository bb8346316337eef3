import type { Json } from "../language/index.ts";
import { count, emit, put, remove, request, type World } from "./execution.ts";
import { type Frame, innerScope, type Strand } from "./frame.ts";
import type { ProgramState } from "./program.ts";

/** At most so many iterations of an inline Map run at once. Reference, section 7.5. */
const MAX_INLINE_CONCURRENCY = 40;

/** A frame's beginning in a state. */
export function enterState(frame: Frame, state: ProgramState, input: Json, now: number): Frame {
  return {
    ...frame,
    visit: { state, input, before: frame.event, entered: 0, since: now },
    phase: 0,
    data: input,
    argument: undefined,
    result: undefined,
    settings: state.settings,
    assigned: undefined,
    retries: [],
    error: undefined,
    waiting: undefined,
    children: undefined,
  };
}

/** Starts the branches of a Parallel state, all at once; the frame that comes back waits for them. */
export function startBranches(world: World, frame: Frame, origin: number, now: number): Frame {
  const { machines } = frame.visit.state;
  const first = count(world, "frame", machines.length);
  for (const [index, machine] of machines.entries()) {
    const item = frame.strand.item && { item: frame.strand.item };
    const strand: Strand = { parent: frame.id, index, machine, origin, ...item };
    if (machine.start) put(world, newFrame(frame, first + index, strand, machine.start, frame.data, now));
  }
  const { length } = machines;
  const children = { first, count: length, started: length, ended: 0, items: undefined };
  return { ...frame, event: origin, children, waiting: { on: "children" } };
}

/** Starts the first iterations of a Map state; each that ends makes room for another. */
export function startIterations(
  world: World,
  frame: Frame,
  items: readonly Json[],
  origin: number,
  now: number,
): Frame {
  const first = count(world, "frame", items.length);
  const started = Math.min(items.length, concurrency(frame));
  const children = { first, count: items.length, started, ended: 0, items };
  const waiting: Frame = { ...frame, event: origin, children, waiting: { on: "children" } };
  for (let index = 0; index < started; index++) startIteration(world, waiting, index, origin, now);
  return waiting;
}

function concurrency({ settings }: Frame): number {
  const wanted = Number(settings.MaxConcurrency ?? 0);
  return wanted > 0 ? Math.min(wanted, MAX_INLINE_CONCURRENCY) : MAX_INLINE_CONCURRENCY;
}

function startIteration(world: World, parent: Frame, index: number, origin: number, now: number): void {
  const { children, visit } = parent;
  const iteration = visit.state.iteration;
  const machine = visit.state.machines[0];
  if (!children?.items || !iteration || !machine) return;
  const value = children.items[index] ?? null;
  const item = { map: visit.state.name, index, value };
  const strand: Strand = { parent: parent.id, index, machine, origin, item };
  put(world, newFrame(parent, children.first + index, strand, iteration, value, now));
}

function newFrame(parent: Frame, id: number, strand: Strand, state: ProgramState, input: Json, now: number): Frame {
  const variables = innerScope(parent.variables);
  const blank = { ...parent, id, strand, variables, event: strand.origin, done: false };
  const frame = enterState(blank, state, input, now);
  // What goes wrong before an iteration starts is told of as the Map state's own trouble.
  return state.isIteration ? { ...frame, visit: { ...frame.visit, entered: parent.visit.entered } } : frame;
}

/** A branch or iteration has come to its end with this output: its parent takes note, and starts the next item. */
export function endChild(world: World, child: Frame, output: Json, now: number): void {
  put(world, { ...child, data: output, done: true });
  const parent = child.strand.parent === undefined ? undefined : world.frames.get(child.strand.parent);
  if (!parent?.children) return;
  const { items, started, count: all } = parent.children;
  const { index } = child.strand;
  const event = items
    ? emit(world, now, child.event, "MapIterationSucceeded", { name: parent.visit.state.name, index })
    : child.event;
  const more = items !== undefined && started < all;
  const children = { ...parent.children, ended: parent.children.ended + 1, started: started + (more ? 1 : 0) };
  const next: Frame = { ...parent, children, event };
  const complete = children.ended === children.count;
  put(world, complete ? { ...next, waiting: undefined, phase: parent.phase + 1 } : next);
  if (more) startIteration(world, next, started, child.event, now);
}

/** The outputs of all branches or iterations, in their order; their frames vanish. */
export function gather(world: World, { children }: Frame): readonly Json[] {
  const outputs: Json[] = [];
  for (let i = 0; i < (children?.count ?? 0); i++) {
    const id = (children?.first ?? 0) + i;
    outputs.push(world.frames.get(id)?.data ?? null);
    remove(world, id);
  }
  return outputs;
}

/** Ends every strand within a Parallel or Map state because `failed`, one of its children, could not go on. */
export function abortChildren(world: World, parent: Frame, failed: Frame, now: number): void {
  const { first = 0, started = 0, items } = parent.children ?? {};
  const name = parent.visit.state.name;
  const hang = failed.event;
  if (items) emit(world, now, hang, "MapIterationFailed", { name, index: failed.strand.index });
  abortStrand(world, failed, hang, now);
  for (let id = first; id < first + started; id++) {
    const child = world.frames.get(id);
    if (!child || child.id === failed.id) continue;
    if (items && !child.done) emit(world, now, hang, "MapIterationAborted", { name, index: child.strand.index });
    abortStrand(world, child, hang, now);
  }
}

/** Ends a strand and everything within it; states that were entered and not left are told of. */
function abortStrand(world: World, top: Frame, hang: number, now: number): void {
  const pending = [top];
  for (let frame = pending.pop(); frame; frame = pending.pop()) {
    const { visit, done, children } = frame;
    const { type } = visit.state;
    const open = visit.entered > 0 && !visit.state.isIteration && !done;
    if (open && (type === "Task" || type === "Wait" || type === "Parallel" || type === "Map")) {
      emit(world, now, hang, `${type}StateAborted`);
    }
    cancelEffects(world, frame);
    remove(world, frame.id);
    for (let i = (children?.started ?? 0) - 1; children && i >= 0; i--) {
      const child = world.frames.get(children.first + i);
      if (child) pending.push(child);
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
