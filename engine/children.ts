import type { Json } from "../language/index.ts";
import { type ChildKind, childKinds } from "./child-kinds.ts";
import { endedStrand } from "./ended-strands.ts";
import { count, end, forget, put, type World } from "./execution.ts";
import { type Children, type Ended, type Frame, innerScope, noVariables } from "./frame.ts";
import { abortedError } from "./states-error.ts";
import { abortStrand, frameAt } from "./strand.ts";

/**
 * Starts the strands of a Parallel or Map state, as many at once as its kind takes; each that ends makes room for
 * another. The frame that comes back waits for all of them. `origin` is the event that the first ones hang on.
 */
export function startChildren(
  world: World,
  frame: Frame,
  kind: Children["kind"],
  items: readonly Json[] | undefined,
  origin: number,
  now: number,
): Frame {
  const total = items?.length ?? frame.visit.state.machines.length;
  const first = count(world, "frame", total);
  const started = Math.min(total, childKinds[kind].atOnce(frame));
  const children: Children = { kind, first, count: total, started, ended: 0, failed: 0, items };
  const waiting: Frame = { ...frame, event: origin, children, waiting: { on: "children" } };
  for (let index = 0; index < started; index++) startChild(world, waiting, index, origin, now);
  return waiting;
}

function startChild(world: World, parent: Frame, index: number, origin: number, now: number): void {
  const { children } = parent;
  if (!children) return;
  const kind = childKinds[children.kind];
  const { strand, state, input } = kind.begin(parent, index, origin);
  const variables = children.kind === "executions" ? noVariables : innerScope(parent.variables);
  const bearer = { id: children.first + index, strand, variables, event: strand.origin };
  // What goes wrong before an iteration starts is told of as the Map state's own trouble.
  put(world, frameAt(bearer, state, input, now, state.isIteration ? parent.visit.entered : 0));
}

/**
 * A strand has come to its end with `child.data`, or with `child.error`, and `last` is its last event: its parent takes
 * note, and starts the next one.
 */
export function endChild(world: World, child: Frame, last: number, now: number): void {
  end(world, child.id, endedAs(child));
  const parent = child.strand.parent === undefined ? undefined : world.frames[child.strand.parent];
  const { children } = parent ?? {};
  if (!parent || !children) return;
  const kind: ChildKind = childKinds[children.kind];
  const event = kind.ended(world, parent, child, last, now);
  const more = children.started < children.count;
  const counted: Children = {
    ...children,
    ended: children.ended + 1,
    failed: children.failed + (child.error ? 1 : 0),
    started: children.started + (more ? 1 : 0),
  };
  const next: Frame = { ...parent, children: counted, event };
  const complete = counted.ended === counted.count;
  put(world, complete ? { ...next, waiting: undefined, phase: parent.phase + 1 } : next);
  if (more) startChild(world, next, children.started, last, now);
}

const endedAs = ({ data, error, strand, visit }: Frame): Ended => ({
  data,
  error,
  // What its item is selected in is no child execution yet.
  execution: visit.state.isIteration ? undefined : strand.execution,
});

/** What is made of all strands that have come to their end, in their order. */
export function gather<T>(world: World, { children }: Frame, made: (ended: Ended) => T): readonly T[] {
  const gathered: T[] = [];
  for (let i = 0; i < (children?.count ?? 0); i++) {
    const id = (children?.first ?? 0) + i;
    const ended = endedStrand(world.ended, id);
    if (ended) gathered.push(made(ended));
    forget(world, id);
  }
  return gathered;
}

/**
 * Ends every strand within a Parallel or Map state because `failed`, one of them, could not go on. Nothing is left of them
 * unless it is to be gathered.
 */
export function abortChildren(world: World, parent: Frame, failed: Frame, now: number, gathered = false): void {
  const { children } = parent;
  if (!children) return;
  const kind: ChildKind = childKinds[children.kind];
  kind.failed?.(world, parent, failed, now);
  abortStrand(world, failed, failed.event, now);
  if (gathered) end(world, failed.id, endedAs(failed));
  for (let id = children.first; id < children.first + children.started; id++) {
    const child = world.frames[id];
    if (!child) {
      if (!gathered) forget(world, id);
      continue;
    }
    kind.aborted?.(world, parent, child, failed.event, now);
    abortStrand(world, child, failed.event, now);
    if (gathered) end(world, id, endedAs({ ...child, error: abortedError }));
  }
}
