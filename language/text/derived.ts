/**
 * A function whose answer is computed once for each thing that it is asked about, and kept as long as that thing:
 * what several readers derive from one version of a document.
 */
export function derived<K extends object, T>(compute: (from: K) => T): (from: K) => T {
  const known = new WeakMap<K, { readonly made: T }>();
  return (from) => {
    const before = known.get(from);
    if (before) return before.made;
    const made = compute(from);
    known.set(from, { made });
    return made;
  };
}

/** Something that keeps what is derived from it. */
export interface Keeping {
  readonly kept: unknown[];
}

let places = 0;

/** As `derived`, for things that have a place for it: many times as fast, and lighter for the garbage collector. */
export function keptBy<K extends Keeping, T extends object>(compute: (from: K) => T): (from: K) => T {
  const place = places++;
  return (from) => {
    const before = from.kept[place];
    if (before !== undefined) return before as T;
    const made = compute(from);
    from.kept[place] = made;
    return made;
  };
}
