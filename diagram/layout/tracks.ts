/** What is joined by one horizontal line in the room between two layers: the ends above it and below it. */
export interface Net {
  readonly tops: readonly number[];
  readonly bottoms: readonly number[];
}

/** Beyond this many bent nets between two layers their order isn't worked out. */
const MANY = 600;
const TRACKS_OF_MANY = 40;

/** Lines closer than this look like one. */
const NEAR = 6;

/**
 * The track of each net, 0 the highest, such that lines cross as little as possible and never lie on each other; -1 for nets
 * that are straight lines.
 */
export function assignTracks(nets: readonly Net[]): readonly number[] {
  const spans = nets.map(extent);
  const bent = nets.flatMap((_, index) => (width(spans[index]) > 0.5 ? [index] : []));
  if (bent.length === 0) return nets.map(() => -1);
  bent.sort((a, b) => (spans[a]?.[0] ?? 0) - (spans[b]?.[0] ?? 0) || a - b);
  if (bent.length > MANY) return shared(nets.length, bent);
  const above = new Map(bent.map((index) => [index, new Set<number>()]));
  for (const [i, a] of bent.entries()) {
    for (const b of bent.slice(i + 1)) {
      if ((spans[b]?.[0] ?? 0) > (spans[a]?.[1] ?? 0) + NEAR) break;
      const difference = clashes(nets, spans, a, b) - clashes(nets, spans, b, a);
      if (difference < 0) above.get(b)?.add(a);
      if (difference > 0) above.get(a)?.add(b);
    }
  }
  return fill(nets.length, spans, above);
}

/** So many lines that nobody follows one: they share a few tracks in turn. */
function shared(count: number, bent: readonly number[]): readonly number[] {
  const tracks = Array.from({ length: count }, () => -1);
  for (const [index, net] of bent.entries()) tracks[net] = index % TRACKS_OF_MANY;
  return tracks;
}

type Span = readonly [start: number, end: number];

function extent({ tops, bottoms }: Net): Span {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of tops) {
    start = Math.min(start, x);
    end = Math.max(end, x);
  }
  for (const x of bottoms) {
    start = Math.min(start, x);
    end = Math.max(end, x);
  }
  return [start, end];
}

const width = (span: Span | undefined): number => (span ? span[1] - span[0] : 0);

/** How often the lines of two nets meet when the first one's track is above the second one's. */
function clashes(nets: readonly Net[], spans: readonly Span[], upper: number, lower: number): number {
  const within = (values: readonly number[], [start, end]: Span): number =>
    values.filter((x) => x > start - NEAR && x < end + NEAR).length;
  return (
    within(nets[lower]?.tops ?? [], spans[upper] ?? [0, 0]) + within(nets[upper]?.bottoms ?? [], spans[lower] ?? [0, 0])
  );
}

/** Takes the nets from top to bottom and gives each the highest track below those that must be above it. */
function fill(
  count: number,
  spans: readonly Span[],
  above: ReadonlyMap<number, ReadonlySet<number>>,
): readonly number[] {
  const tracks = Array.from({ length: count }, () => -1);
  const rows: Span[][] = [];
  const waiting = new Set(above.keys());
  while (waiting.size > 0) {
    const next = nextFree(waiting, above);
    waiting.delete(next);
    const [start, end] = spans[next] ?? [0, 0];
    const touches = (span: Span): boolean => span[0] < end + NEAR && span[1] > start - NEAR;
    let track = 0;
    for (const other of above.get(next) ?? []) track = Math.max(track, (tracks[other] ?? -1) + 1);
    while (rows[track]?.some(touches)) track++;
    while (rows.length <= track) rows.push([]);
    rows[track]?.push([start, end]);
    tracks[next] = track;
  }
  return tracks;
}

/** A net with none waiting above it; where nets demand each other in a circle, one with the fewest. */
function nextFree(waiting: ReadonlySet<number>, above: ReadonlyMap<number, ReadonlySet<number>>): number {
  let [best, fewest] = [-1, Number.POSITIVE_INFINITY];
  for (const net of waiting) {
    let blocked = 0;
    for (const other of above.get(net) ?? []) if (waiting.has(other)) blocked++;
    if (blocked === 0) return net;
    if (blocked < fewest) [best, fewest] = [net, blocked];
  }
  return best;
}
