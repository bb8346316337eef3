import type { Json } from "../language/index.ts";

/** What stands in for a value that isn't kept. */
export const REDACTED = "(redacted)";

/**
 * A value without what is kept under keys that contain one of some words, whatever their case: `dbPassword`,
 * `api_token`. The same value where nothing is to be left out. Iterative; values that are shared stay shared.
 */
export function redacted(root: Json, words: readonly string[]): Json {
  const isSecret = secretKeys(words);
  if (!isSecret || typeof root !== "object" || root === null) return root;
  const copies = new Map<object, Json[] | { [key: string]: Json }>();
  const order: object[] = [];
  const pending: object[] = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (copies.has(next)) continue;
    copies.set(next, Array.isArray(next) ? [] : {});
    order.push(next);
    for (const value of Object.values(next)) if (typeof value === "object" && value !== null) pending.push(value);
  }
  const copyOf = (value: Json): Json =>
    typeof value === "object" && value !== null ? (copies.get(value) ?? value) : value;
  for (const source of order) {
    const copy = copies.get(source);
    if (Array.isArray(copy)) for (const item of source as readonly Json[]) copy.push(copyOf(item));
    else if (copy) {
      for (const [key, value] of Object.entries(source as { readonly [key: string]: Json })) {
        Object.defineProperty(copy, key, { value: isSecret(key) ? REDACTED : copyOf(value), ...plain });
      }
    }
  }
  return copyOf(root);
}

/** Also for a key called `__proto__`. */
const plain = { enumerable: true, configurable: true, writable: true } as const;

function secretKeys(words: readonly string[]): ((key: string) => boolean) | undefined {
  const wanted = words.map(normal).filter(Boolean);
  if (wanted.length === 0) return undefined;
  const known = new Map<string, boolean>();
  return (key) => {
    const found = known.get(key) ?? wanted.some((word) => normal(key).includes(word));
    if (known.size < 10_000) known.set(key, found);
    return found;
  };
}

const normal = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
