import { hasPlaceholder, isJsonObject, type Json, jsonText } from "../../language/index.ts";

/**
 * Fills placeholders in: `${Table}` by `substitutions.Table`. A text that is nothing but a placeholder becomes a number
 * or a truth value where its substitution reads as one, as it would in a text that is filled in before it is read.
 * CloudFormation's functions become placeholders: `{"Fn::GetAtt": "Table.Arn"}` is `${Table.Arn}`. Iterative; what holds
 * no placeholder is returned as it is.
 */
export function substitute(root: Json, substitutions: { readonly [name: string]: string }): Json {
  if (!mayHoldPlaceholder(root)) return root;
  const holder: { [key: string]: Json } = { root };
  const pending: { readonly in: { [key: string]: Json } | Json[]; readonly key: string | number }[] = [
    { in: holder, key: "root" },
  ];
  for (let place = pending.pop(); place; place = pending.pop()) {
    const container = place.in as { [key: string | number]: Json };
    const value = cloudFormationText(container[place.key] ?? null);
    if (typeof value === "string") container[place.key] = filled(value, substitutions);
    else if (Array.isArray(value)) {
      const copy = [...value];
      container[place.key] = copy;
      for (let i = 0; i < copy.length; i++) pending.push({ in: copy, key: i });
    } else if (isJsonObject(value)) {
      const copy = { ...value };
      container[place.key] = copy;
      for (const key of Object.keys(copy)) pending.push({ in: copy, key });
    }
  }
  return holder.root ?? null;
}

function mayHoldPlaceholder(value: Json): boolean {
  if (typeof value === "string") return hasPlaceholder(value);
  if (typeof value !== "object" || value === null) return false;
  const text = jsonText(value);
  return hasPlaceholder(text) || text.includes('"Fn::') || text.includes('"Ref"');
}

/** The placeholder that a CloudFormation function is worth; every other value as it is. */
function cloudFormationText(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const [entry, second] = Object.entries(value);
  if (!entry || second) return value;
  const [name, held] = entry;
  if (name === "Ref" && typeof held === "string") return `\${${held}}`;
  if (name === "Fn::Sub") return typeof held === "string" ? held : Array.isArray(held) ? String(held[0] ?? "") : value;
  if (name !== "Fn::GetAtt") return value;
  if (Array.isArray(held)) return `\${${held.join(".")}}`;
  return typeof held === "string" ? `\${${held}}` : value;
}

function filled(text: string, substitutions: { readonly [name: string]: string }): Json {
  const whole = /^\$\{([^}]+)\}$/.exec(text)?.[1];
  const value = whole === undefined ? undefined : substitutions[whole];
  if (value !== undefined) return literalOf(value);
  return text.replaceAll(/\$\{([^}]+)\}/g, (placeholder, name: string) => substitutions[name] ?? placeholder);
}

function literalOf(text: string): Json {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
