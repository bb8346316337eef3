import { type Frame, itemIndexExpression } from "../engine/index.ts";
import type { Breakpoint } from "./breakpoints.ts";
import { mapAround } from "./iterations.ts";
import type { ManyHits } from "./protocol.ts";
import type { StackSource } from "./stack.ts";

/** After so many stops in iterations of one Map state the user is offered something better. */
const MANY = 3;

/** Counts the stops of plain breakpoints in iterations. */
export interface ManyHitsWatch {
  /** What the user is to be offered, once for each breakpoint. */
  stoppedAt(source: StackSource, frame: Frame, breakpoints: readonly Breakpoint[]): ManyHits | undefined;
}

export function watchManyHits(): ManyHitsWatch {
  const counts = new Map<number, number>();
  return {
    stoppedAt(source, frame, [breakpoint]) {
      const { wanted, answer, id } = breakpoint ?? {};
      const map = mapAround(source.execution, frame);
      if (!wanted || !answer || id === undefined || !map || !("line" in wanted) || !isPlain(wanted)) return undefined;
      const hits = (counts.get(id) ?? 0) + 1;
      counts.set(id, hits);
      const item = itemAround(source.execution.frames, frame, map.id);
      if (hits !== MANY || item === undefined) return undefined;
      const index = itemIndexExpression(frame.visit.state.queryLanguage);
      const equals = frame.visit.state.queryLanguage === "JSONata" ? "=" : "==";
      return {
        ...{ path: source.document, line: Number(wanted.line), state: map.visit.state.name, hits },
        choices: [
          { title: `Only iteration ${item}`, condition: `${index} ${equals} ${item}` },
          { title: "Every 10th time", hitCondition: "%10" },
        ],
      };
    },
  };
}

const isPlain = ({ condition, hitCondition, logMessage, mode }: Breakpoint["wanted"]): boolean =>
  !condition && !hitCondition && !logMessage && (mode === undefined || mode === "each");

/** The index of the iteration of a Map state that a frame belongs to. */
function itemAround(frames: StackSource["execution"]["frames"], frame: Frame, map: number): number | undefined {
  for (let at: Frame | undefined = frame; at; at = frames[at.strand.parent ?? 0])
    if (at.strand.parent === map) return at.strand.index;
  return undefined;
}
