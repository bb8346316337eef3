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
