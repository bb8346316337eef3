/**
 * One measure, in a process of its own: `node measure.mjs SIDE MEASURE NOTATION LANGUAGE STATES`, where SIDE is the module
 * that is measured. Prints how long it took, in milliseconds: of the thread that answers, which is what the clock of a quiet
 * machine shows; of all threads together, compilers and collectors included; and of the clock. Each time it is another
 * text, so that no expression is known from the time before.
 */
import { placesIn, textOf, withOneEdit } from "./texts.mjs";

/** The first times are slow and don't count: an editor's server runs all day. Then some count, and more while there is time. */
const [WARM, ENOUGH_MS, LEAST, MOST] = [{ 20: 100, 200: 40, 2000: 20 }, 1500, 7, 100];

const [side, measure, notation, language, size] = process.argv.slice(2);
const { prepare } = await import(side);
const states = Number(size);
const what = { notation, language, states };
const subject = prepare(what);
let salts = 0;
let known;

/** Each makes ready what isn't measured; the answer is what is. */
const measures = {
  validation: () => {
    const { text } = fresh();
    return async () => none(await subject.validate(subject.open(text)));
  },
  "one edit": async () => {
    const { text } = fresh();
    const before = subject.open(text);
    none(await subject.validate(before));
    const edited = withOneEdit(text);
    return async () => none(await subject.validate(subject.change(before, edited)));
  },
  completion: async () => {
    const { version, places } = await parsed();
    return async () => {
      let items = 0;
      for (const place of places) items += await subject.complete(version, place);
      if (items === 0) throw new Error("Nothing is offered.");
    };
  },
};

const times = [];
await mayThrow();
for (let spent = 0, run = 0; ; run++) {
  const act = await measures[measure]();
  if (measure !== "completion") globalThis.gc();
  const time = await timed(act);
  if (run < WARM[states]) continue;
  times.push(time);
  spent += time.ms;
  if (times.length >= MOST || (times.length >= LEAST && spent >= ENOUGH_MS)) break;
}
console.log(JSON.stringify({ ms: median("ms"), all: median("all"), clock: median("clock") }));

/** A version that was read by a request before; the same each time. */
async function parsed() {
  if (known) return known;
  const { text } = fresh();
  const version = subject.open(text);
  await subject.validate(version);
  const places = placesIn(text, what);
  await subject.complete(version, places[0]);
  known = { version, places };
  return known;
}

/** Where a side can't do it at all, that is the measure's result. */
async function mayThrow() {
  try {
    await (await measures[measure]())();
  } catch (error) {
    if (measure !== "completion" || side.includes("statecraft")) throw error;
    console.log(JSON.stringify({ throws: String(error) }));
    process.exit();
  }
}

function fresh() {
  return { text: textOf(what, `s${salts++}`) };
}

async function timed(act) {
  const start = performance.now();
  const all = process.cpuUsage();
  const own = process.threadCpuUsage();
  await act();
  return {
    ms: milliseconds(process.threadCpuUsage(own)),
    all: milliseconds(process.cpuUsage(all)),
    clock: performance.now() - start,
  };
}

function milliseconds({ user, system }) {
  return (user + system) / 1000;
}

function none(diagnostics) {
  if (diagnostics > 0) throw new Error(`${side} finds ${diagnostics} faults in the machine of ${states} states.`);
}

function median(which) {
  return times.map((time) => time[which]).sort((a, b) => a - b)[times.length >> 1];
}
