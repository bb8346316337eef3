import type { DebugProtocol } from "@vscode/debugprotocol";
import { assignmentOf, isLeaving } from "../engine/index.ts";
import type { Span } from "../language/index.ts";
import { movedBy } from "../runtime/index.ts";
import { type ClientStyle, toRange, toSource } from "./convert.ts";
import type { Shown } from "./inspect.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";
import { strandsAround } from "./stops.ts";
import type { ValuePlace } from "./variables.ts";

/** Where a variable was set that the client was shown. */
export function locationOf(
  run: Run,
  { locationReference }: DebugProtocol.LocationsArguments,
  style: ClientStyle,
  { values }: Shown,
): DebugProtocol.LocationsResponse["body"] {
  const place = values.get(locationReference)?.place;
  if (!place) throw new Refusal("The execution has moved on.");
  const span = assignedAt(run, place);
  if (!span)
    throw new Refusal(`No state has assigned "${place.way[0]}": the execution began with it, or it was set by hand.`);
  const { document, analysis } = run.source;
  return { source: toSource(document, style), ...toRange(analysis.lines, span, style) };
}

/** The field that set a variable last, in its strand or in one around. */
function assignedAt({ driver, source }: Run, { frame: id, way }: ValuePlace): Span | undefined {
  const { execution } = source;
  const name = String(way[0]);
  const frame = execution.frames[id];
  const strands = frame ? strandsAround(execution, frame) : [];
  const { steps = [] } = driver.timeline ?? {};
  for (let moment = execution.moment - 1; moment > 0; moment--) {
    const moved = movedBy(steps[moment]);
    const span = moved && strands.includes(moved.id) && isLeaving(moved) ? assignmentOf(moved, name) : undefined;
    if (span) return span;
  }
  return undefined;
}
