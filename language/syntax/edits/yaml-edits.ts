import type { Json } from "../../text/index.ts";
import { cursorAt } from "../cursor.ts";
import type { ArrayNode, ObjectNode, SyntaxNode } from "../node.ts";
import { type BlockList, blockList, insertLines, linesText, removeLines, reorderLines } from "./block-list.ts";
import { bracesText } from "./braces-text.ts";
import {
  type CommaList,
  commaList,
  entriesText,
  FLOW_LEXEMES,
  fillList,
  insertEntries,
  isMultiline,
  removeEntries,
  reorderEntries,
} from "./comma-list.ts";
import { columnOf, indentationOf, lineEndOf, lineStartOf, skipBlanks, skipBlanksBack } from "./document-style.ts";
import type { Edits, EditsOrNone, Source } from "./edits.ts";
import { formatYaml } from "./format-yaml.ts";
import { keptByNode } from "./kept-by-node.ts";
import { documentText, itemText, memberText, scalarText, type YamlStyle, yamlStyle } from "./yaml-text.ts";

/** Edits of YAML: block and flow style stay as they are. */
export const yamlEdits: Edits = {
  insertMembers(source, into, members, place = "last") {
    const own = into.members.filter(({ merged }) => !merged);
    const index = place === "first" ? 0 : place === "last" ? own.length : own.indexOf(place.after) + 1;
    if (index === 0 && place !== "first" && own.length > 0) return undefined;
    const style = yamlStyle(source.text);
    return insert(source, into, index, {
      flow: (quoteLike) => members.map(([key, value]) => flowMember(key, value, quoteLike, style)),
      block: (column, blocks) =>
        members.map(
          ([key, value]) => `${scalarText(key, "", style, false)}:${memberText(value, style, column, blocks)}`,
        ),
    });
  },
  removeMembers(source, from, members) {
    const own = from.members.filter(({ merged }) => !merged);
    const indexes = members.map((member) => own.indexOf(member));
    return indexes.includes(-1) ? undefined : remove(source, from, indexes);
  },
  replaceValue,
  renameKey({ text, tree }, { span }, name) {
    const like = text.slice(span.start, span.end);
    if (/^[!&*?]/.test(like) || like === "") return undefined;
    const inFlow = isInFlow(
      text,
      cursorAt(tree.root, span.start).steps.map(({ node }) => node),
    );
    return [{ span, newText: scalarText(name, like, yamlStyle(text), inFlow) }];
  },
  insertItems(source, into, index, values) {
    const style = yamlStyle(source.text);
    return insert(source, into, index, {
      flow: (quoteLike) => values.map((value) => flowValue(value, quoteLike, style)),
      block: (column, blocks) => values.map((value) => `-${itemText(value, style, column, blocks)}`),
    });
  },
  removeItems: remove,
  format: formatYaml,
  membersText(source, object, first, last) {
    const own = object.members.filter(({ merged }) => !merged);
    const [from, to] = [own.indexOf(first), own.indexOf(last)];
    const list = listOf(source, object);
    if (!list) return undefined;
    return "column" in list ? linesText(source.text, list, from, to) : entriesText(source.text, list, from, to);
  },
  reorder(source, container, order) {
    const { text } = source;
    const { lineBreak } = yamlStyle(text);
    const list = listOf(source, container);
    if (!list) return undefined;
    if ("column" in list) return hasMerge(text, container) ? undefined : reorderLines(text, list, order, lineBreak);
    const indent = indentationOf(text, list.entries[0]?.start ?? 0);
    return reorderEntries(text, list, order, { indent, lineBreak });
  },
};

const isFlow = (text: string, { kind, span }: SyntaxNode): boolean =>
  text[span.start] === (kind === "object" ? "{" : "[") && (kind === "object" || kind === "array");

const endsLine = (text: string, offset: number): boolean => skipBlanks(text, offset) === lineEndOf(text, offset);

/** Whether one of the collections around a place is written in flow style: then all within is. */
const isInFlow = (text: string, around: readonly SyntaxNode[]): boolean => around.some((node) => isFlow(text, node));

const listOf = ({ text }: Source, node: ObjectNode | ArrayNode): CommaList | BlockList | undefined =>
  keptList(text, node);

const keptList = keptByNode((text, node): CommaList | BlockList | undefined => {
  if (!isFlow(text, node)) return blockList(text, node);
  const list = commaList(text, node.span.start, FLOW_LEXEMES);
  if (node.kind === "array") return list?.entries.length === node.items.length ? list : undefined;
  const own = node.members.filter(({ merged }) => !merged);
  if (list?.entries.length !== own.length) return undefined;
  return list.entries.every(({ start }, index) => start === own[index]?.key.span.start) ? list : undefined;
});

/** Whether an object merges others (`<<`): then it isn't empty without its own members. */
function hasMerge(text: string, node: ObjectNode | ArrayNode): boolean {
  if (node.kind === "array") return false;
  return node.members.some(({ merged }) => merged) || /^\s*<<\s*:/m.test(text.slice(node.span.start, node.span.end));
}

const flowValue = (value: Json, like: string, style: YamlStyle): string =>
  bracesText(value, {
    tight: style.tight,
    key: (name) => scalarText(name, like, style, true),
    string: (text) => scalarText(text, like, style, true),
  });

const flowMember = (key: string, value: Json, like: string, style: YamlStyle): string =>
  `${scalarText(key, like, style, true)}: ${flowValue(value, like, style)}`;

interface Writer {
  flow(quoteLike: string): readonly string[];
  /** `blocks` tells whether nothing follows on the line of the last entry. */
  block(column: number, blocks: boolean): readonly string[];
}

function insert(source: Source, into: ObjectNode | ArrayNode, index: number, write: Writer): EditsOrNone {
  const { text, tree } = source;
  const list = listOf(source, into);
  const style = yamlStyle(text);
  if (!list) return undefined;
  if ("column" in list) {
    if (list.entries.length === 0) return undefined;
    return insertLines(text, list, index, write.block(list.column, true), style.lineBreak);
  }
  const first = list.entries[0];
  if (first) {
    const like = /["']/.exec(text[first.start] ?? "")?.[0] ?? "";
    const indent = isMultiline(text, list) ? indentationOf(text, first.start) : "";
    return insertEntries(text, list, index, write.flow(like), { indent, lineBreak: style.lineBreak });
  }
  const around = cursorAt(tree.root, into.span.start)
    .steps.map(({ node }) => node)
    .filter((node) => node !== into);
  const isRoot = around.length === 0;
  if (!isInFlow(text, around) && list.comments.length === 0 && !isRoot) {
    return unfold(source, into, write, style);
  }
  const outer = indentationOf(text, list.open);
  const indent = outer + " ".repeat(style.unit);
  return fillList(text, list, write.flow(""), { indent, outer, lineBreak: style.lineBreak, lines: false });
}

/** `{}` and `[]` become block collections when they get their first entries. */
function unfold({ text, tree }: Source, into: ObjectNode | ArrayNode, write: Writer, style: YamlStyle): EditsOrNone {
  const place = placeOf({ text, tree }, into);
  if (!place) return undefined;
  const { start, column, inItem } = place;
  const deeper = inItem ? 2 : into.kind === "array" && !style.indentSeq ? 0 : style.unit;
  const lines = write.block(column + deeper, endsLine(text, into.span.end));
  const gap = style.lineBreak + " ".repeat(column + deeper);
  const body = lines.join(gap);
  return [{ span: { start, end: into.span.end }, newText: inItem && place.direct ? ` ${body}` : gap + body }];
}

/** What stands before a value: the column of its key or dash, and the offset after that (and after anchor and tag). */
interface ValuePlace {
  readonly start: number;
  readonly column: number;
  readonly inItem: boolean;
  /** Whether the value follows its colon or dash directly. */
  readonly direct: boolean;
}

function placeOf({ text, tree }: Source, node: SyntaxNode): ValuePlace | undefined {
  const { steps } = cursorAt(tree.root, node.span.start);
  const step = steps.findLast(
    (each) => each.member?.value === node || (each.index !== undefined && isItem(each.node, node)),
  );
  const start = skipBlanksBack(text, node.span.start, true);
  const mark = text[start - 1] ?? "";
  if (step?.member) {
    if (text.slice(step.member.key.span.end, start).trim() === "") return undefined;
    return { start, column: columnOf(text, step.member.key.span.start), inItem: false, direct: mark === ":" };
  }
  if (step?.node.kind !== "array") return undefined;
  const list = blockList(text, step.node);
  return list && { start, column: list.column, inItem: true, direct: mark === "-" };
}

const isItem = (holder: SyntaxNode, node: SyntaxNode): boolean =>
  holder.kind === "array" && holder.items.includes(node);

function remove(source: Source, from: ObjectNode | ArrayNode, indexes: readonly number[]): EditsOrNone {
  const list = listOf(source, from);
  if (!list) return undefined;
  if ("column" in list) return removeLines(source.text, list, new Set(indexes), hasMerge(source.text, from));
  return removeEntries(source.text, list, new Set(indexes));
}

function replaceValue(source: Source, node: SyntaxNode, value: Json): EditsOrNone {
  const { text, tree } = source;
  const style = yamlStyle(text);
  if (node === tree.root) return replaceRoot(source, value, style);
  const around = cursorAt(tree.root, node.span.start)
    .steps.map((step) => step.node)
    .filter((each) => each !== node);
  const like = text.slice(node.span.start, node.span.end);
  if (isInFlow(text, around)) return replaceInFlow(text, node, flowValue(value, like, style));
  if (typeof value === "string" && /^["']/.test(like)) {
    return [{ span: node.span, newText: scalarText(value, like, style, false) }];
  }
  const isCollection = typeof value === "object" && value !== null;
  if (isCollection && isFlow(text, node) && like.replace(/\s/g, "").length > 2) {
    return [{ span: node.span, newText: flowValue(value, "", style) }];
  }
  return replaceInBlock(source, node, value, style);
}

function replaceRoot({ text, tree }: Source, value: Json, style: YamlStyle): EditsOrNone {
  const { root } = tree;
  const body = documentText(value, style);
  if (root.kind !== "missing") {
    return [{ span: root.span, newText: isFlow(text, root) ? flowValue(value, "", style) : body }];
  }
  const start = tree.comments.at(-1)?.span.end ?? (text.startsWith("\uFEFF") ? 1 : 0);
  const lead = start > 1 ? style.lineBreak : "";
  const tail = text.slice(start).includes("\n") && lead ? "" : style.lineBreak;
  return [{ span: { start, end: start }, newText: lead + body + tail }];
}

function replaceInFlow(text: string, { span }: SyntaxNode, written: string): EditsOrNone {
  if (span.start < span.end) return [{ span, newText: written }];
  const before = text[span.start - 1] ?? "";
  if (before === ":") return [{ span, newText: ` ${written}` }];
  return before === " " && text[skipBlanksBack(text, span.start) - 1] === ":"
    ? [{ span, newText: written }]
    : undefined;
}

function replaceInBlock(source: Source, node: SyntaxNode, value: Json, style: YamlStyle): EditsOrNone {
  const { text, tree } = source;
  const place = placeOf(source, node);
  if (!place) return undefined;
  const { start, column, inItem } = place;
  const end = node.span.end;
  const blocks = endsLine(text, end);
  const written = inItem ? itemText(value, style, column, blocks) : memberText(value, style, column, blocks);
  const isCollection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  const behindAnchor = inItem && !place.direct && isCollection;
  const body = behindAnchor ? style.lineBreak + " ".repeat(column + 2) + written.trimStart() : written;
  const comment = tree.comments.find(({ span }) => span.end === start);
  const isOnNextLine = lineStartOf(text, start) !== lineStartOf(text, node.span.start);
  if (comment && isOnNextLine) {
    const deeper = " ".repeat(column + (inItem ? 2 : style.unit));
    const lines = /^\r?\n/.test(body) ? body.replace(/^\r?\n/, "") : deeper + body.trimStart();
    return [{ span: { start: lineStartOf(text, node.span.start), end }, newText: lines }];
  }
  // An empty value's place may lie behind blanks, before a comment.
  const isEmpty = node.span.start === node.span.end;
  return [{ span: { start, end: isEmpty ? start : end }, newText: body }];
}
