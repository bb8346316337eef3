/**
 * How long one side takes to lay out one case, once it runs warm: `node measure.mjs statecraft|edit|dagre|elk CASE`. Prints JSON.
 * Milliseconds are those of the processor, collection of garbage included.
 */
import { layoutCache, layoutGraph, toJson } from "../../diagram/index.ts";
import { analyze, notations } from "../../language/index.ts";
import { cases } from "./machines.mjs";
import { peers } from "./peers.mjs";

const [side, name] = process.argv.slice(2);
const { definition, bare } = cases[name];
const graph = graphOf(definition());
const picture = toJson(layoutGraph(graph));
const states = picture.nodes.filter(({ type }) => type !== "start" && type !== "end").length;

const run = sides()[side];
// Optimizing compilers take their time: ours goes on getting faster for two seconds.
for (let spent = 0; spent < 4000; ) spent += await timeOf(run);
const times = [];
for (let i = 0; i < 5; i++) times.push(await timeOf(run));
console.log(JSON.stringify({ states, ms: times.toSorted((a, b) => a - b)[2] }));

function sides() {
  const given = bare ? { ...picture, edges: picture.edges.map((edge) => ({ ...edge, label: null })) } : picture;
  return {
    statecraft: () => layoutGraph(graph),
    edit: editing(),
    dagre: () => peers.dagre(given),
    elk: () => peers.elk(given),
  };
}

/** Another name for a state deep in the picture, and the old one again: only its level and those around it are laid out. */
function editing() {
  const text = JSON.stringify(definition());
  const [last] = [...text.matchAll(/"Left[^"]+":/g)].slice(-1).map(([key]) => key.slice(1, -2));
  if (!last) return () => {};
  const edited = graphOf(JSON.parse(text.replaceAll(`"${last}"`, '"A longer name than it had before"')));
  const cache = layoutCache();
  let times = 0;
  return () => layoutGraph(times++ % 2 === 0 ? graph : edited, { cache });
}

async function timeOf(run) {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function graphOf(definition) {
  return analyze({ uri: "", version: 1, notation: notations.json, text: JSON.stringify(definition) }).graph;
}
