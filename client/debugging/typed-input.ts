/** What a person has typed where an input is asked for: JSON, or what is meant to be and why it isn't. */
export type TypedInput = { readonly kind: "json" } | { readonly kind: "faulty"; readonly message: string };

/** Reads what is typed; undefined for a word to search the offered inputs by. */
export function typedInput(text: string): TypedInput | undefined {
  if (!/^\s*[[{"\d-]/.test(text)) return undefined;
  try {
    JSON.parse(text);
    return { kind: "json" };
  } catch (error) {
    // A number may be the beginning of a file's name, or a moment.
    if (!/^\s*[[{"]/.test(text)) return undefined;
    return { kind: "faulty", message: error instanceof Error ? error.message : String(error) };
  }
}
