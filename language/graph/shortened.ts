/** A text of at most `limit` characters: `$.order.amount >…`. */
export function ended(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

/** The same, with the end kept: `…status == "FAILED"`. */
export function begun(text: string, limit: number): string {
  return text.length <= limit ? text : `…${text.slice(1 - limit).trimStart()}`;
}
