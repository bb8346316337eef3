/** Numbers that stand for things in the protocol, since clients can hold nothing else. */
export interface References<T> {
  add(thing: T): number;
  get(reference: number): T | undefined;
  /** Forgets all of them; their numbers never come back. */
  clear(): void;
}

/** Keeps the last `keep` things. */
export function createReferences<T>(keep = Number.POSITIVE_INFINITY): References<T> {
  const things = new Map<number, T>();
  return {
    add(thing) {
      const reference = next();
      things.set(reference, thing);
      if (things.size > keep) for (const [oldest] of [...things].slice(0, 1)) things.delete(oldest);
      return reference;
    },
    get: (reference) => things.get(reference),
    clear: () => things.clear(),
  };
}

let last = 0;
/** Numbers are shared by all collections, so that one can't be taken for one of another. */
const next = (): number => ++last;
