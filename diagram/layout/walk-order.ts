import type { Element, Grid } from "./grid.ts";
import type { Level } from "./level-model.ts";
import type { Lines } from "./lines.ts";
import { leftToRight, type Separation } from "./separation.ts";

/** Levels with more nodes go without: time grows with the square of their number. */
const MANY = 300;

/**
 * Nodes of different ways keep the order of the walk also where no layer holds both: the axis of the one met later is never
 * left of the other's. Without this a state more in one way moves that way past the room of another, which then jumps to its
 * other side. What the layers' order contradicts, or already brings about, is left out.
 */
export function walkSeparations(
  { level, elements }: Grid,
  { lineOf, count }: Lines,
  separations: readonly Separation[],
): readonly Separation[] {
  if (level.nodes.length > MANY) return [];
  const reachable = reachableFrom(level);
  const rightOf = closureOf(count, separations);
  const nodes = elements.filter(({ kind }) => kind === "node").sort((a, b) => a.time - b.time);
  const isOneWay = (a: Element, b: Element): boolean => reachable(a.node).has(b.node) || reachable(b.node).has(a.node);
  const found: Separation[] = [];
  for (const [index, later] of nodes.entries()) {
    const right = lineOf[later.id] ?? 0;
    for (let i = index - 1; i >= 0; i--) {
      const earlier = nodes[i];
      const left = lineOf[earlier?.id ?? 0] ?? 0;
      if (!earlier || has(rightOf, left, right) || has(rightOf, right, left) || isOneWay(earlier, later)) continue;
      found.push({ left, right, gap: 0 });
      add(rightOf, left, right);
    }
  }
  return found;
}

/** Of a node the nodes that a way leads to from it, and itself; of most nobody asks. */
function reachableFrom({ nodes, edges }: Level): (node: number) => ReadonlySet<number> {
  const out = nodes.map((): number[] => []);
  for (const { from, to } of edges) out[from]?.push(to);
  const known: ReadonlySet<number>[] = [];
  return (node) => {
    const earlier = known[node];
    if (earlier) return earlier;
    const found = new Set([node]);
    for (const each of found) for (const to of out[each] ?? []) found.add(to);
    known[node] = found;
    return found;
  };
}

/** Of each line a set of bits: those right of it, and itself. */
type Closure = readonly Uint32Array[];

function closureOf(count: number, separations: readonly Separation[]): Closure {
  const closure = Array.from({ length: count }, (_, line) => {
    const bits = new Uint32Array((count >> 5) + 1);
    bits[line >> 5] = 1 << (line & 31);
    return bits;
  });
  const out = Array.from({ length: count }, (): number[] => []);
  for (const { left, right } of separations) out[left]?.push(right);
  for (const line of leftToRight(count, separations).toReversed()) {
    for (const right of out[line] ?? []) unite(closure[line], closure[right]);
  }
  return closure;
}

const has = (closure: Closure, line: number, other: number): boolean =>
  (((closure[line]?.[other >> 5] ?? 0) >>> (other & 31)) & 1) === 1;

/** Puts `right`, and all that is right of it, right of `left` and of all that `left` is right of. */
function add(closure: Closure, left: number, right: number): void {
  for (const line of closure.keys()) if (has(closure, line, left)) unite(closure[line], closure[right]);
}

function unite(bits: Uint32Array | undefined, others: Uint32Array | undefined): void {
  if (!bits || !others) return;
  for (const [index, word] of others.entries()) bits[index] = (bits[index] ?? 0) | word;
}
