/**
 * How the debugger copes with much: `node bench/debugger/speed.mjs [--check]`, after `npm run build`. The built adapter is
 * driven over pipes, as by an editor. With `--check` the exit code is 1 when a figure is beyond its bound.
 *
 * - A stop among 10,000 iterations: from the request to the answers that an editor asks for before it shows the stop
 *   (threads, stack, scopes, and the values of the first), for going on, steps and steps back; medians of each, and the slowest of these.
 * - Speed with no breakpoint, as a share of an execution's outside of the debugger: processor time, both in the adapter.
 * - What the adapter holds after 200,000 recorded steps.
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startAdapter } from "./client.mjs";

const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const program = join(import.meta.dirname, "../../dist/debug-adapter.cjs");
const folder = await mkdtemp(join(tmpdir(), "statecraft-bench-"));
const rows = [];
try {
  const { slowest, threads } = await stopsInMap();
  rows.push(row("slowest stop among 10,000 iterations, ms", slowest, 200, "most"));
  rows.push(row("threads listed", threads, 50, "most"));
  rows.push(row("speed without breakpoints, of that without the debugger", await share(), 0.5, "least"));
  const { steps, mebibytes } = await memory();
  rows.push(row(`MiB after ${steps.toLocaleString("en")} recorded steps`, mebibytes, 300, "most"));
} finally {
  await rm(folder, { recursive: true });
}
console.table(Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])));
if (values.check && rows.some(({ holds }) => !holds)) process.exitCode = 1;

function row(name, figure, bound, kind) {
  const holds = kind === "most" ? figure <= bound : figure >= bound;
  return { name, figure: Number(figure.toFixed(2)), bound: `${kind === "most" ? "<=" : ">="} ${bound}`, holds };
}

/** A Map of three states for each item, in one line each. */
function mapOf(iterations) {
  return {
    definition: {
      QueryLanguage: "JSONPath",
      StartAt: "Orders",
      States: {
        Orders: {
          Type: "Map",
          ItemsPath: "$.items",
          ItemProcessor: {
            StartAt: "Take",
            States: {
              Take: { Type: "Pass", ResultPath: "$.taken", Result: true, Next: "Price" },
              Price: { Type: "Pass", Parameters: { "id.$": "$.id", total: 1 }, Next: "Done" },
              Done: { Type: "Pass", End: true },
            },
          },
          Next: "After",
        },
        After: { Type: "Succeed" },
      },
    },
    input: { items: Array.from({ length: iterations }, (_, id) => ({ id })) },
  };
}

async function launch(adapter, { definition, input }, more = {}, breakpoints = []) {
  const file = join(folder, "orders.asl.json");
  await writeFile(file, JSON.stringify(definition, null, 1));
  await adapter.request("initialize", { adapterID: "asl", pathFormat: "path" });
  await adapter.request("setBreakpoints", { source: { path: file }, breakpoints });
  await adapter.request("launch", { program: file, input, limits: "none", seed: 1, ...more });
  await adapter.request("configurationDone");
}

function lineOf({ definition }, text) {
  const lines = JSON.stringify(definition, null, 1).split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

async function stopsInMap() {
  const adapter = startAdapter(program);
  const machine = mapOf(10_000);
  const line = lineOf(machine, '"Done": {');
  await launch(adapter, machine, {}, [{ line, condition: "$.id >= 5000" }]);
  await seen(adapter, adapter.event("stopped"));
  const taken = [];
  let threads = 0;
  const commands = ["continue", "next", "stepIn", "stepBack", "continue", "stepOut", "reverseContinue", "continue"];
  for (const command of [...commands, ...commands, ...commands, ...commands, ...commands]) {
    const { threadId } = seen.last;
    // Nobody steps faster.
    await setTimeout(100);
    const start = performance.now();
    const stopped = adapter.event("stopped");
    await adapter.request(command, { threadId });
    threads = Math.max(threads, await seen(adapter, stopped));
    taken.push({ command, ms: performance.now() - start });
  }
  await adapter.end();
  // What else the machine does makes single ones slower.
  const medians = [...new Set(commands)].map((command) => {
    const times = taken.filter((each) => each.command === command).map(({ ms }) => ms);
    return { command, ms: times.sort((a, b) => a - b)[times.length >> 1] };
  });
  console.log(medians.map(({ command, ms }) => `${command} ${ms.toFixed(0)} ms`).join(", "));
  return { slowest: Math.max(...medians.map(({ ms }) => ms)), threads };
}

/** Asks what an editor asks for before it shows a stop; the answer is how many threads it was told of. */
async function seen(adapter, stopped) {
  const { threadId } = await stopped;
  seen.last = { threadId };
  const { threads } = await adapter.request("threads");
  const { stackFrames } = await adapter.request("stackTrace", { threadId, startFrame: 0, levels: 20 });
  const { scopes } = await adapter.request("scopes", { frameId: stackFrames[0].id });
  await adapter.request("variables", { variablesReference: scopes[0].variablesReference });
  return threads.length;
}

/** Processor time of both ways, by turns; each in an adapter of its own. */
async function share() {
  const shares = [];
  const machine = mapOf(10_000);
  for (let i = 0; i < 3; i++) shares.push((await timeOf(machine, true)) / (await timeOf(machine, false)));
  return shares.sort((a, b) => a - b)[1];
}

async function timeOf(machine, noDebug) {
  const adapter = startAdapter(program);
  await adapter.request("initialize", { adapterID: "asl" });
  const ended = adapter.event("terminated");
  const before = processorTime(adapter.pid);
  await launch(adapter, machine, { noDebug });
  await ended;
  const taken = processorTime(adapter.pid) - before;
  await adapter.end();
  return taken;
}

/** Hundredths of a second that a process has had so far. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

async function memory() {
  const adapter = startAdapter(program);
  // Each item takes ten steps.
  const machine = mapOf(20_000);
  await launch(adapter, machine, {}, [{ line: lineOf(machine, '"Orders": {') }]);
  const { threadId } = await adapter.event("stopped");
  await adapter.request("setBreakpoints", { source: { path: join(folder, "orders.asl.json") }, breakpoints: [] });
  const stopped = adapter.event("stopped");
  await adapter.request("next", { threadId });
  await stopped;
  const status = readFileSync(`/proc/${adapter.pid}/status`, "latin1");
  const mebibytes = Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
  await adapter.end();
  return { steps: 200_000, mebibytes };
}
