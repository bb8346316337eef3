import { cached } from "../language/index.ts";

/** A search of so many steps ends within a tenth of a second. */
const QUICK_STEPS = 10_000_000;

/**
 * Whether no text of this length can keep a search for long. A search backtracks through every combination of the
 * choices that its pattern has, from every place of the text. This counts more of them than there are, never less.
 */
export function isQuick({ source, multiline }: RegExp, length: number): boolean {
  const cost = costOf(source);
  if (!cost) return false;
  const places = length + 1;
  const beginnings = cost.isPinned && !multiline ? 1 : places;
  return beginnings * places ** cost.any * 2 ** cost.two * cost.steps + places <= QUICK_STEPS;
}

/** What a pattern costs, whatever its flags. */
interface Cost {
  /** How often it goes on in one of two ways. */
  readonly two: number;
  /** How often it goes on in as many ways as the text has places. */
  readonly any: number;
  /** How many steps one way has at most. */
  readonly steps: number;
  /** Whether it matches at the beginning of a text only. */
  readonly isPinned: boolean;
}

/** Undefined where a group is repeated: its choices are made anew each time, so that they multiply with the text. */
const costOf: (source: string) => Cost | undefined = cached(1000, (source) => {
  if (REPEATED_GROUP.test(source)) return undefined;
  let steps = source.length;
  const ways = source
    .replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, (part) => (REFERENCE.test(part) ? "*" : "."))
    .replace(/\(\?/g, "(")
    .replace(/\{(\d+)\}/g, (_, times: string) => {
      steps += Number(times);
      return "";
    });
  const two = ways.match(/[|?]/g)?.length ?? 0;
  const any = ways.match(/[*+{]/g)?.length ?? 0;
  return { two, any, steps, isPinned: BEGINNING.test(source) && !ways.includes("|") };
});

/** A closing parenthesis with a quantifier. In a class or escaped it closes nothing, and is taken for one all the same. */
const REPEATED_GROUP = /\)[*+{]/;

/** To compare with what a group matched takes as many steps as that is long. */
const REFERENCE = /^\\[1-9k]/;

/** `^`, and what JSONPath's patterns begin with. */
const BEGINNING = /^(?:\^(?![*+?{])|\(\?<!\[\^\]\))/;
