/** Variable `right` is at least `gap` greater than variable `left`. */
export interface Separation {
  readonly left: number;
  readonly right: number;
  readonly gap: number;
}

/** Variables that touch each other and move as one; each has its place within. */
interface Cluster {
  readonly members: number[];
  /** The separations that end in it; those that also begin in it are dropped when they are met. */
  into: Separation[];
  weight: number;
  /** The weighted sum of where each member would like the cluster's origin to be. */
  wish: number;
}

/**
 * The places nearest to the wished ones (in weighted squares, nearly) that keep all separations. Variables that would overlap
 * are joined and share the loss: the method of Dwyer, Marriott and Stuckey, "Fast node overlap removal" (2005), without its
 * second pass. The separations must not form a cycle.
 */
export function separate(
  wishes: readonly number[],
  weights: readonly number[],
  separations: readonly Separation[],
): readonly number[] {
  return separator(wishes.length, separations)(wishes, weights);
}

/** The same for several wishes of the same variables. */
export function separator(
  count: number,
  separations: readonly Separation[],
): (wishes: readonly number[], weights: readonly number[]) => readonly number[] {
  const into = Array.from({ length: count }, (): Separation[] => []);
  for (const separation of separations) into[separation.right]?.push(separation);
  const order = leftToRight(count, separations);
  return (wishes, weights) => placesOf(wishes, weights, into, order);
}

function placesOf(
  wishes: readonly number[],
  weights: readonly number[],
  into: readonly (readonly Separation[])[],
  order: readonly number[],
): readonly number[] {
  const within = wishes.map(() => 0);
  const clusters: Cluster[] = [];
  const place = (variable: number): number => {
    const cluster = clusters[variable];
    return cluster ? cluster.wish / cluster.weight + (within[variable] ?? 0) : 0;
  };
  for (const variable of order) {
    const weight = weights[variable] ?? 1;
    const cluster: Cluster = {
      members: [variable],
      into: [...(into[variable] ?? [])],
      weight,
      wish: weight * (wishes[variable] ?? 0),
    };
    clusters[variable] = cluster;
    for (let own = cluster; ; ) {
      const worst = mostViolated(own, clusters, place);
      if (!worst) break;
      const other = clusters[worst.left];
      if (!other) break;
      const shift = (within[worst.left] ?? 0) + worst.gap - (within[worst.right] ?? 0);
      own = joinClusters(other, own, shift, within, clusters);
    }
  }
  return wishes.map((_, variable) => place(variable));
}

function mostViolated(
  cluster: Cluster,
  clusters: readonly Cluster[],
  place: (variable: number) => number,
): Separation | undefined {
  let [worst, most]: [Separation | undefined, number] = [undefined, 1e-6];
  cluster.into = cluster.into.filter(({ left }) => clusters[left] !== cluster);
  for (const separation of cluster.into) {
    const violation = place(separation.left) + separation.gap - place(separation.right);
    if (violation > most) [worst, most] = [separation, violation];
  }
  return worst;
}

/** Joins `right` to `left`, its origin `shift` to the right of the other's; the smaller one is renumbered. */
function joinClusters(left: Cluster, right: Cluster, shift: number, within: number[], clusters: Cluster[]): Cluster {
  const [keep, gone, by] = left.members.length >= right.members.length ? [left, right, shift] : [right, left, -shift];
  keep.weight += gone.weight;
  keep.wish += gone.wish - gone.weight * by;
  for (const separation of gone.into) keep.into.push(separation);
  for (const member of gone.members) {
    within[member] = (within[member] ?? 0) + by;
    clusters[member] = keep;
    keep.members.push(member);
  }
  return keep;
}

/** The variables such that left ones come before right ones. */
export function leftToRight(count: number, separations: readonly Separation[]): readonly number[] {
  const out = Array.from({ length: count }, (): number[] => []);
  const waiting = Array.from({ length: count }, () => 0);
  for (const { left, right } of separations) {
    out[left]?.push(right);
    waiting[right] = (waiting[right] ?? 0) + 1;
  }
  const ready = waiting.flatMap((number, variable) => (number === 0 ? [variable] : []));
  for (let i = 0; i < ready.length; i++) {
    for (const right of out[ready[i] ?? 0] ?? []) {
      waiting[right] = (waiting[right] ?? 0) - 1;
      if (waiting[right] === 0) ready.push(right);
    }
  }
  return ready;
}
