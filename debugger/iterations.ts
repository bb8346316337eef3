import { type Execution, endedStrand, errorOutput, type Frame, phaseLabel } from "../engine/index.ts";
import type { Json } from "../language/index.ts";

/** What became of an iteration, as a line of a table. */
export interface Iteration {
  readonly index: number;
  readonly status: IterationStatus;
  /** Where it is, or what its error is called. */
  readonly at?: string;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: Json;
}

export type IterationStatus = "pending" | "running" | "waiting" | "failing" | "succeeded" | "failed";

/** One iteration of a Map state that has begun its work. */
export function iterationAt({ frames, ended }: Execution, map: Frame, index: number): Iteration | undefined {
  const { children } = map;
  if (!children?.items || index < 0 || index >= children.count) return undefined;
  const id = children.first + index;
  const input = children.items[index] ?? null;
  const frame = frames[id];
  if (frame) return { index, input, ...standing(frame) };
  const left = endedStrand(ended, id);
  if (!left) return { index, input, status: "pending" };
  if (!left.error) return { index, input, status: "succeeded", output: left.data };
  return {
    index,
    input,
    status: "failed",
    error: errorOutput(left.error),
    ...(left.error.error !== undefined && { at: left.error.error }),
  };
}

function standing({ visit, phase, error, waiting }: Frame): Pick<Iteration, "status" | "at" | "error"> {
  const { state } = visit;
  const next = state.phases[phase];
  const label = next && next.kind !== "Enter" ? `${phaseLabel(next, state)} of ${state.name}` : state.name;
  if (error) return { status: "failing", at: error.error ?? label, error: errorOutput(error) };
  return { status: waiting && waiting.on !== "children" ? "waiting" : "running", at: label };
}

/** The iterations of a status, or all of them, from the first one on. */
export function iterationsOf(execution: Execution, map: Frame, status?: string): readonly Iteration[] {
  const found: Iteration[] = [];
  for (let index = 0; index < (map.children?.count ?? 0); index++) {
    const iteration = iterationAt(execution, map, index);
    if (iteration && (status === undefined || status === iteration.status)) found.push(iteration);
  }
  return found;
}

/** The Map state that is nearest around a frame, or the frame's own. */
export function mapAround({ frames }: Execution, frame: Frame): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = frames[at.strand.parent ?? 0]) if (at.children?.items) return at;
  return undefined;
}

/** `3 succeeded, 1 failing, 9996 pending`. */
export function tally(execution: Execution, map: Frame): string {
  const counts = new Map<string, number>();
  for (const { status } of iterationsOf(execution, map)) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
}
