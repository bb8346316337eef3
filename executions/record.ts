import type { StateMachine } from "../language/index.ts";
import type { ExecutionEvent } from "./event.ts";
import { newStrand, type Recording, startStrand } from "./recording.ts";
import { takeEvent } from "./take-event.ts";
import { type Tallies, talliesOf } from "./tallies.ts";
import type { Strand, Visit } from "./visit.ts";

/** A history that may still grow. */
export interface EventSource {
  /** How many events it has. */
  readonly length: number;
  /** The events from an index on; the first one has the index 0. */
  from(index: number): Iterable<ExecutionEvent>;
}

/**
 * What happened in an execution, made of its history: the visits of its states, the strands that they were in, the edges
 * that were taken. The one model behind live runs, recordings and histories from the service.
 */
export interface ExecutionRecord {
  /** Undefined where the definition is missing. */
  readonly machine: StateMachine | undefined;
  readonly visits: readonly Visit[];
  readonly strands: readonly Strand[];
  readonly root: Strand;
  readonly tallies: Tallies;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** The histories: the execution's own, then those of child executions. */
  readonly logs: readonly EventSource[];
  /** What an event is about; undefined for events that nothing is known of. */
  placeOf(log: number, event: number): Visit | Strand | undefined;
  /** Takes over what the histories have got since, or so many events of it; says whether that was all. */
  read(most?: number): boolean;
  /** Says by which edge a visit will be left or was left; the history alone doesn't always tell. */
  hint(log: number, entered: number, edge: string): void;
  /** Adds the history of a child execution of the Map state that was entered with an event. */
  attach(source: EventSource, parent: { readonly log: number; readonly entered: number }, index: number): void;
}

export function createRecord(machine: StateMachine | undefined, main: EventSource): ExecutionRecord {
  const root = newStrand(
    { id: 0, parent: undefined, index: 0, kind: "execution", machine, log: 0, attempt: 1 },
    Number.NaN,
  );
  const recording: Recording = {
    machine,
    visits: [],
    strands: [root],
    root,
    tallies: talliesOf(),
    places: [[]],
    enteredAfter: [new Map()],
    hints: [new Map()],
    owners: [root],
    error: undefined,
    cause: undefined,
  };
  const logs = [main];
  const taken = [0];
  // What a child execution tells comes before what its parent says of it.
  function read(most = Number.POSITIVE_INFINITY): boolean {
    let left = most;
    for (let log = logs.length - 1; log >= 0; log--) {
      const [source, from = 0] = [logs[log], taken[log] ?? 0];
      if (!source || source.length <= from) continue;
      for (const event of source.from(from)) {
        if (left-- <= 0) return false;
        taken[log] = (taken[log] ?? 0) + 1;
        takeEvent(recording, log, event);
      }
    }
    return true;
  }
  return {
    machine,
    visits: recording.visits,
    strands: recording.strands,
    root,
    tallies: recording.tallies,
    logs,
    get error() {
      return recording.error;
    },
    get cause() {
      return recording.cause;
    },
    placeOf: (log, event) => recording.places[log]?.[event],
    read,
    hint: (log, entered, edge) => void recording.hints[log]?.set(entered, edge),
    attach(source, { log, entered }, index) {
      read();
      const parent = recording.places[log]?.[entered];
      if (!parent || !("entered" in parent)) return;
      const number = logs.push(source) - 1;
      taken.push(0);
      recording.places.push([]);
      recording.enteredAfter.push(new Map());
      recording.hints.push(new Map());
      const machine = parent.state?.children[0];
      const start = { parent, index, kind: "child", log: number, machine } as const;
      recording.owners.push(startStrand(recording, start, Number.NaN));
    },
  };
}
