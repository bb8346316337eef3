import type { Span } from "../../text/index.ts";
import { tokenEndingAt, unclosedText } from "./token-span.ts";

/** An error as the library throws it, and as functions given to it may. */
export interface JsonataError {
  readonly code?: string;
  readonly message?: string;
  readonly position?: number;
  readonly token?: unknown;
  readonly index?: number;
}

export function asJsonataError(thrown: unknown): JsonataError {
  return typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) };
}

/** The place in the source that an error is about; all of it where the error doesn't tell. */
export function errorSpan({ code = "", position, token }: JsonataError, source: string): Span {
  if (position === undefined) return { start: 0, end: source.length };
  switch (code) {
    // Texts, quoted names and patterns without an end: the library stands at the source's end.
    case "S0101":
    case "S0105":
    case "S0302":
      return unclosedText(source);
    case "S0102":
      return { start: position, end: position + String(token).length };
    case "S0103":
    case "S0104":
    case "S0301":
      return { start: Math.max(0, position - 1), end: Math.min(source.length, position + 1) };
    case "S0106":
      return { start: position, end: position + 2 };
    case "S0203":
    case "S0207":
      return { start: source.length, end: source.length };
    default:
      return tokenEndingAt(source, Math.min(position, source.length));
  }
}
