import { Document, Scalar, stringify, visit } from "yaml";
import type { Json } from "../../text/index.ts";
import {
  hasTightBraces,
  indented,
  indentsSequences,
  indentUnit,
  lineBreakOf,
  prefersSingleQuotes,
} from "./document-style.ts";

/** How new YAML is written so that it looks like the text around it. */
export interface YamlStyle {
  readonly lineBreak: string;
  readonly unit: number;
  readonly indentSeq: boolean;
  readonly singleQuote: boolean | undefined;
  /** Whether braces stand close to what they hold: `{a: 1}`. */
  readonly tight: boolean;
}

/** Many edits of one text ask for its style one after the other. */
let latest: { readonly text: string; readonly style: YamlStyle } | undefined;

export function yamlStyle(text: string): YamlStyle {
  if (latest?.text !== text) latest = { text, style: styleOf(text) };
  return latest.style;
}

function styleOf(text: string): YamlStyle {
  const unit = indentUnit(text);
  return {
    lineBreak: lineBreakOf(text),
    unit: unit.includes("\t") ? 2 : unit.length,
    indentSeq: indentsSequences(text),
    singleQuote: prefersSingleQuotes(text),
    tight: hasTightBraces(text),
  };
}

/** Strings of several lines that YAML's literal blocks hold without tricks. */
const fitsBlock = (value: string): boolean =>
  /^[^\s][^\r\t]*[^\s]\n?$/.test(value) && !/ \n/.test(value) && !/[\p{Cc}\uFEFF]/u.test(value.replaceAll("\n", ""));

/**
 * What follows the colon of a member whose key stands in column `column`: a blank and the value on its line, or its
 * lines. Strings of several lines become blocks only where `blocks` allows it: nothing may follow them on their line.
 */
export function memberText(value: Json, style: YamlStyle, column: number, blocks: boolean): string {
  return indented(document({ k: value }, style, blocks).slice(2), " ".repeat(column), style.lineBreak);
}

/** What follows the dash of an item whose dash stands in column `column`. */
export function itemText(value: Json, style: YamlStyle, column: number, blocks: boolean): string {
  return indented(document([value], style, blocks).slice(1), " ".repeat(column), style.lineBreak);
}

/** A value as a whole document, without the last line break. */
export function documentText(value: Json, style: YamlStyle): string {
  return indented(document(value, style, true), "", style.lineBreak);
}

function document(value: Json, { unit, indentSeq, singleQuote }: YamlStyle, blocks: boolean): string {
  const made = new Document(value, { aliasDuplicateObjects: false, compat: "yaml-1.1" });
  visit(made, {
    Scalar(_, node) {
      if (typeof node.value !== "string" || !/[\r\n]/.test(node.value)) return;
      node.type = blocks && fitsBlock(node.value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    },
  });
  const options = { indent: unit, indentSeq, lineWidth: 0, ...(singleQuote !== undefined && { singleQuote }) };
  return made.toString(options).replace(/\n$/, "");
}

/** A string on one line, in the quotes that stand around `like` if there are any. */
export function scalarText(value: string, like: string, style: YamlStyle, inFlow: boolean): string {
  if (like.startsWith('"')) return JSON.stringify(value);
  const isSimple = !/[^\u0020-\u007E\u00A0-\uFFFC]/.test(value);
  if (like.startsWith("'") && isSimple) return `'${value.replaceAll("'", "''")}'`;
  const options = { lineWidth: 0, compat: "yaml-1.1", ...(style.singleQuote !== undefined && style) } as const;
  const text = stringify(value, { ...options, blockQuote: false }).trimEnd();
  if (/[\r\n]/.test(text)) return JSON.stringify(value);
  return inFlow && !/^["']/.test(text) && /[,[\]{}:?]/.test(text) ? JSON.stringify(value) : text;
}

/** Writes YAML where no text around it tells a style. */
export const yamlWriter = {
  /** What follows the colon or the dash in column `column`. Lists of scalars stand on its line; see `memberText` for `blocks`. */
  member(value: Json, column: number, blocks: boolean): string {
    const style: YamlStyle = { lineBreak: "\n", unit: 2, indentSeq: true, singleQuote: undefined, tight: true };
    if (!Array.isArray(value)) return memberText(value, style, column, blocks);
    return ` [${value.map((item) => (typeof item === "string" ? scalarText(item, "", style, true) : JSON.stringify(item))).join(", ")}]`;
  },
};
