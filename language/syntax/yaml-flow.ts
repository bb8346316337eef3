import { Lexer } from "yaml";

/** How many collections are mended in a text, and how long each may be. */
const [MAX_MENDED, MAX_LENGTH] = [50, 50_000];

/** The lexer's marks: what comes next is a scalar, and a flow collection had to be given up. */
const [SCALAR, FLOW_GIVEN_UP] = ["\u001F", "\u0018"];

/**
 * The text with those flow collections on one line that stand no deeper than their key: `Resource: [`, its items and `]`
 * at one column. YAML 1.2 and our library refuse them, CloudFormation's readers don't. Every character keeps its place:
 * line breaks and comments become blanks. Without such a collection it is the text itself.
 */
export function withFlatFlows(text: string): string {
  let flat = text;
  for (let mended = 0; mended < MAX_MENDED; mended++) {
    const start = refusedFlow(flat);
    const line = start === undefined ? undefined : flatFlow(flat, start);
    if (start === undefined || line === undefined) break;
    flat = flat.slice(0, start) + line + flat.slice(start + line.length);
  }
  return flat;
}

/** Where the first collection begins that the lexer gives up. */
function refusedFlow(text: string): number | undefined {
  const open: number[] = [];
  let offset = 0;
  let before = "";
  for (const token of new Lexer().lex(text)) {
    if (token === FLOW_GIVEN_UP) return open[0];
    if (before !== SCALAR && (token === "[" || token === "{")) open.push(offset);
    if (before !== SCALAR && (token === "]" || token === "}")) open.pop();
    const isMark = token.length === 1 && token < " " && !/\s/.test(token);
    if (!isMark) offset += token.length;
    before = token;
  }
  return undefined;
}

/** What a flow collection may hold, one thing after the other; a quote within a word is none. */
const PART = /(?<=[\s[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|#[^\r\n]*)|[[\]{}\r\n]|[^[\]{}\r\n\s,:]+|./gs;

/** A collection from its bracket to the bracket that closes it, without line breaks; undefined where none does. */
function flatFlow(text: string, start: number): string | undefined {
  const parts: string[] = [];
  let depth = 0;
  for (const [part] of text.slice(start, start + MAX_LENGTH).matchAll(PART)) {
    if (part === "[" || part === "{") depth++;
    if (part === "]" || part === "}") depth--;
    const isBlank = part === "\n" || part === "\r" || part.startsWith("#");
    parts.push(isBlank ? " ".repeat(part.length) : part);
    if (depth === 0) return parts.join("");
  }
  return undefined;
}
