/**
 * The quality of our pictures beside those of dagre and elkjs, of all real definitions: `node bench/diagram/quality.mjs`.
 * Needs Node 24 (it runs the sources), the shared definitions, and `npm install` in `bench/`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { layoutGraph, toJson } from "../../diagram/index.ts";
import { analyze, notationOf } from "../../language/index.ts";
import { peers } from "./peers.mjs";

const shared = process.env.STATECRAFT_SHARED ?? join(import.meta.dirname, "../../../shared");
const { measure, total } = await import(pathToFileURL(join(shared, "diagram/metrics.mjs")).href);

const folder = join(shared, "definitions/real");
const pictures = readdirSync(folder)
  .filter((file) => file !== "index.json")
  .map((file) => toJson(layoutGraph(graphOf(readFileSync(join(folder, file), "utf8")))))
  .filter(({ nodes }) => nodes.length > 0);

function graphOf(text) {
  return analyze({ uri: "", version: 1, notation: notationOf(text), text }).graph;
}

const rows = { statecraft: total(pictures.map(measure)) };
for (const [name, layout] of Object.entries(peers)) {
  const results = [];
  for (const picture of pictures) results.push(measure(await layout(picture)));
  rows[name] = total(results);
}
const { crossings, edges } = rows.statecraft;
console.table(
  Object.fromEntries(
    Object.entries(rows).map(([name, all]) => [
      name,
      {
        crossings: all.crossings,
        "through nodes": all.throughNodes,
        "label overlaps": all.labelOverlaps,
        "labels far": all.labelFar,
        "choice order": `${all.choiceOrder.kept}/${all.choiceOrder.pairs}`,
        "straight next": `${all.straightNext.straight}/${all.straightNext.all}`,
        overlaps: all.overlaps,
        outside: all.outside,
        "area (Mpx)": (all.area / 1e6).toFixed(1),
      },
    ]),
  ),
);
const allowed = rows.dagre.crossings + Math.floor(edges / 100);
console.log(`${pictures.length} pictures, ${edges} edges; ${crossings} crossings, allowed ${allowed}`);
