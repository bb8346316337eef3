/** Things by their numbers, as others see them. */
export interface ReadonlyNumbered<T> {
  get(id: number): T | undefined;
  has(id: number): boolean;
  /** In the order of their numbers. */
  values(): Iterable<T>;
  entries(): Iterable<readonly [number, T]>;
}

/**
 * Things by numbers that are given out one after the other. They lie in an array, for a map would hash the number at every
 * move; a number that is free again costs a place there.
 */
export interface Numbered<T> extends ReadonlyNumbered<T> {
  set(id: number, thing: T): void;
  delete(id: number): void;
}

export function createNumbered<T>(): Numbered<T> {
  const places: (T | undefined)[] = [];
  let size = 0;

  /** Most places are free again at the end: nobody looks beyond the last thing. */
  function* entries(): Generator<[number, T]> {
    let found = 0;
    for (let id = 0; found < size && id < places.length; id++) {
      const thing = places[id];
      if (thing === undefined) continue;
      found++;
      yield [id, thing];
    }
  }

  return {
    get: (id) => places[id],
    has: (id) => places[id] !== undefined,
    set(id, thing) {
      // An array with a gap becomes a table that hashes.
      while (places.length < id) places.push(undefined);
      if (places[id] === undefined) size++;
      places[id] = thing;
    },
    delete(id) {
      if (places[id] === undefined) return;
      places[id] = undefined;
      size--;
    },
    entries,
    *values() {
      for (const [, thing] of entries()) yield thing;
    },
  };
}
