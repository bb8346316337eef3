import type { Diagnostic, Span } from "../../language/index.ts";

/** What a marked text expects at a place: `^^^ next-unknown-state: There is no state "B" here: …`. */
export interface Mark {
  readonly span: Span;
  readonly code: string;
  /** Where it may stand as well: an object begins with its first key in YAML, and with its brace in JSON. */
  readonly also?: Span;
  /** Left out where only the code matters. */
  readonly message?: string;
}

/** A text, and what is expected in it. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/**
 * Reads a marked text. Under a line stand lines of carets with what is expected at the places above them:
 *
 *     Next: B
 *           ^ next-unknown-state: There is no state "B" here: did you mean "A"?
 */
export function readMarks(marked: string): MarkedText {
  const marks: Mark[] = [];
  let text = "";
  let lineStart = 0;
  for (const line of marked.split("\n")) {
    const match = /^( *)(\^+) ([a-z][\w.-]*\w)(?:: (.*))?$/.exec(line);
    if (!match) {
      lineStart = text.length;
      text += `${line}\n`;
      continue;
    }
    const [, blanks = "", carets = "", code = "", message] = match;
    const start = lineStart + blanks.length;
    marks.push({ span: { start, end: start + carets.length }, code, ...(message && { message }) });
  }
  return { text: text.slice(0, -1), marks };
}

/** A text with its diagnostics as marks; for comparison with what was expected. */
export function writeMarks(text: string, found: readonly (Mark | Diagnostic)[]): string {
  const lines: string[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push(line);
    const end = start + line.length;
    const here = found.filter(({ span }) => span.start >= start && span.start <= end);
    const ordered = here.toSorted(
      (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
    );
    for (const { span, code, message } of ordered) {
      const width = Math.max(1, Math.min(span.end, end) - span.start);
      lines.push(`${" ".repeat(span.start - start)}${"^".repeat(width)} ${code}${message ? `: ${message}` : ""}`);
    }
    start = end + 1;
  }
  return lines.join("\n");
}

/** A text and the offset of its cursor, `<|>`. */
export function readCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("<|>");
  if (offset < 0) throw new Error(`no cursor in: ${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 3), offset };
}
