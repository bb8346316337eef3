import { isJsonObject, type Json } from "../language/index.ts";

/**
 * A value as JSON text of at most so many characters, an ellipsis included. Large values cost no more than what is
 * shown of them. Iterative: values are nested as deep as they like.
 */
export function preview(root: Json, limit: number): string {
  let written = "";
  const pending: ({ readonly text: string } | { readonly value: Json })[] = [{ value: root }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("text" in next) written += next.text;
    else if (typeof next.value === "string") written += JSON.stringify(next.value.slice(0, limit + 1));
    else if (typeof next.value !== "object" || next.value === null) written += String(next.value);
    else pushParts(pending, next.value, limit - written.length);
    if (written.length > limit) return `${written.slice(0, limit - 1)}…`;
  }
  return written;
}

function pushParts(
  pending: ({ readonly text: string } | { readonly value: Json })[],
  value: readonly Json[] | { readonly [key: string]: Json },
  room: number,
): void {
  const isArray = Array.isArray(value);
  const parts: ({ readonly text: string } | { readonly value: Json })[] = [{ text: isArray ? "[" : "{" }];
  // Each part takes a character at least, so that more parts than there is room for are never shown.
  for (const key of firstKeys(value, room)) {
    const held = isArray ? value[key as number] : isJsonObject(value) ? value[key] : undefined;
    const comma = parts.length > 1 ? ", " : "";
    parts.push({ text: isArray ? comma : `${comma}${JSON.stringify(key)}: ` }, { value: held ?? null });
  }
  parts.push({ text: isArray ? "]" : "}" });
  for (const part of parts.reverse()) pending.push(part);
}

function* firstKeys(value: object, room: number): Generator<string | number> {
  let left = Math.max(1, room);
  if (Array.isArray(value)) for (let i = 0; i < value.length && left-- > 0; i++) yield i;
  else {
    for (const key in value) {
      if (left-- <= 0) return;
      yield key;
    }
  }
}

/** Whether a value has more levels than so many: what writes messages recurses. Iterative, like `preview`. */
export function isNestedDeeper(root: Json, levels: number): boolean {
  const pending: { readonly value: Json; readonly level: number }[] = [{ value: root, level: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, level } = next;
    if (typeof value !== "object" || value === null) continue;
    if (level === levels) return true;
    for (const part of Object.values(value)) pending.push({ value: part, level: level + 1 });
  }
  return false;
}
