import type { Frame } from "../engine/index.ts";
import { type Json, specimenOf } from "../language/index.ts";
import type { RunShapes } from "./protocol.ts";

/** Takes note of what the data of a run look like. The values themselves stay here. */
export interface ShapeRecorder {
  /** Takes note of a frame before its next phase. */
  note(frame: Frame): void;
  shapes(): RunShapes;
}

/** States that are gone through more often add nothing new, as a rule. */
const MAX_VISITS = 10;

export function shapeRecorder(input: Json): ShapeRecorder {
  const visits = new Map<string, number>();
  const results = new Map<string, Json>();
  return {
    note({ visit, phase, result, error }) {
      const { path, phases } = visit.state;
      if (phases[phase]?.kind !== "Exit" || result === undefined || error) return;
      const count = visits.get(path) ?? 0;
      visits.set(path, count + 1);
      if (count < MAX_VISITS) results.set(`${path}`, result);
    },
    shapes: () => ({
      input: specimenOf(input),
      results: Object.fromEntries([...results].map(([path, result]) => [path, specimenOf(result)])),
    }),
  };
}
