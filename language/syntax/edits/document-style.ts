/** The blanks with which a text indents one level: two, unless it does otherwise. */
export function indentUnit(text: string): string {
  let before = 0;
  for (const line of firstLines(text)) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (indent.length === line.trimEnd().length || /^\s*(?:#|\/[/*]|\*)/.test(line)) continue;
    if (indent.startsWith("\t")) return "\t";
    // A line of a sequence is indented by its dash already.
    if (indent.length > before && !/^\s*- /.test(line)) return " ".repeat(Math.min(indent.length - before, 8));
    before = /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
  }
  return "  ";
}

/** The line break of a text: of its first line. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf("\n");
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** Whether block sequences of a YAML text stand deeper than their key. */
export function indentsSequences(text: string): boolean {
  const match = /^( *)(?:- +)*[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n( *)- /m.exec(text.slice(0, 50_000));
  return !match || (match[2]?.length ?? 0) > (match[1]?.length ?? 0);
}

/** The quotes that a YAML text prefers where a scalar needs some. */
export function prefersSingleQuotes(text: string): boolean | undefined {
  const sample = text.slice(0, 20_000);
  const singles = sample.match(/(?:: |- )'/g)?.length ?? 0;
  const doubles = sample.match(/(?:: |- )"/g)?.length ?? 0;
  return singles === doubles ? undefined : singles > doubles;
}

/** Whether YAML's braces stand close to what they hold more often than not. */
export function hasTightBraces(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const tight = sample.match(/(?<![$"'])\{(?=[A-Za-z"'])/g)?.length ?? 0;
  return tight > (sample.match(/\{ (?=\S)/g)?.length ?? 0);
}

/** The offset at which the line of `offset` begins. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which the line of `offset` ends, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** The offset of the line after that of `offset`, or the end of the text. */
export function nextLineOf(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

/** The blanks at the start of the line that holds `offset`, at most up to it. */
export function indentationOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset), offset))?.[0] ?? "";
}

/** How many characters stand before `offset` on its line. */
export function columnOf(text: string, offset: number): number {
  const start = lineStartOf(text, offset);
  return offset - start - (text[start] === "\uFEFF" ? 1 : 0);
}

/** The offset after blanks; with `andLines` also after line breaks. */
export function skipBlanks(text: string, offset: number, andLines = false): number {
  let at = offset;
  while (at < text.length && (andLines ? " \t\r\n" : " \t").includes(text[at] ?? "x")) at++;
  return at;
}

/** The offset before the blanks that end at `offset`. */
export function skipBlanksBack(text: string, offset: number, andLines = false): number {
  let at = offset;
  while (at > 0 && (andLines ? " \t\r\n" : " \t").includes(text[at - 1] ?? "x")) at--;
  return at;
}

/** A text that was written at the left edge, moved to the right; its first line stays. */
export function indented(written: string, indent: string, lineBreak: string): string {
  return written.replace(/\r?\n(?=([^\r\n])?)/g, (_, next?: string) => lineBreak + (next === undefined ? "" : indent));
}

function firstLines(text: string): readonly string[] {
  return text.slice(0, 20_000).split("\n", 400);
}

/** A text that stood at one indentation as it stands at a place with another one. */
export function reindented(
  moved: { readonly text: string; readonly indent: string },
  text: string,
  offset: number,
): string {
  const indent = indentationOf(text, offset);
  if (indent.length !== offset - lineStartOf(text, offset)) return moved.text;
  const [first = "", ...rest] = moved.text.split("\n");
  const shifted = rest.map((line) => (line.startsWith(moved.indent) ? indent + line.slice(moved.indent.length) : line));
  return [first, ...shifted].join("\n");
}
