/**
 * How fast executions are beside aws-local-stepfunctions, and beside the JSONata library alone:
 *   node bench/engine/speed.mjs [--check] [--rounds N] [SCENARIO...]
 * Both sides take turns, each measure in a process of its own; the table has medians. Seconds are those of the processor,
 * collection of garbage included: what else the machine does changes the clock's by half, and theirs hardly. With
 * `--check` the exit code is 1 when a figure is below its floor. Needs Node 24 and `npm install` in `bench/`.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { build } from "esbuild";
import { mapGrowth, scenarios } from "./scenarios.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean" }, rounds: { type: "string", default: "3" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(scenarios);
const folder = await mkdtemp(join(tmpdir(), "statecraft-bench-"));
try {
  const ours = await bundle(folder);
  const rows = [];
  const times = {};
  for (const name of names) {
    const measured = await compare(name, ours);
    times[name] = measured.ours;
    rows.push(...rowsOf(scenarios[name](), measured));
  }
  const { few, many, most } = mapGrowth;
  if (times[few] && times[many]) {
    const growth = median(times[many].map(({ ms }, i) => ms / times[few][i].ms));
    const name = "100,000 items, as times of 10,000";
    rows.push({ name, figure: growth.toFixed(1), floor: `<= ${most}`, holds: growth <= most });
  }
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
  if (values.check && rows.some(({ holds }) => !holds)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

/** Our side as it ships, in one file. */
async function bundle(folder) {
  const outfile = join(folder, "statecraft.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "statecraft.mjs")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    define: { "import.meta.dirname": "__dirname" },
    logLevel: "error",
  });
  return outfile;
}

/** Lets both sides take turns, so that what else the machine does hits both. */
async function compare(name, ours) {
  const { against } = scenarios[name]();
  const theirs = against === "bare JSONata" ? "./bare-jsonata.mjs" : "./aws-local-stepfunctions.mjs";
  const rounds = [];
  for (let i = 0; i < Number(values.rounds); i++) {
    const round = { ours: await measure(ours, name), theirs: await measure(theirs, name) };
    if (round.ours.output !== round.theirs.output) throw new Error(`${name}: the two sides give different outputs`);
    rounds.push(round);
  }
  return { ours: rounds.map((round) => round.ours), theirs: rounds.map((round) => round.theirs) };
}

async function measure(side, name) {
  const script = join(import.meta.dirname, "measure.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script, side, name]);
  return JSON.parse(stdout);
}

function rowsOf({ name, states, floor, peak, against }, { ours, theirs }) {
  const ratio = median(theirs.map(({ ms }, i) => ms / ours[i].ms));
  const byClock = median(theirs.map(({ clock }, i) => clock / ours[i].clock));
  const perSecond = (side) => Math.round((states / median(side.map(({ ms }) => ms))) * 1000).toLocaleString("en");
  const memory = (side) => Math.round(median(side.map((measured) => measured.peak)));
  const row = {
    name,
    "states/s": perSecond(ours),
    MiB: memory(ours),
    against,
    "its states/s": perSecond(theirs),
    "its MiB": memory(theirs),
    "by the clock": shown(byClock),
    figure: shown(ratio),
    floor: `>= ${floor}`,
    holds: ratio >= floor,
  };
  if (peak === undefined) return [row];
  const taken = Math.max(...ours.map((measured) => measured.peak));
  return [row, { name: `${name}, peak MiB`, figure: Math.round(taken), floor: `<= ${peak}`, holds: taken <= peak }];
}

function shown(ratio) {
  return ratio.toFixed(ratio < 10 ? 2 : 0);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
