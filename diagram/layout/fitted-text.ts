type Width = (text: string) => number;

/** Longer texts are cut before they are measured. */
const MAX_LENGTH = 200;

/**
 * A text in one line, or in two of about equal width; what doesn't fit in two is left out in the middle of the second.
 * `beside` is what something right of the first line takes of its room.
 */
export function wrapped(text: string, room: number, width: Width, beside = 0): readonly string[] {
  const whole = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH / 2)}…${text.slice(-MAX_LENGTH / 2)}` : text;
  if (width(whole) + beside <= room) return [whole];
  const breaks = breaksOf(whole);
  const pairs = breaks.map((at) => [whole.slice(0, at).trimEnd(), whole.slice(at).trimStart()] as const);
  const widest = ([first, second]: readonly [string, string]): number => Math.max(width(first) + beside, width(second));
  const best = pairs.toSorted((a, b) => widest(a) - widest(b))[0];
  if (best && widest(best) <= room) return best;
  const first = pairs.findLast(([line]) => width(line) + beside <= room)?.[0] ?? fitting(whole, room - beside, width);
  return [first, elided(whole.slice(first.length).trimStart(), room, width)];
}

/** A text with its middle left out: `ProcessPay…WithStripe`. */
export function elided(text: string, room: number, width: Width): string {
  if (width(text) <= room) return text;
  const characters = [...text.slice(0, MAX_LENGTH), ...text.slice(Math.max(MAX_LENGTH, text.length - MAX_LENGTH))];
  let [low, high] = [0, characters.length];
  const cut = (kept: number): string => {
    const head = Math.ceil(kept / 2);
    return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - (kept - head)).join("")}`;
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(cut(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  return cut(low);
}

/** A text with its end left out. */
export function shortened(text: string, room: number, width: Width): string {
  if (width(text) <= room) return text;
  return `${fitting(text, room - width("…"), width).trimEnd()}…`;
}

/** The longest beginning of a text that fits. */
function fitting(text: string, room: number, width: Width): string {
  const characters = [...text.slice(0, MAX_LENGTH)];
  let [low, high] = [1, characters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(characters.slice(0, middle).join("")) <= room) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join("");
}

/** Where a name may go on in the next line: after blanks and marks, and before a capital within a word. */
function breaksOf(text: string): readonly number[] {
  const found: number[] = [];
  for (const match of text.matchAll(/[\s_\-./:]+(?=.)|(?<=[a-z0-9])(?=[A-Z])/g))
    found.push(match.index + match[0].length);
  return found;
}
