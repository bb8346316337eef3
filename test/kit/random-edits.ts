import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Numbers by chance, always the same for the same seed. */
export interface Chance {
  /** From 0 up to `below`, which is excluded. */
  below(below: number): number;
  of<T>(items: readonly T[]): T;
}

/** mulberry32: small, and good enough to choose edits. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    of(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("There is nothing to choose from.");
      return item;
    },
  };
}

/** A text of a file that edits begin with. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The definitions and templates that are at hand: those of everybody's, where they are there, and our examples. */
export function samples(): readonly Sample[] {
  const root = join(import.meta.dirname, "../..");
  const shared = join(resolve(root, process.env.STATECRAFT_SHARED ?? "../shared"), "definitions");
  const folders = [join(root, "examples"), ...(existsSync(shared) ? [shared] : [])];
  // In an order that doesn't depend on where the folders lie: a seed means the same everywhere.
  const names = folders.flatMap((folder) =>
    globSync("**/*.{json,json5,asl,yaml,yml}", { cwd: folder, exclude: ["**/index.json"] })
      .sort()
      .map((name) => join(folder, name)),
  );
  const found = names.map((name) => ({ name, text: readFileSync(name, "utf8") }));
  return found.filter(({ text }) => text.includes("StartAt") && text.length < 60_000);
}

/** One change of a text, as an editor tells it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

const STRAY = [
  ..."{}[]\",:'%$#&*|>-!?@`\\",
  "\t",
  "\r",
  "\n",
  "\r\n",
  "\uFEFF",
  "\u0000",
  "\u2028",
  "😀",
  "\uD83D",
  "---\n",
  "<<: *a\n",
  "&a ",
  "!Sub ",
  "${",
  "{%",
  "%}",
  " ",
];

const HALF_TYPED = [
  '"{% $states.',
  "{% $states.input.",
  "{% $sum($x.",
  "{% (",
  "{% $map($x, function($v) { $v.",
  "{% { 'a': ",
  "$.a[?(@.b",
  "$..",
  "$.",
  "$$.Execution.",
  "States.Format('{}",
  "States.Array(States.",
  '"Next": "',
  "Next: ",
  '"Type": "',
  '"Retry": [{',
  '"x.$": ',
  "Catch:\n  - ",
  '"😀 Größe": {"Type": "Pass", "Next": "😀 Größe"},',
  "😀: {Type: Pass, Next: 😀}\n",
  '"Resource": "arn:aws:states:::',
];

/** A change by chance: cuts, doubled lines, stray characters, what is half typed, other line ends. */
export function editOf(text: string, chance: Chance): Edit {
  const at = chance.below(text.length + 1);
  const line = lineAround(text, at);
  switch (chance.below(10)) {
    case 0:
      return { start: at, end: Math.min(text.length, at + 1 + chance.below(40)), newText: "" };
    case 1:
      return { start: line.start, end: line.start, newText: text.slice(line.start, line.end) };
    case 2:
      return { ...line, newText: "" };
    case 3:
      return { start: at, end: at, newText: chance.of(HALF_TYPED) };
    case 4:
      return {
        start: 0,
        end: text.length,
        newText: text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text.replace(/\n/g, "\r\n"),
      };
    case 5:
      return {
        ...line,
        newText: text.slice(line.start, line.end).replace(/^ +/, (blanks) => "\t".repeat(blanks.length / 2)),
      };
    case 6:
      return { start: at, end: text.length, newText: text.slice(at, at + chance.below(200)) };
    case 7:
      return moved(text, line, chance);
    default:
      return { start: at, end: Math.min(text.length, at + chance.below(2)), newText: chance.of(STRAY) };
  }
}

function lineAround(text: string, at: number): { readonly start: number; readonly end: number } {
  const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return { start, end: end < 0 ? text.length : end + 1 };
}

/** A piece of the text again at another place. */
function moved(text: string, { start }: { readonly start: number }, chance: Chance): Edit {
  const from = chance.below(text.length + 1);
  return { start, end: start, newText: text.slice(from, from + chance.below(120)) };
}
