/**
 * One measure, in a process of its own: `node measure.mjs SIDE SCENARIO`, where SIDE is the module that runs it.
 * Prints how long a run took, the peak memory of the process after its first run, and what came out.
 */
import { createHash } from "node:crypto";
import { scenarios } from "./scenarios.mjs";

/** Later runs are warm: only they count, unless the first takes longer than that. */
const ENOUGH_MS = 1500;
const MOST_RUNS = 2000;

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
for (let left = ENOUGH_MS - first.ms; left > 0 && times.length < MOST_RUNS; left -= times.at(-1)) {
  times.push((await timed()).ms);
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ ms: times[times.length >> 1] ?? first.ms, peak, output }));

async function timed() {
  const start = performance.now();
  const ended = await run();
  return { ms: performance.now() - start, ended };
}

function digestOf(ended) {
  const outputs = JSON.stringify(ended.map(({ output }) => output));
  return createHash("sha256").update(outputs).digest("hex");
}

/** Our history tells how many states were entered. */
function checkStates(ended) {
  const events = ended.flatMap(({ events }) => events ?? []);
  const entered = events.filter(({ type }) => type.endsWith("StateEntered")).length;
  if (events.length > 0 && entered !== scenario.states) throw new Error(`${name} entered ${entered} states`);
}
