import type { Json } from "../language/index.ts";

/** The value that a text stands for where it is JSON, else the text. */
export function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
