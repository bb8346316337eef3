/** Remembers what `compute` made of a text, for the `limit` texts that were asked for last. */
export function cached<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly made: T }>();
  return (text) => {
    const entry = known.get(text) ?? { made: compute(text) };
    known.delete(text);
    known.set(text, entry);
    const oldest = known.keys().next();
    if (known.size > limit && !oldest.done) known.delete(oldest.value);
    return entry.made;
  };
}
