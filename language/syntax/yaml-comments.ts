import { Lexer } from "yaml";
import type { Comment } from "./node.ts";

/** The comments of a YAML text, read off its lexical tokens, which put together are the whole text. */
export function yamlComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    // Document start and flow end marks are signalled by control characters that stand for no text.
    if (token.length === 1 && token < " " && token !== "\t" && token !== "\n" && token !== "\r") continue;
    if (token.startsWith("#") && !isScalarText(text, offset, token)) {
      comments.push({ span: { start: offset, end: offset + token.length }, text: token });
    }
    offset += token.length;
  }
  return comments;
}

/** A comment starts a line or follows a blank. */
const isScalarText = (text: string, offset: number, token: string): boolean =>
  token.includes("\n") || !text.startsWith(token, offset) || (offset > 0 && !/\s/.test(text[offset - 1] ?? ""));
