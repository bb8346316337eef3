import type { Json, JsonObject } from "../../text/index.ts";

/** How a value is written with brackets: in JSON, or in YAML's flow style. */
export interface BracesStyle {
  key(name: string): string;
  string(value: string): string;
  /** Whether braces on one line stand close to what they hold: `{"a": 1}`. */
  readonly tight?: boolean;
  /** Where the value is spread over lines: their indentation, and one level more of it. Else it stands on one line. */
  readonly lines?: { readonly indent: string; readonly unit: string; readonly lineBreak: string };
}

type Piece = { readonly text: string } | { readonly value: Json; readonly indent: string };

/** A value with brackets. Iterative: `pending` holds pieces of text and values that are still to be written, the last one first. */
export function bracesText(root: Json, { key, string, tight, lines }: BracesStyle): string {
  const written: string[] = [];
  const pending: Piece[] = [{ value: root, indent: lines?.indent ?? "" }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("text" in next) written.push(next.text);
    else if (typeof next.value === "string") written.push(string(next.value));
    else if (typeof next.value !== "object" || next.value === null) written.push(JSON.stringify(next.value));
    else pending.push(...collection(next.value, next.indent).toReversed());
  }
  return written.join("");

  function collection(value: readonly Json[] | JsonObject, indent: string): readonly Piece[] {
    const isArray = Array.isArray(value);
    const entries: readonly (readonly [string, Json])[] = Object.entries(value);
    const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
    if (entries.length === 0) return [{ text: open + close }];
    const spread = isArray && isShort(value) ? undefined : lines;
    const inner = spread ? indent + spread.unit : "";
    const blank = isArray || tight ? "" : " ";
    const begin = spread ? spread.lineBreak + inner : blank;
    const end = spread ? spread.lineBreak + indent : blank;
    const between = spread ? `,${begin}` : ", ";
    const pieces = entries.flatMap(([name, held], index): Piece[] => [
      { text: (index === 0 ? begin : between) + (isArray ? "" : `${key(name)}: `) },
      { value: held, indent: inner },
    ]);
    return [{ text: open }, ...pieces, { text: end + close }];
  }
}

/** Lists of a few words stand on one line: `["States.Timeout"]`. */
function isShort(items: readonly Json[]): boolean {
  if (items.length > 8 || items.some((item) => typeof item === "object" && item !== null)) return false;
  return JSON.stringify(items).length <= 60;
}
