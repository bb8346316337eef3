import { type Json, jsonText } from "../text/index.ts";

/** Words that mean something else than a field where a name may stand. */
const WORDS: ReadonlySet<string> = new Set(["and", "or", "in", "true", "false", "null", "function", "λ"]);

/** A field's name in a path: `` `first name` `` where it isn't a plain word. */
export function nameText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !WORDS.has(name) ? name : `\`${name}\``;
}

/** Whether a path can name a field: its quotes can't be escaped. */
export function isNameable(name: string): boolean {
  return !name.includes("`") && name !== "";
}

/** A text in single quotes, which need no escape in JSON; in double quotes where it holds single ones. */
export function stringText(text: string): string {
  return quoted(JSON.stringify(text));
}

/** A JSON value as JSONata: the same but for the quotes. */
export function literalText(value: Json): string {
  return jsonText(value).replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (token) =>
    token.length > 1 ? quoted(token) : `${token} `,
  );
}

/** A JSON text with the quotes of JSONata. */
function quoted(json: string): string {
  if (!json.includes("'")) return `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
  return json.includes('\\"') ? `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\u0027")}'` : json;
}
