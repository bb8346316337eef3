import type { Execution, Frame } from "../../engine/index.ts";
import type { ExecutionRecord, Strand, Visit } from "../../executions/index.ts";

/** Finds what a history tells of the state that a frame is in. */
export interface Pairing {
  /** Takes note that a frame enters a state. */
  enter(frame: Frame): void;
  /** The recorded visit that is the frame's; undefined where the history has none. */
  visitOf(frame: Frame): Visit | undefined;
  /** Whether the strand of a frame is recorded at all. */
  strandOf(frame: Frame): Strand | undefined;
}

/**
 * Strands are those of the same branch or item, and within a strand visits follow one another: so the states of an
 * execution that goes the same way as the recorded one find their visits, in whatever order strands take turns.
 */
export function pairing(execution: Execution, record: ExecutionRecord): Pairing {
  /** By strands, the events before each state that was entered: they tell visits apart, and grow. */
  const entered = new Map<number, number[]>();

  function visitOf(frame: Frame): Visit | undefined {
    const order = entered.get(frame.id)?.indexOf(frame.visit.before) ?? -1;
    return order < 0 ? undefined : strandOf(frame)?.visits[order];
  }

  /** Strands are nested less deeply than definitions, whose depth is bounded. */
  function strandOf(frame: Frame): Strand | undefined {
    const way: Frame[] = [frame];
    for (let at = frame; at.strand.parent !== undefined; ) {
      const parent = execution.frames[at.strand.parent];
      if (!parent) return undefined;
      way.unshift(parent);
      at = parent;
    }
    let strand: Strand | undefined = record.root;
    for (const [index, inner] of way.slice(1).entries()) {
      const around = way[index];
      const order = around ? (entered.get(around.id)?.indexOf(around.visit.before) ?? -1) : -1;
      const visit: Visit | undefined = order < 0 ? undefined : strand?.visits[order];
      strand = around && visit && innerStrand(visit, inner, around);
      if (!strand) return undefined;
    }
    return strand;
  }

  return {
    enter({ id, visit }) {
      const known = entered.get(id) ?? [];
      entered.set(id, [...known.filter((before) => before < visit.before), visit.before]);
    },
    visitOf,
    strandOf,
  };
}

/** The strand of a branch or item, in the same try of the state around it. */
function innerStrand({ strands = [] }: Visit, { strand: { index } }: Frame, { retries }: Frame): Strand | undefined {
  const attempt = retries.reduce((sum, tries) => sum + tries, 1);
  const same = strands.filter((strand) => strand.index === index);
  return same.find((strand) => strand.attempt === attempt) ?? same.at(-1);
}
