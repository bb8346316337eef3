import type { Json, JsonObject } from "../language/index.ts";
import type { ExecutionEvent } from "./event.ts";
import type { ValueField } from "./protocol.ts";
import type { EventSource, ExecutionRecord } from "./record.ts";
import { type Strand, type Visit, visitsWithin } from "./visit.ts";

/** An event by its id; undefined where the history has none. */
export function eventAt(source: EventSource | undefined, id: number): ExecutionEvent | undefined {
  if (!source || id < 1 || id > source.length) return undefined;
  for (const event of source.from(id - 1)) return event;
  return undefined;
}

/** The values that a visit may have, in the order in which they come to be. */
export const valueFields: readonly ValueField[] = ["input", "arguments", "result", "output", "variables", "cause"];

/** A value of a visit; undefined where there is none (yet). */
export function visitValue(record: ExecutionRecord, visit: Visit, field: ValueField): Json | undefined {
  const detail = (id: number, ...names: readonly string[]): Json | undefined => {
    const details = eventAt(record.logs[visit.strand.log], id)?.details;
    return names.map((name) => details?.[name]).find((value) => value !== undefined);
  };
  switch (field) {
    case "input":
      return detail(visit.entered, "input");
    case "arguments":
      return detail(visit.scheduled, "parameters", "input");
    case "result":
      return detail(visit.result, "output");
    case "output":
      return detail(visit.exited, "output");
    case "variables":
      return variablesAt(record, visit);
    case "cause":
      return visit.cause;
  }
}

/** The variables that a visit left behind: those of its strand and of the strands around. Reference, section 2.6. */
function variablesAt(record: ExecutionRecord, visit: Visit): JsonObject | undefined {
  const scopes: JsonObject[] = [];
  let [strand, last]: [Strand | undefined, Visit | undefined] = [visit.strand, visit];
  while (strand && last) {
    scopes.unshift(assignedUpTo(record, strand, last, last === visit));
    last = strand.parent;
    strand = last?.strand;
  }
  const all = Object.assign({}, ...scopes) as JsonObject;
  return Object.keys(all).length > 0 ? all : undefined;
}

function assignedUpTo(
  { logs }: ExecutionRecord,
  { visits, log }: Strand,
  last: Visit,
  isIncluded: boolean,
): JsonObject {
  const assigned: { [name: string]: Json } = {};
  for (const visit of visits) {
    if (visit === last && !isIncluded) break;
    const { assignedVariables } = eventAt(logs[log], visit.exited)?.details ?? {};
    if (typeof assignedVariables === "object" && assignedVariables !== null) Object.assign(assigned, assignedVariables);
    if (visit === last) break;
  }
  return assigned;
}

/** Visits of a state, in the order of entering; those within a strand where one is in focus. */
export function visitsOf({ visits }: ExecutionRecord, path: string, focus?: Strand): readonly Visit[] {
  const around = focus?.parent?.state && path.startsWith(`${focus.parent.state.path}/`) ? focus : undefined;
  const found = [...(around ? visitsWithin(around) : visits)].filter(({ state }) => state?.path === path);
  return around ? found.sort((a, b) => a.id - b.id) : found;
}
