import { type Json, jsonText } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { escaped, type Written } from "../place/written.ts";

/**
 * A value with tab stops: `"${2:name}"` within a text is one, and a text `"#${3:60}"` is one that stands without quotes,
 * for numbers. Everything else stands as it is.
 */
export type Template = Json;

/** A value over several lines as it is written in a notation, from a member's colon on. */
export function templateText({ notation }: Pick<Document, "notation">, template: Template): Written {
  return notation.id === "json" ? jsonLines(template, "") : yamlLines(template, "");
}

const TAB_STOP = /\$\{(\d+)(?::([^}]*))?\}/g;

/** A text with its tab stops, and with what they hold at first. */
function stops(text: string, quote: (plain: string) => string): Written {
  const raw = text.startsWith("#") ? text.slice(1) : undefined;
  const plain = (raw ?? text).replace(TAB_STOP, (_, _number: string, held = "") => held);
  const written = raw === undefined ? quote(plain) : plain;
  if (!TAB_STOP.test(text)) return { plain: written, snippet: escaped(written) };
  TAB_STOP.lastIndex = 0;
  // A quoted text keeps its quotes around the tab stops.
  const mark = /^["']/.exec(written)?.[0] ?? "";
  const parts = (raw ?? text).split(/(\$\{\d+(?::[^}]*)?\})/);
  const snippet = parts.map((part) => part.replace(/^\$\{(\d+)(?::([^}]*))?\}$|^.*$/s, stopText)).join("");
  return { plain: written, snippet: mark + snippet + mark };
}

/** A tab stop as editors read it: what it holds may have dollars. */
const stopText = (part: string, number: string | undefined, held: string | undefined): string => {
  if (number === undefined) return escaped(part);
  return held === undefined ? `\${${number}}` : `\${${number}:${escaped(held)}}`;
};

const joined = (parts: readonly (string | Written)[]): Written => ({
  plain: parts.map((part) => (typeof part === "string" ? part : part.plain)).join(""),
  snippet: parts.map((part) => (typeof part === "string" ? escaped(part) : part.snippet)).join(""),
});

const entriesOf = (value: Json): readonly (readonly [string, Json])[] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** Recursive over our own templates, which are a few levels deep. */
function jsonLines(value: Template, indent: string): Written {
  if (typeof value === "string") return stops(value, (plain) => jsonText(plain));
  const entries = entriesOf(value);
  if (entries.length === 0) return joined([jsonText(value)]);
  const isList = Array.isArray(value);
  if (isList && value.every((item) => typeof item === "string")) {
    return joined([
      "[",
      ...entries.flatMap(([, item], index) => [index > 0 ? ", " : "", jsonLines(item, indent)]),
      "]",
    ]);
  }
  const inner = `${indent}\t`;
  const lines = entries.flatMap(([key, held], index) => [
    `${index > 0 ? "," : ""}\n${inner}`,
    ...(isList ? [] : [stops(key, (plain) => jsonText(plain)), ": "]),
    jsonLines(held, inner),
  ]);
  return joined([isList ? "[" : "{", ...lines, `\n${indent}${isList ? "]" : "}"}`]);
}

/** What follows a colon: on lines of its own where it is an object or a list of objects. */
function yamlLines(value: Template, indent: string): Written {
  if (typeof value === "string") return stops(value, yamlQuoted);
  const entries = entriesOf(value);
  if (entries.length === 0) return joined([jsonText(value)]);
  const inner = `${indent}  `;
  if (!Array.isArray(value)) {
    return joined(
      entries.flatMap(([key, held]) => [`\n${inner}`, stops(key, yamlQuoted), ":", spaced(yamlLines(held, inner))]),
    );
  }
  if (value.every((item) => typeof item === "string")) {
    return joined(["[", ...entries.flatMap(([, item], index) => [index > 0 ? ", " : "", yamlLines(item, inner)]), "]"]);
  }
  return joined(
    entries.flatMap(([, item]) => {
      const lines = yamlLines(item, `${inner}`);
      const cut = (text: string): string => text.replace(/^\n\s*/, "");
      return [`\n${inner}- `, { plain: cut(lines.plain), snippet: cut(lines.snippet) }];
    }),
  );
}

const spaced = (written: Written): Written => (written.plain.startsWith("\n") ? written : joined([" ", written]));

/** Expressions need quotes in YAML. */
const yamlQuoted = (plain: string): string => (/^[{[*&!%@`]|: |^$/.test(plain) ? jsonText(plain) : plain);
