import type { Frame } from "./frame.ts";
import type { ReadonlyNumbered } from "./numbered.ts";

/**
 * The frames that can move, first come first served. Nobody is ever taken out: a place whose frame waits, is gone, or has
 * a later turn by now is passed over.
 */
export interface Line {
  /** Pairs of a frame's number and its turn. */
  readonly places: number[];
  /** Where the first pair stands that may still count. */
  head: number;
}

export const createLine = (): Line => ({ places: [], head: 0 });

/** Places that don't count any more are dropped when there are so many of them, and more than of others. */
const MANY = 4096;

/** Puts a frame at the end of the line. */
export function queue(line: Line, { id, turn }: Frame): void {
  const { places, head } = line;
  if (head > MANY && head * 2 > places.length) {
    places.splice(0, head);
    line.head = 0;
  }
  places.push(id, turn);
}

/** The frame whose turn it is; undefined while all wait. */
export function firstOf(line: Line, frames: ReadonlyNumbered<Frame>): Frame | undefined {
  const { places } = line;
  for (; line.head < places.length; line.head += 2) {
    const frame = frames[places[line.head] ?? 0];
    if (frame && !frame.waiting && frame.turn === places[line.head + 1]) return frame;
  }
  return undefined;
}

export function clear(line: Line): void {
  line.places.length = 0;
  line.head = 0;
}
