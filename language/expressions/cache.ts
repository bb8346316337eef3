/**
 * Remembers what `compute` made of a text, for at least the last `limit` different texts. Two generations: when the
 * younger one is full it becomes the older one, and what that held and nobody asked for since is forgotten. All of the
 * largest definition are remembered with a `limit` of half as many, and no more should be: what is kept from texts that
 * are gone makes every collection of garbage slower.
 */
export function cached<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  let young = new Map<string, { readonly made: T }>();
  let old = new Map<string, { readonly made: T }>();
  return (text) => {
    const known = young.get(text);
    if (known) return known.made;
    const older = old.get(text);
    // A part of a text keeps all of it in memory, and would long after the document has gone.
    const own = older ? text : ` ${text}`.slice(1);
    const entry = older ?? { made: compute(own) };
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(own, entry);
    return entry.made;
  };
}
