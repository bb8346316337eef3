/**
 * Things by numbers that are given out one after the other, each at its index. A map would hash the number at every move; a
 * number that is free again costs an empty place here.
 */
export type Numbered<T> = (T | undefined)[];
export type ReadonlyNumbered<T> = readonly (T | undefined)[];

/** Puts a thing in its place, or nothing. */
export function setNumbered<T>(things: Numbered<T>, id: number, thing: T | undefined): void {
  // An array with a gap becomes a table that hashes.
  while (things.length < id) things.push(undefined);
  things[id] = thing;
}

/** The things that are there, in the order of their numbers. */
export const allNumbered = <T>(things: ReadonlyNumbered<T>): readonly T[] =>
  things.filter((thing) => thing !== undefined);
