/**
 * One measure, in a process of its own that takes turns with the other side's: it sends `{ ready }` when it is warm, and
 * answers each message with a sample. Arguments: SIDE MEASURE NOTATION LANGUAGE STATES, where SIDE is the module that is
 * measured. A sample says what one run took, in milliseconds: of the thread that answers, which is what the clock of a
 * quiet machine shows; of all threads together, compilers and collectors included; and of the clock. It is as many runs
 * one after the other as take a while, since the time of a thread is told in steps of 10 ms on some machines. Each run
 * has another text, so that no expression is known from the one before.
 */
import { placesIn, textOf, withEdit } from "./texts.mjs";

/** The first runs are slow and don't count: an editor's server runs all day. */
const WARM = { 20: 100, 200: 40, 2000: 20 };

const BATCH_MS = 250;

const [side, measure, notation, language, size] = process.argv.slice(2);
const { prepare } = await import(side);
const states = Number(size);
const what = { notation, language, states };
const subject = prepare(what);
let salts = 0;
let known;

/** Each makes ready what isn't measured, for as many runs as are told; the answer is them. */
const measures = {
  validation: (count) => {
    const texts = Array.from({ length: count }, fresh);
    return texts.map((text) => async () => none(await subject.validate(subject.open(text))));
  },
  /** One after the other in the same document, as someone types. */
  "one edit": async (count) => {
    const text = fresh();
    let version = subject.open(text);
    none(await subject.validate(version));
    return Array.from({ length: count }, (_, index) => {
      const edited = withEdit(text, index);
      return async () => {
        version = subject.change(version, edited);
        none(await subject.validate(version));
      };
    });
  },
  completion: async (count) => {
    const { version, places } = await parsed();
    return Array.from({ length: count }, () => async () => {
      let items = 0;
      for (const place of places) items += await subject.complete(version, place);
      if (items === 0) throw new Error("Nothing is offered.");
    });
  },
};

const thrown = await firstFault();
if (thrown === undefined) {
  let { clock } = await sample(1);
  for (let run = 0; run < WARM[states]; run++) ({ clock } = await sample(1));
  const count = Math.max(1, Math.ceil(BATCH_MS / clock));
  await sample(count);
  process.on("message", async () => process.send(await sample(count)));
}
process.send({ ready: true, throws: thrown });

async function sample(count) {
  const [first, ...runs] = await measures[measure](count + 1);
  globalThis.gc();
  // What was collected by force gave its room back, which nobody does to an editor's server: the first run takes it again.
  await first();
  const start = performance.now();
  const all = process.cpuUsage();
  const own = process.threadCpuUsage();
  for (const run of runs) await run();
  return {
    ms: milliseconds(process.threadCpuUsage(own)) / count,
    all: milliseconds(process.cpuUsage(all)) / count,
    clock: (performance.now() - start) / count,
  };
}

/** A version that was read by a request before; the same each time. */
async function parsed() {
  if (known) return known;
  const text = fresh();
  const version = subject.open(text);
  await subject.validate(version);
  const places = placesIn(text, what);
  await subject.complete(version, places[0]);
  known = { version, places };
  return known;
}

/** Where the peer can't complete at all, that is the measure's result. */
async function firstFault() {
  try {
    await sample(1);
    return undefined;
  } catch (error) {
    if (measure !== "completion" || side.includes("statecraft")) throw error;
    return String(error);
  }
}

function fresh() {
  return textOf(what, `s${salts++}`);
}

function milliseconds({ user, system }) {
  return (user + system) / 1000;
}

function none(diagnostics) {
  if (diagnostics > 0) throw new Error(`${side} finds ${diagnostics} faults in the machine of ${states} states.`);
}
