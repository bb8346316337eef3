/** A search of so many steps ends within a tenth of a second. */
const QUICK_STEPS = 10_000_000;

/**
 * Whether no text of this length can keep a search for long. A search backtracks through every combination of the
 * choices that its pattern has, from every place of the text. This counts more of them than there are, never less.
 */
export function isQuick(pattern: RegExp, length: number): boolean {
  const known = counted.has(pattern);
  const choices = known ? counted.get(pattern) : choicesOf(pattern);
  if (!known) counted.set(pattern, choices);
  const places = length + 1;
  return choices !== undefined && places ** (choices.any + 1) * 2 ** choices.two * pattern.source.length <= QUICK_STEPS;
}

const counted = new WeakMap<RegExp, Choices | undefined>();

/** How often a pattern goes on in one of two ways, and how often in as many ways as the text has places. */
interface Choices {
  readonly two: number;
  readonly any: number;
}

/** Undefined where a group is repeated: its choices are made anew each time, so that they multiply with the text. */
function choicesOf({ source }: RegExp): Choices | undefined {
  if (REPEATED_GROUP.test(source)) return undefined;
  const bare = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, (part) => (REFERENCE.test(part) ? "*" : "."));
  const ways = bare.replace(/\(\?/g, "(");
  return { two: ways.match(/[|?]/g)?.length ?? 0, any: ways.match(/[*+{]/g)?.length ?? 0 };
}

/** A closing parenthesis with a quantifier. In a class or escaped it closes nothing, and is taken for one all the same. */
const REPEATED_GROUP = /\)[*+{]/;

/** To compare with what a group matched takes as many steps as that is long. */
const REFERENCE = /^\\[1-9k]/;
