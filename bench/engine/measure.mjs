/**
 * One measure, in a process of its own: `node measure.mjs SIDE SCENARIO`, where SIDE is the module that runs it.
 * Prints how long a run took, in milliseconds of the processor and of the clock, the peak memory of the process after
 * its first run, and what came out.
 */
import { createHash } from "node:crypto";
import { scenarios } from "./scenarios.mjs";

/** Runs after the first are warm, and only they count: one, and more while there is time. */
const ENOUGH_MS = 1500;
const MOST_RUNS = 2000;

/** A run that takes longer leaves so much behind that the next one would have to clean it up. */
const LONG_MS = 50;

const [side, name] = process.argv.slice(2);
const { prepare } = await import(side);
const scenario = scenarios[name]();
const run = prepare(scenario);

const first = await timed();
const peak = process.resourceUsage().maxRSS / 1024;
checkStates(first.ended);
const output = digestOf(first.ended);
first.ended = [];
const times = [];
for (let spent = 0; times.length === 0 || (spent < ENOUGH_MS && times.length < MOST_RUNS); ) {
  if (first.ms > LONG_MS) globalThis.gc();
  const { ms, clock } = await timed();
  times.push({ ms, clock });
  spent += ms;
}
console.log(JSON.stringify({ ms: median("ms"), clock: median("clock"), peak, output }));

function median(which) {
  return times.map((time) => time[which]).sort((a, b) => a - b)[times.length >> 1];
}

async function timed() {
  const start = performance.now();
  const before = process.cpuUsage();
  const ended = await run();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, clock: performance.now() - start, ended };
}

function digestOf(ended) {
  const outputs = JSON.stringify(ended.map(({ output }) => output));
  return createHash("sha256").update(outputs).digest("hex");
}

/** Our history tells how many states were entered. */
function checkStates(ended) {
  const types = ended.flatMap(({ log }) => log?.pages.flatMap((page) => page.types) ?? []);
  const entered = types.filter((type) => type.endsWith("StateEntered")).length;
  if (types.length > 0 && entered !== scenario.states) throw new Error(`${name} entered ${entered} states`);
}
