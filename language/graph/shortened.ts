/** A text of at most `limit` characters: `$.order.amount >…`. */
export function ended(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

/** The same, with the end kept: `…status == "FAILED"`. Of a path it keeps whole steps where it can. */
export function begun(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(1 - limit).trimStart();
  return `…${kept.replace(/^[\w$]*\.(?=\w)/, "")}`;
}
