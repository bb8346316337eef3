/**
 * The candidate that a misspelt name was probably meant to be: `Resouce` gives `Resource`. Undefined where none is
 * near, or the name is too short to tell.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  const limit = Math.min(3, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (other === lower && candidate !== name) return candidate;
    const distance = editDistance(lower, other, bestDistance - 1);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Suggestions for one document: of texts with very many faults, only the first ones are worth the search. */
export function suggester(candidates: ReadonlyMap<string, unknown>): (name: string) => string | undefined {
  let left = 100;
  return (name) => (left-- > 0 ? closest(name, candidates.keys()) : undefined);
}

/** How many letters must be added, dropped, replaced or swapped with their neighbour; `limit + 1` where more than that. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (i > 1 && j > 1 && swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? 0;
}
