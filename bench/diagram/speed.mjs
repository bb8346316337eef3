/**
 * How long a layout takes, as a share of what dagre and elkjs take for the same boxes of the same levels:
 *   node bench/diagram/speed.mjs [--check] [--rounds N]
 * All take turns in one process; shares are medians, times are those of the processor: the clock's depend on what else it does. With `--check` the exit code is 1 when a share is above its ceiling.
 * Needs Node 24 (it runs the sources) and `npm install` in `bench/`.
 */
import { parseArgs } from "node:util";
import { layoutCache, layoutGraph, toJson } from "../../diagram/index.ts";
import { analyze, notations } from "../../language/index.ts";
import { chain, nested } from "./machines.mjs";
import { peers } from "./peers.mjs";

const { values } = parseArgs({
  options: { check: { type: "boolean" }, rounds: { type: "string", default: "3" } },
});

const cases = [
  { name: "1,000 nested states", definition: nested(1000), ceilings: { dagre: 0.1, elk: 0.08 } },
  // dagre takes minutes for it, and elkjs too when it is given the labels, or all tasks have one handler.
  { name: "a chain of 1,000 with catchers", definition: chain(1000), ceilings: { elk: 0.15 }, bare: true },
];

const rows = {};
let holds = true;
for (const { name, definition, ceilings, bare } of cases) {
  const graph = graphOf(definition);
  const picture = toJson(layoutGraph(graph));
  const given = bare ? { ...picture, edges: picture.edges.map((edge) => ({ ...edge, label: null })) } : picture;
  const times = { statecraft: [], ...Object.fromEntries(Object.keys(ceilings).map((peer) => [peer, []])) };
  // All are measured warm: a language server lays out many pictures.
  await repeated(5, () => layoutGraph(graph));
  for (const peer of Object.keys(ceilings)) await peers[peer](given);
  for (let round = 0; round < Number(values.rounds); round++) {
    times.statecraft.push(median(await repeated(5, () => layoutGraph(graph))));
    for (const peer of Object.keys(ceilings)) times[peer].push(await timeOf(() => peers[peer](given)));
  }
  for (const [peer, ceiling] of Object.entries(ceilings)) {
    const share = median(times.statecraft.map((own, round) => own / times[peer][round]));
    holds &&= share <= ceiling;
    rows[`${name}, beside ${peer}`] = {
      ms: Math.round(median(times.statecraft)),
      "its ms": Math.round(median(times[peer])),
      share: share.toFixed(3),
      ceiling: `<= ${ceiling}`,
      holds: share <= ceiling,
    };
  }
}
console.table(rows);
await showEdits();
if (values.check && !holds) process.exitCode = 1;

/** What the cache saves: an edit of one state, deep in the picture, lays out its level and those around it. */
async function showEdits() {
  const before = nested(1000);
  const cache = layoutCache();
  layoutGraph(graphOf(before), { cache });
  const text = JSON.stringify(before);
  const names = [...text.matchAll(/"Left[^"]+":/g)].map(([name]) => name.slice(1, -2));
  const edited = graphOf(JSON.parse(text.replaceAll(`"${names.at(-1)}"`, '"A longer name than it had before"')));
  const warm = median(await repeated(5, () => layoutGraph(edited, { cache: { levels: cache.levels } })));
  const fresh = median(await repeated(5, () => layoutGraph(edited)));
  console.log(`an edit of one of 1,000 nested states: ${warm.toFixed(1)} ms, ${fresh.toFixed(1)} ms without the cache`);
}

async function repeated(times, run) {
  const taken = [];
  for (let i = 0; i < times; i++) taken.push(await timeOf(run));
  return taken;
}

async function timeOf(run) {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

function graphOf(definition) {
  return analyze({ uri: "", version: 1, notation: notations.json, text: JSON.stringify(definition) }).graph;
}
