import type { Json } from "../../language/index.ts";

/** Random numbers from a seed, so that a failure can be tried again. */
export interface Dice {
  /** Whether something happens that happens `share` of the time. */
  (share: number): boolean;
  below(limit: number): number;
  one<T>(of: readonly T[]): T;
}

export function dice(seed: number): Dice {
  let state = (seed * 2654435761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const roll = ((share) => next() < share) as Dice;
  roll.below = (limit) => Math.floor(next() * limit);
  roll.one = <T>(of: readonly T[]): T => {
    const chosen = of[roll.below(of.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  };
  return roll;
}

const WORDS = [
  "Next",
  "Pay",
  "a b",
  "$.x",
  "{% $y %}",
  "it's",
  'say "so"',
  "yes",
  "12",
  "null",
  "# no",
  "x: y",
  "- z",
  "",
  "é😀",
];

/** A random value, small and at most `depth` levels deep. */
export function randomJson(roll: Dice, depth: number): Json {
  const kind = depth > 0 ? roll.below(7) : roll.below(4);
  if (kind === 0) return roll.one([0, 1, -2.5, 1e21]);
  if (kind === 1) return roll.one([true, false, null]);
  if (kind < 4) return roll(0.1) ? roll.one(["one\ntwo", "one\n", "  x\ny", "a\n\n"]) : roll.one(WORDS);
  const size = roll.below(4);
  if (kind === 4) return Array.from({ length: size }, () => randomJson(roll, depth - 1));
  return randomObject(roll, depth, size);
}

export function randomObject(roll: Dice, depth: number, size = roll.below(4)): Json {
  const names = new Set(Array.from({ length: size }, () => roll.one(WORDS.filter((word) => word !== ""))));
  return Object.fromEntries([...names].map((name) => [name, randomJson(roll, depth - 1)]));
}

/** A text of a value with random layout and comments. */
export type RandomText = (value: Json, roll: Dice) => string;

/** JSON with comments and trailing commas, on one line and over many. */
export const randomJsonText: RandomText = (value, roll) => {
  const lineBreak = roll(0.2) ? "\r\n" : "\n";
  const unit = roll.one(["  ", "    ", "\t"]);
  let count = 0;
  const comment = (lineOnly: boolean): string => {
    count++;
    return lineOnly && roll(0.5) ? `// c${count}` : `/* c${count} */`;
  };
  const write = (held: Json, indent: string, inline: boolean): string => {
    if (typeof held !== "object" || held === null) return JSON.stringify(held);
    const [open, close] = Array.isArray(held) ? ["[", "]"] : ["{", "}"];
    const lines = !inline && roll(0.8);
    const inner = indent + unit;
    const entries = (Object.entries(held) as [string, Json][]).map(
      ([key, each]) => `${Array.isArray(held) ? "" : `${JSON.stringify(key)}: `}${write(each, inner, !lines)}`,
    );
    if (entries.length === 0) return open + (roll(0.1) ? comment(false) : "") + close;
    const parts = entries.map((entry, index) => {
      const comma = index < entries.length - 1 || roll(0.1) ? "," : "";
      if (!lines) return `${roll(0.05) ? `${comment(false)} ` : ""}${entry}${comma}`;
      const above = roll(0.1) ? `${lineBreak}${inner}${comment(true)}` : "";
      return `${above}${roll(0.05) ? lineBreak : ""}${lineBreak}${inner}${entry}${comma}${roll(0.1) ? ` ${comment(true)}` : ""}`;
    });
    if (lines) return `${open}${roll(0.1) ? ` ${comment(true)}` : ""}${parts.join("")}${lineBreak}${indent}${close}`;
    const blank = roll(0.5) ? " " : "";
    return `${open}${blank}${parts.join(" ")}${blank}${close}`;
  };
  return write(value, "", false) + roll.one(["", lineBreak]);
};

/** YAML in block and flow style with anchors, comments and several kinds of scalars. */
export const randomYamlText: RandomText = (value, roll) => {
  const lineBreak = roll(0.2) ? "\r\n" : "\n";
  const unit = roll.one(["  ", "    "]);
  const indentSeq = roll(0.5);
  let count = 0;
  const comment = (): string => `# c${++count}`;
  const flowScalar = (text: string): string => (roll(0.3) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text));
  const isOneLine = (text: string): boolean => !text.includes("\n");
  const scalar = (held: Json): string => {
    if (typeof held !== "string") return JSON.stringify(held);
    if (/^[A-Z$][\w.$]*( \w+)?$/.test(held) && roll(0.7)) return held;
    return isOneLine(held) ? flowScalar(held) : JSON.stringify(held);
  };
  const flow = (held: Json): string => {
    if (typeof held !== "object" || held === null) return scalar(held);
    const isArray = Array.isArray(held);
    const parts = (Object.entries(held) as [string, Json][]).map(
      ([key, each]) => `${isArray ? "" : `${scalar(key)}: `}${flow(each)}`,
    );
    const blank = roll(0.5) ? " " : "";
    return `${isArray ? "[" : "{"}${blank}${parts.join(", ")}${parts.length > 0 && roll(0.1) ? "," : ""}${blank}${isArray ? "]" : "}"}`;
  };
  const beside = (): string => (roll(0.1) ? ` ${comment()}` : "");
  /** What follows a colon or a dash. */
  const after = (held: Json, indent: string, column: string, inItem: boolean): string => {
    const anchor = roll(0.05) ? ` &a${++count}` : "";
    if (typeof held === "string" && /^\S.*\S\n?$/s.test(held) && held.includes("\n") && roll(0.7)) {
      const lines = held
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => lineBreak + (line && column + unit + line));
      return `${anchor} |${held.endsWith("\n") ? "" : "-"}${lines.join("")}`;
    }
    const isCollection = typeof held === "object" && held !== null && Object.keys(held).length > 0;
    if (held === null && roll(0.3)) return anchor + beside();
    if (!isCollection || roll(0.15)) return `${anchor} ${flow(held)}${beside()}`;
    if (inItem && anchor === "" && roll(0.8)) return ` ${block(held, indent).trimStart()}`;
    return anchor + beside() + lineBreak + block(held, indent);
  };
  const block = (held: Json, indent: string): string => {
    const above = (): string => (roll(0.1) ? `${indent}${comment()}${lineBreak}` : roll(0.05) ? lineBreak : "");
    if (Array.isArray(held)) {
      return held
        .map((each, index) => {
          const before = index === 0 ? "" : above();
          return `${before}${indent}-${after(each, `${indent}  `, indent, true)}`;
        })
        .join(lineBreak);
    }
    const entries = Object.entries(held as { [key: string]: Json });
    return entries
      .map(([key, each], index) => {
        const inner = Array.isArray(each) && !indentSeq ? indent : indent + unit;
        return `${index === 0 ? "" : above()}${indent}${scalar(key)}:${after(each, inner, indent, false)}`;
      })
      .join(lineBreak);
  };
  const isCollection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  const head = roll(0.2) ? `${comment()}${lineBreak}` : "";
  return head + (isCollection ? block(value, "") : flow(value)) + roll.one(["", lineBreak, lineBreak]);
};
