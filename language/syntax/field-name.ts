const known: string[] = [];

const SLOTS = 1024;

const MAX_LENGTH = 40;

/**
 * The name between two offsets of a text, for the fields of the language and others like them the very same string in
 * all documents, which keeps none of them in memory: whoever looks a field up compares addresses instead of letters.
 */
export function fieldName(text: string, start: number, end: number): string {
  const length = end - start;
  if (length === 0 || length > MAX_LENGTH) return text.slice(start, end);
  const slot = (text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 7 + length * 131) % SLOTS;
  const before = known[slot];
  if (before?.length === length && text.startsWith(before, start)) return before;
  const name = text.slice(start, end);
  return isWord(name) ? keep(name, slot) : name;
}

/** Whether it is all letters: names of states and variables often aren't, and would only be forgotten again. */
function isWord(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (!((code > 96 && code < 123) || (code > 64 && code < 91))) return false;
  }
  return true;
}

/** The keys of an object are what the engine compares by their addresses. */
function keep(name: string, slot: number): string {
  const [own = name] = Object.keys({ [name]: true });
  known[slot] = own;
  return own;
}
