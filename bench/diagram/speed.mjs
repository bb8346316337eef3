/**
 * How long a layout takes, as a share of what dagre and elkjs take for the same boxes of the same levels:
 *   node bench/diagram/speed.mjs [--check] [--rounds N]
 * The sides take turns, each measure in a process of its own; shares are medians, times are those of the processor, since the
 * clock's depend on what else it does. With `--check` the exit code is 1 when a share is above its ceiling. Needs Node 24 (it
 * runs the sources) and `npm install` in `bench/`.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { cases } from "./machines.mjs";

const { values } = parseArgs({
  options: { check: { type: "boolean" }, rounds: { type: "string", default: "3" } },
});
const rows = [];
for (const [name, { ceilings }] of Object.entries(cases)) {
  const sides = ["statecraft", "edit", ...Object.keys(ceilings)];
  const times = Object.fromEntries(sides.map((side) => [side, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const side of sides) times[side].push(await measure(side, name));
  }
  for (const [peer, ceiling] of Object.entries(ceilings)) {
    const share = median(times.statecraft.map((own, round) => own / times[peer][round]));
    rows.push({
      case: `${name}, beside ${peer}`,
      ms: Math.round(median(times.statecraft)),
      "an edit": Math.round(median(times.edit)),
      "its ms": Math.round(median(times[peer])),
      share: share.toFixed(3),
      ceiling: `<= ${ceiling}`,
      holds: share <= ceiling,
    });
  }
}
console.table(Object.fromEntries(rows.map(({ case: name, ...row }) => [name, row])));
if (values.check && rows.some(({ holds }) => !holds)) process.exitCode = 1;

async function measure(side, name) {
  const script = join(import.meta.dirname, "measure.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script, side, name]);
  const { states, ms } = JSON.parse(stdout);
  if (states < 1000) throw new Error(`"${name}" has ${states} states.`);
  return ms;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
