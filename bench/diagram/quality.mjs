/**
 * The quality of our pictures of all shared real definitions, beside those of dagre and elkjs of the same boxes:
 *   node bench/diagram/quality.mjs [--check]
 * Measured by the shared `metrics.mjs`. With `--check` the exit code is 1 when a figure is beyond its bound. Needs Node 24 (it
 * runs the sources), the shared definitions, and `npm install` in `bench/`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { layoutGraph, toJson } from "../../diagram/index.ts";
import { analyze, notationOf, notations, toJson as toValue } from "../../language/index.ts";
import { peers } from "./peers.mjs";

const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const shared = process.env.STATECRAFT_SHARED ?? join(import.meta.dirname, "../../../shared");
const { measure, total, compare, same } = await import(pathToFileURL(join(shared, "diagram/metrics.mjs")).href);

const folder = join(shared, "definitions/real");
const definitions = readdirSync(folder)
  .filter((file) => file !== "index.json")
  .map((file) => definitionOf(readFileSync(join(folder, file), "utf8")));
const pictures = definitions.map(pictureOf).filter(({ nodes }) => nodes.length > 0);

const totals = { statecraft: total(pictures.map(measure)) };
for (const [name, layout] of Object.entries(peers)) {
  const results = [];
  for (const picture of pictures) results.push(measure(await layout(picture)));
  totals[name] = total(results);
}
console.table(Object.fromEntries(Object.entries(totals).map(([name, all]) => [name, shown(all)])));

const own = totals.statecraft;
const inserted = insertions();
const bounds = [
  atMost("crossings", own.crossings, totals.dagre.crossings + Math.floor(own.edges / 100)),
  atLeast("choice order as in the source, %", percent(own.choiceOrder.kept, own.choiceOrder.pairs), 96),
  ...["throughNodes", "labelOverlaps", "labelFar", "overlaps", "outside"].map((name) => atMost(name, own[name], 0)),
  atLeast("straight Next edges, %", percent(own.straightNext.straight, own.straightNext.all), 85),
  atMost("others moved by one state more, px", inserted.shift, 5),
  atMost("pairs flipped by one state more, %", inserted.flips * 100, 0),
  atMost("pictures that change with the order of keys", changedByKeyOrder(), 0),
];
console.log(`${pictures.length} pictures, ${own.edges} edges, ${inserted.count} states inserted`);
console.table(Object.fromEntries(bounds.map(({ name, ...row }) => [name, row])));
if (values.check && bounds.some(({ holds }) => !holds)) process.exitCode = 1;

function shown(all) {
  return {
    crossings: all.crossings,
    "through nodes": all.throughNodes,
    "label overlaps": all.labelOverlaps,
    "labels far": all.labelFar,
    "choice order": `${all.choiceOrder.kept}/${all.choiceOrder.pairs}`,
    "straight next": `${all.straightNext.straight}/${all.straightNext.all}`,
    overlaps: all.overlaps,
    outside: all.outside,
    "area (Mpx)": (all.area / 1e6).toFixed(1),
  };
}

function atMost(name, figure, most) {
  return { name, figure: rounded(figure), bound: `<= ${most}`, holds: figure <= most };
}

function atLeast(name, figure, least) {
  return { name, figure: rounded(figure), bound: `>= ${least}`, holds: figure >= least };
}

function rounded(figure) {
  return Math.round(figure * 100) / 100;
}

function percent(part, all) {
  return (part / all) * 100;
}

/** How far the other states move, and how many pairs change sides, when a state is put behind one: the means of all states. */
function insertions() {
  const shifts = [];
  const flips = [];
  for (const definition of definitions) {
    const before = pictureOf(definition);
    for (const [name, state] of Object.entries(definition.States ?? {})) {
      if (!state.Next) continue;
      const States = { ...definition.States, [name]: { ...state, Next: "Inserted" } };
      States.Inserted = { Type: "Pass", Next: state.Next };
      const difference = compare(before, pictureOf({ ...definition, States }));
      shifts.push(difference.shift);
      flips.push(difference.flips);
    }
  }
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return { shift: mean(shifts), flips: mean(flips), count: shifts.length };
}

function changedByKeyOrder() {
  return definitions.filter((definition) => !same(pictureOf(definition), pictureOf(reversed(definition)))).length;
}

function reversed(value) {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

function definitionOf(text) {
  return toValue(analyze({ uri: "", version: 1, notation: notationOf(text), text }).tree.root);
}

function pictureOf(definition) {
  const text = JSON.stringify(definition);
  return toJson(layoutGraph(analyze({ uri: "", version: 1, notation: notations.json, text }).graph));
}
