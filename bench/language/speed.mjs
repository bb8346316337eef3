/**
 * How fast the language server's analysis is beside amazon-states-language-service, on machines of 20, 200 and 2,000 states:
 *   node bench/language/speed.mjs [--check] [--rounds N] [--sizes 20,200,2000] [--languages JSONata] [--notations json] [MEASURE...]
 * MEASURE is "validation" (the whole text, no expression known), "one edit" (something typed, with the version before at
 * hand), "completion" (three places of a version that was parsed) or "keystroke" (first diagnostics after one, through the
 * pipe of the built server). Both sides take turns, sample by sample, each in a process of its own that every round
 * starts anew, with its memory laid out as our server's is; the table has medians, of the time of the thread that answers:
 * other programs on the machine don't count into it. With `--check` the exit code is 1 when a figure breaks its bound. Needs Node 24 and `npm install` in `bench/`.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { buildInto } from "../../scripts/build.mjs";
import { keystroke } from "./keystroke.mjs";

const MEASURES = ["validation", "one edit", "completion", "keystroke"];

/** At most this part of the peer's time, by measure, notation and number of states; a missing bound is not checked. */
const BOUNDS = {
  validation: { json: { 20: 1, 2000: 0.25 }, yaml: { 20: 1, 2000: 0.7 } },
  // The peer knows no edits: it reads everything again.
  "one edit": { json: { 2000: 0.125 }, yaml: { 2000: 0.35 } },
  completion: { json: { 20: 1, 200: 1, 2000: 1 }, yaml: { 20: 0.05, 2000: 0.05 } },
};

/** What ten times the states may cost, as times of what the states cost. */
const GROWTH = 12;

const KEYSTROKE_MS = 150;

/** As the extension starts the server, in `client/language/connect.ts`; for both sides. */
const HEAP = ["--max-semi-space-size=32"];

/** How often the sides take turns in a round. */
const TURNS = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean" },
    rounds: { type: "string", default: "3" },
    sizes: { type: "string", default: "20,200,2000" },
    languages: { type: "string", default: "JSONPath,JSONata" },
    notations: { type: "string", default: "json,yaml" },
  },
});
const sizes = values.sizes.split(",").map(Number);
const languages = values.languages.split(",");
const notations = values.notations.split(",");
const wanted = positionals.length > 0 ? positionals : MEASURES;
const folder = await mkdtemp(join(tmpdir(), "statecraft-bench-"));
try {
  const ours = await bundle(folder);
  const rows = [];
  for (const measure of wanted.filter((name) => name !== "keystroke"))
    for (const notation of notations)
      for (const language of languages) rows.push(...(await rowsOf({ measure, notation, language }, ours)));
  if (wanted.includes("keystroke")) rows.push(...(await keystrokes(folder)));
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
  console.log(
    '"throws": the peer\'s completion in YAML fails in texts of more than 65,536 characters and less than 10,000 lines.',
  );
  if (values.check && rows.some(({ holds }) => holds === false)) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

/** Our side as it ships, in one file. */
async function bundle(into) {
  const outfile = join(into, "statecraft.cjs");
  await cp(join(import.meta.dirname, "../../language/catalogue/data"), join(into, "catalogue"), { recursive: true });
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

async function rowsOf(what, ours) {
  const measured = await compare(what, ours);
  const rows = sizes.map((states) => rowOf({ ...what, states }, measured.get(states)));
  const { measure, notation, language } = what;
  if (measure === "completion") return rows;
  for (const [few, many] of [
    [20, 200],
    [200, 2000],
  ]) {
    const [less, more] = [measured.get(few)?.ours, measured.get(many)?.ours];
    if (!less || !more) continue;
    const growth = median(more.map(({ ms }, turn) => ms / less[turn].ms));
    const name = `${measure}, ${notation}, ${language}, ${many} as times of ${few}`;
    rows.push({ name, figure: growth.toFixed(1), bound: `<= ${GROWTH}`, holds: growth <= GROWTH });
  }
  return rows;
}

/** Lets both sides take turns, and all sizes, so that what else the machine does hits all of them. */
async function compare(what, ours) {
  const samples = new Map(sizes.map((states) => [states, { ours: [], theirs: [] }]));
  for (let round = 0; round < Number(values.rounds); round++) {
    const pairs = [];
    for (const states of sizes) {
      const we = await started(ours, { ...what, states });
      const they = await started("./amazon-states-language-service.mjs", { ...what, states });
      pairs.push({ we, they, taken: samples.get(states) });
    }
    for (let turn = 0; turn < TURNS; turn++) {
      for (const { we, taken } of pairs) taken.ours.push(await we.sample());
      for (const { they, taken } of pairs) taken.theirs.push(they.throws ? { throws: true } : await they.sample());
    }
    for (const { we, they } of pairs) for (const { child } of [we, they]) child.kill();
  }
  return samples;
}

/** A side that is warm and waits for its turns. */
async function started(side, { measure, notation, language, states }) {
  const script = join(import.meta.dirname, "measure.mjs");
  const child = fork(script, [side, measure, notation, language, String(states)], {
    execArgv: ["--expose-gc", ...HEAP],
  });
  const answer = async () => {
    const [message] = await Promise.race([once(child, "message"), once(child, "exit")]);
    if (typeof message !== "object") throw new Error(`The measure of ${side} ended.`);
    return message;
  };
  const { throws } = await answer();
  const sample = () => {
    child.send("sample");
    return answer();
  };
  return { child, throws, sample };
}

function rowOf({ measure, notation, language, states }, { ours, theirs }) {
  const name = `${measure}, ${notation}, ${language}, ${states}`;
  const bound = BOUNDS[measure][notation][states];
  const ms = (side) => median(side.map((measured) => measured.ms)).toFixed(2);
  if (theirs.some(({ throws }) => throws)) return { name, ms: ms(ours), "its ms": "throws" };
  const ratio = (which) => median(ours.map((measured, i) => measured[which] / theirs[i][which]));
  const figure = ratio("ms");
  return {
    name,
    ms: ms(ours),
    "its ms": ms(theirs),
    "all threads": ratio("all").toFixed(3),
    "by the clock": ratio("clock").toFixed(3),
    figure: figure.toFixed(3),
    ...(bound !== undefined && { bound: `<= ${bound}`, holds: figure <= bound }),
  };
}

/** What an editor's user waits for: no peer is beside it, since it is no server but a library of one. */
async function keystrokes(into) {
  const program = await buildInto("server/main.ts", into);
  const rows = [];
  for (const notation of notations)
    for (const language of languages) {
      const taken = median(await keystroke(program, { notation, language, states: 200 }));
      const name = `keystroke, ${notation}, ${language}, 200, ms by the clock`;
      rows.push({ name, figure: taken.toFixed(1), bound: `<= ${KEYSTROKE_MS}`, holds: taken <= KEYSTROKE_MS });
    }
  return rows;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
