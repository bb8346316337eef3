/** @import { Finding, Source } from "./source.mjs" */

/**
 * Imports that lead back to where they began, type imports included. Each group of files is reported once, by one way round.
 * @param {readonly Source[]} sources
 * @returns {readonly Finding[]}
 */
export function checkCycles(sources) {
  const arrows = new Map(
    sources.map(({ path, imports }) => [path, new Set(imports.flatMap((it) => (it.path ? [it.path] : [])))]),
  );
  /** @type {Finding[]} */
  const found = [];
  for (let cycle = findCycle(arrows); cycle; cycle = findCycle(arrows)) {
    const [file = ""] = cycle;
    const line = sources.find(({ path }) => path === file)?.imports.find(({ path }) => path === cycle[1])?.line ?? 1;
    const way = [...cycle, file].join(" -> ");
    found.push({
      file,
      line,
      rule: "cycle",
      message: `Imports go in a circle: ${way}. Move what both need into a file of its own.`,
    });
    for (const path of cycle) arrows.delete(path);
  }
  return found;
}

/**
 * @param {Map<string, ReadonlySet<string>>} arrows
 * @returns {readonly string[] | undefined}
 */
function findCycle(arrows) {
  /** @type {Map<string, readonly string[]>} */
  const rest = new Map([...arrows].map(([path, targets]) => [path, [...targets].filter((to) => arrows.has(to))]));
  const isLeaf = (/** @type {readonly string[]} */ targets) => !targets.some((to) => rest.has(to));
  for (let before = -1; before !== rest.size; ) {
    before = rest.size;
    for (const [path, targets] of rest) if (isLeaf(targets)) rest.delete(path);
  }
  const [start] = rest.keys();
  /** @type {string[]} */
  const way = [];
  for (let at = start; at !== undefined; at = rest.get(at)?.find((to) => rest.has(to))) {
    if (way.includes(at)) return way.slice(way.indexOf(at));
    way.push(at);
  }
  return undefined;
}
