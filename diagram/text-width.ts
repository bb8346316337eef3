/** What a text is used for, and so how it looks: a state's name, its second line, or what stands beside an edge. */
export type TextRole = "name" | "detail" | "label";

/** The width of a text in px. A webview measures with its own fonts; `estimateWidth` needs none. */
export type Measure = (text: string, role: TextRole) => number;

/** How each kind of text looks; CSS and exports use the same figures. */
export const textStyles = {
  name: { size: 13, weight: 600, monospace: false },
  detail: { size: 11, weight: 400, monospace: false },
  label: { size: 11, weight: 400, monospace: true },
} as const satisfies { readonly [Role in TextRole]: { size: number; weight: number; monospace: boolean } };

/** The width of a text in the usual sans-serif and monospaced fonts, on the large side. For where nothing can be measured. */
export function estimateWidth(text: string, role: TextRole): number {
  const { size, weight, monospace } = textStyles[role];
  let sum = 0;
  const table = weight > 500 ? BOLD : REGULAR;
  for (const character of text) {
    const known = character < "\u007F" ? (monospace ? MONOSPACE : table[character.charCodeAt(0) - 32]) : undefined;
    sum += known ?? (monospace ? monospaceWidth(character) : sansWidth(character, table));
  }
  return (sum / 1000) * size;
}

/** Widths of the printable ASCII characters from the blank on, in thousandths of the font's size, as in Arial and Helvetica. */
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
] as const;

/** The same of their bold faces. */
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
] as const;

/** Those beyond ASCII that names and second lines have. */
const OTHERS: { readonly [character: string]: number } = { "…": 1000, "·": 333, "–": 556, "’": 278 };

function sansWidth(character: string, table: readonly number[]): number {
  const code = character.codePointAt(0) ?? 0;
  return table[code - 32] ?? OTHERS[character] ?? (code < 0x1100 ? 600 : 1000);
}

const MONOSPACE = 602;

/** East Asian characters and pictures take two columns. */
function monospaceWidth(character: string): number {
  return (character.codePointAt(0) ?? 0) < 0x1100 || character === "…" ? MONOSPACE : 2 * MONOSPACE;
}
