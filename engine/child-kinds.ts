import { isJsonObject, type Json } from "../language/index.ts";
import { endExecutionOf } from "./child-execution.ts";
import { emitNamed, type World } from "./execution.ts";
import type { Children, Frame, MapItem, Strand } from "./frame.ts";
import type { EventType } from "./history.ts";
import type { ProgramState } from "./program.ts";
import { abortedError } from "./states-error.ts";

/** How the strands of a Parallel or Map state begin and end. */
export interface ChildKind {
  /** How many may run at once. */
  atOnce(parent: Frame): number;
  begin(parent: Frame, index: number, origin: number): Beginning;
  /** Writes the events of a strand's end behind its last one; gives the event that its parent's next one hangs on. */
  ended(world: World, parent: Frame, child: Frame, last: number, now: number): number;
  /** Writes that one strand failed, and that another is ended because of it. */
  failed?(world: World, parent: Frame, child: Frame, now: number): void;
  aborted?(world: World, parent: Frame, child: Frame, hang: number, now: number): void;
}

/** What a strand begins with. */
export interface Beginning {
  readonly strand: Strand;
  readonly state: ProgramState;
  readonly input: Json;
}

/** At most so many iterations of an inline Map run at once. Reference, section 7.5. */
const MAX_INLINE = 40;

/** Distributed ones could be 10,000; on one machine nothing is won by so many. */
const MAX_DISTRIBUTED = 1000;

const branches: ChildKind = {
  atOnce: () => Number.POSITIVE_INFINITY,
  begin(parent, index, origin) {
    const machine = machineAt(parent, index);
    const { item, log, execution } = parent.strand;
    const strand: Strand = {
      parent: parent.id,
      index,
      machine,
      origin,
      log,
      ...(item && { item }),
      ...(execution && { execution }),
    };
    return { strand, state: startOf(machine), input: parent.data };
  },
  ended: (_, __, ___, last) => last,
};

const iterations: ChildKind = {
  atOnce: (parent) => concurrency(parent, MAX_INLINE),
  begin: (parent, index, origin) => itemStrand(parent, index, origin, "iteration"),
  ended: (world, parent, child, last, now) => tell(world, parent, child, last, now, "MapIterationSucceeded"),
  failed(world, parent, child, now) {
    if (hasBegun(child)) tell(world, parent, child, child.event, now, "MapIterationFailed");
  },
  aborted(world, parent, child, hang, now) {
    if (hasBegun(child)) tell(world, parent, child, hang, now, "MapIterationAborted");
  },
};

/** Selecting the items of a batch leaves no events. */
const selections: ChildKind = {
  atOnce: () => MAX_INLINE,
  begin: (parent, index, origin) => itemStrand(parent, index, origin, "selection"),
  ended: (_, parent) => parent.event,
};

const executions: ChildKind = {
  atOnce: (parent) => concurrency(parent, MAX_DISTRIBUTED),
  begin: (parent, index) => itemStrand(parent, index, parent.event, "iteration"),
  ended(world, parent, child, last, now) {
    endExecutionOf(world, { ...child, event: last }, now);
    return parent.event;
  },
  failed: (world, _, child, now) => endExecutionOf(world, child, now),
  aborted: (world, _, child, __, now) => endExecutionOf(world, { ...child, error: abortedError }, now),
};

export const childKinds: { readonly [K in Children["kind"]]: ChildKind } = {
  branches,
  iterations,
  selections,
  executions,
};

/** Whether an item is selected, and its iteration under way. */
const hasBegun = ({ visit }: Frame): boolean => !visit.state.isIteration;

function tell(
  world: World,
  parent: Frame,
  child: Frame,
  hang: number,
  now: number,
  type: Extract<EventType, `MapIteration${string}`>,
): number {
  return emitNamed(world, parent.strand.log, now, hang, type, parent.visit.state.name, child.strand.index);
}

function itemStrand(parent: Frame, index: number, origin: number, part: "iteration" | "selection"): Beginning {
  const { children, visit, strand: around } = parent;
  const state = visit.state[part];
  const machine = machineAt(parent, 0);
  if (!state) throw new Error(`${visit.state.path} has no ${part}`);
  const input = children?.items?.[index] ?? null;
  const item = itemOf(parent, index, input);
  const { log, execution } = around;
  const strand: Strand = { parent: parent.id, index, machine, origin, item, log };
  return { strand: execution ? { ...strand, execution } : strand, state, input };
}

/** An inline Map's items come by the thousands, and have neither key nor source. */
function itemOf(parent: Frame, index: number, input: Json): MapItem {
  const { state } = parent.visit;
  if (!state.distributed) return { map: state.name, index, value: input };
  return { map: state.name, index, ...pairOf(parent, index, input), ...sourceOf(parent, index) };
}

/** The members of an object are gone through as `{"Key": …, "Value": …}`. */
function pairOf({ settings }: Frame, index: number, item: Json): Pick<MapItem, "value" | "key"> {
  const key = Array.isArray(settings.ItemKeys) ? settings.ItemKeys[index] : undefined;
  return typeof key === "string" && isJsonObject(item) ? { value: item.Value ?? null, key } : { value: item };
}

function sourceOf({ settings }: Frame, index: number): Pick<MapItem, "source"> {
  const { ItemSource: source = "STATE_DATA" } = settings;
  return { source: String(Array.isArray(source) ? source[index] : source) };
}

function machineAt({ visit }: Frame, index: number): ProgramState["machines"][number] {
  const machine = visit.state.machines[index];
  if (!machine) throw new Error(`${visit.state.path} has no machine ${index}`);
  return machine;
}

function startOf({ start, source }: ProgramState["machines"][number]): ProgramState {
  if (!start) throw new Error(`${source.path} has no start`);
  return start;
}

/** With a negative number, which only a path can give, the service starts nothing and waits for ever. */
function concurrency({ settings }: Frame, most: number): number {
  const wanted = Number(settings.MaxConcurrency ?? 0);
  return wanted === 0 ? most : Math.max(0, Math.min(wanted, most));
}
