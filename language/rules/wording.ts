/** Names in quotes, joined as in a sentence: `"Seconds", "Timestamp" or "TimestampPath"`. */
export function listed(names: readonly string[], conjunction: "and" | "or"): string {
  return joined(
    names.map((name) => `"${name}"`),
    conjunction,
  );
}

/** Words joined as in a sentence: `Task, Parallel and Map`. */
export function joined(words: readonly string[], conjunction: "and" | "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** A noun as a sentence begins with it: `An item processor`. */
export function aNoun(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "An" : "A"} ${noun}`;
}

/** A user's text as messages show it: on one line and not too long. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** A number with its thousands apart: `99,999,999`. */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}
