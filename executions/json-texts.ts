/**
 * The JSON values that a text holds one after the other: pages of an answer that were pasted together, lines of a log.
 * Each as a text of its own; what stands between them, such as blanks and commas, is left out.
 */
export function jsonTexts(text: string): readonly string[] {
  const found: string[] = [];
  let [depth, start, at] = [0, -1, 0];
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      if (depth === 0) return found;
      at = endOfString(text, at);
      continue;
    }
    if (character === "{" || character === "[") {
      if (depth === 0) start = at;
      depth++;
    } else if (character === "}" || character === "]") {
      depth--;
      if (depth === 0) found.push(text.slice(start, at + 1));
      if (depth < 0) return found;
    }
    at++;
  }
  if (depth > 0 && start >= 0) found.push(text.slice(start));
  return found;
}

/** The offset after a string that begins at one. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
