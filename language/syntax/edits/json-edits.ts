import type { Json, TextEdit } from "../../text/index.ts";
import type { ArrayNode, ObjectNode } from "../node.ts";
import { bracesText } from "./braces-text.ts";
import {
  type CommaList,
  commaList,
  entriesText,
  fillList,
  insertEntries,
  isMultiline,
  JSON_LEXEMES,
  removeEntries,
  reorderEntries,
} from "./comma-list.ts";
import { indentationOf, indentUnit, lineBreakOf, lineStartOf } from "./document-style.ts";
import type { Edits, EditsOrNone, Source } from "./edits.ts";
import { formatJson } from "./format-json.ts";
import { keptByNode } from "./kept-by-node.ts";

/** Edits of JSON, with or without comments and trailing commas. */
export const jsonEdits: Edits = {
  insertMembers(source, into, members, place = "last") {
    const index =
      place === "first" ? 0 : place === "last" ? into.members.length : into.members.indexOf(place.after) + 1;
    if (index === 0 && place !== "first" && into.members.length > 0) return undefined;
    return insert(source, into, index, (lines, tight) =>
      members.map(([key, value]) => `${JSON.stringify(key)}: ${written(value, lines, tight)}`),
    );
  },
  removeMembers(source, from, members) {
    const indexes = members.map((member) => from.members.indexOf(member));
    return remove(source, from, indexes);
  },
  replaceValue: ({ text }, node, value) => {
    if (node.kind === "missing") return fillGap(text, node.span.start, value);
    const lines = stylesLines(text, node.span.start) ? linesAt(text, node.span.start) : undefined;
    return [{ span: node.span, newText: written(value, lines) }];
  },
  renameKey: (_, { span }, name) => [{ span, newText: JSON.stringify(name) }],
  insertItems(source, into, index, values) {
    return insert(source, into, index, (lines, tight) => values.map((value) => written(value, lines, tight)));
  },
  removeItems: remove,
  format: formatJson,
  membersText(source, object, first, last) {
    const list = listOf(source, object);
    return list && entriesText(source.text, list, object.members.indexOf(first), object.members.indexOf(last));
  },
  reorder(source, container, order) {
    const { text } = source;
    const list = listOf(source, container);
    const first = list?.entries[0];
    const style = { indent: indentationOf(text, first?.start ?? 0), lineBreak: lineBreakOf(text) };
    return list && reorderEntries(text, list, order, style);
  },
};

type Lines = { readonly indent: string; readonly unit: string; readonly lineBreak: string };

const quoted = (value: string): string => JSON.stringify(value);

/** A value as JSON, on one line or over several. */
function written(value: Json, lines: Lines | undefined, tight = false): string {
  return bracesText(value, { key: quoted, string: quoted, tight, ...(lines && { lines }) });
}

const linesAt = (text: string, offset: number): Lines => ({
  indent: indentationOf(text, offset),
  unit: indentUnit(text),
  lineBreak: lineBreakOf(text),
});

/** Whether what begins at a place may spread over lines: unless its line holds the beginning of another object or array. */
function stylesLines(text: string, offset: number): boolean {
  const before = text.slice(lineStartOf(text, offset), offset).replace(/"(?:[^"\\]|\\.)*"/g, "");
  return !/[{[]/.test(before);
}

/** The list of an object or array, where its entries are those of the tree. */
const listOf = ({ text }: Source, node: ObjectNode | ArrayNode): CommaList | undefined => keptList(text, node);

const keptList = keptByNode((text, node): CommaList | undefined => {
  const { start } = node.span;
  if (text[start] !== (node.kind === "object" ? "{" : "[")) return undefined;
  const list = commaList(text, start, JSON_LEXEMES);
  const starts =
    node.kind === "object" ? node.members.map(({ key }) => key.span.start) : node.items.map(({ span }) => span.start);
  if (list?.entries.length !== starts.length) return undefined;
  return list.entries.every((entry, index) => entry.start === starts[index]) ? list : undefined;
});

function insert(
  source: Source,
  into: ObjectNode | ArrayNode,
  index: number,
  write: (lines: Lines | undefined, tight: boolean) => readonly string[],
): EditsOrNone {
  const { text } = source;
  const list = listOf(source, into);
  if (!list) return undefined;
  const base = linesAt(text, list.open);
  const first = list.entries[0];
  if (!first) {
    const lines = stylesLines(text, list.open) || text.slice(list.open, list.close).includes("\n");
    const inner = { ...base, indent: base.indent + base.unit };
    return fillList(text, list, write(lines ? inner : undefined, false), { ...inner, outer: base.indent, lines });
  }
  if (!isMultiline(text, list))
    return insertEntries(
      text,
      list,
      index,
      write(undefined, text[list.open] === "{" && text[list.open + 1] !== " "),
      base,
    );
  const beside = list.entries.find(
    ({ start }) => indentationOf(text, start).length === start - lineStartOf(text, start),
  );
  const indent = beside ? indentationOf(text, beside.start) : base.indent + base.unit;
  return insertEntries(text, list, index, write({ ...base, indent }, false), { ...base, indent });
}

function remove(source: Source, from: ObjectNode | ArrayNode, indexes: readonly number[]): EditsOrNone {
  const list = listOf(source, from);
  return list && removeEntries(source.text, list, new Set(indexes));
}

/** Writes a value where none stands: after the colon, which may be missing too. */
function fillGap(text: string, start: number, value: Json): readonly TextEdit[] {
  const isRoot = text.trim() === "";
  const lines = isRoot || stylesLines(text, start) ? linesAt(text, start) : undefined;
  const colon = isRoot || text[start - 1] === ":" ? "" : ":";
  return [{ span: { start, end: start }, newText: `${colon}${isRoot ? "" : " "}${written(value, lines)}` }];
}
