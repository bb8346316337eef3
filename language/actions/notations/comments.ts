import { type Comment, memberSpan, type SyntaxNode, type SyntaxTree } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";

/** The comments of a text by what they stand at. An entry is a member or an item. */
export interface PlacedComments {
  /** Above an entry, known by where it begins. */
  readonly above: Map<number, readonly string[]>;
  /** Behind an entry on its line. */
  readonly beside: Map<number, readonly string[]>;
  /** At the end of an object or array, known by where that begins. */
  readonly within: Map<number, readonly string[]>;
  /** After everything else. */
  readonly after: readonly string[];
}

/** An entry begins or ends, or a bracket closes. */
interface Event {
  readonly at: number;
  readonly kind: "begin" | "end" | "close";
  /** Where the entry or the collection begins. */
  readonly of: number;
}

/** Finds out what each comment of a text stands at. */
export function placedComments({ root, comments }: SyntaxTree, text: string): PlacedComments {
  const [above, beside, within] = [
    new Map<number, readonly string[]>(),
    new Map<number, readonly string[]>(),
    new Map<number, readonly string[]>(),
  ];
  const after: string[] = [];
  const events = comments.length === 0 ? [] : eventsOf(root, text);
  const put = (map: Map<number, readonly string[]>, at: number, comment: Comment): void => {
    map.set(at, [...(map.get(at) ?? []), ...wordsOf(comment)]);
  };
  for (const comment of comments) {
    const next = firstAfter(events, comment.span.start);
    const [before, following] = [events[next - 1], events[next]];
    const isBeside = before && !text.slice(before.at, comment.span.start).includes("\n");
    if (isBeside && before.kind !== "close") put(beside, before.of, comment);
    else if (following?.kind === "begin") put(above, following.of, comment);
    else if (following?.kind === "close") put(within, following.of, comment);
    else if (before?.kind === "close" && isBeside) put(within, before.of, comment);
    else after.push(...wordsOf(comment));
  }
  return { above, beside, within, after };
}

/** The events of a tree in the order of the text; what aliases stand for counts where it stands itself. */
function eventsOf(root: SyntaxNode, text: string): readonly Event[] {
  const events: Event[] = [];
  const seen = new Set<SyntaxNode>();
  const pending: SyntaxNode[] = [root];
  const add = (entry: Span, value: SyntaxNode): void => {
    const isHere = entry.start <= value.span.start && value.span.end <= entry.end;
    const isCollection = value.kind === "object" || value.kind === "array";
    events.push({ at: entry.start, kind: "begin", of: entry.start });
    if (!isCollection || !isHere) events.push({ at: entry.end, kind: "end", of: entry.start });
    if (isHere && !seen.has(value)) pending.push(value);
  };
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind !== "object" && node.kind !== "array") continue;
    const closes = /[}\]]/.test(text[node.span.end - 1] ?? "") && /[{[]/.test(text[node.span.start] ?? "");
    if (closes) events.push({ at: node.span.end - 1, kind: "close", of: node.span.start });
    if (node.kind === "array") for (const item of node.items) add(item.span, item);
    else for (const each of node.members) if (!each.merged) add(memberSpan(each), each.value);
  }
  return events.toSorted((a, b) => a.at - b.at);
}

/** The index of the first event behind an offset, by halving. */
function firstAfter(events: readonly Event[], offset: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A comment without its marks, line by line. */
function wordsOf({ text }: Comment): readonly string[] {
  const lines = text.startsWith("/*")
    ? text.slice(2).replace(/\*\/$/, "").split(/\r?\n/)
    : [text.replace(/^(?:\/\/|#)/, "")];
  const words = lines.map((line, index) => (index > 0 ? line.replace(/^\s*\*? ?/, " ") : line).trimEnd());
  return words.filter(
    (line, index) => line.trim() !== "" || (lines.length > 2 && index > 0 && index < lines.length - 1),
  );
}

/** What stands at a place, the first time that it is asked for: a member may begin where its item does. */
export function taken(comments: Map<number, readonly string[]>, at: number): readonly string[] {
  const words = comments.get(at) ?? [];
  comments.delete(at);
  return words;
}

/** Whether a comment stands at one of these entries. */
export const haveComments = ({ above, beside }: PlacedComments, entries: readonly { readonly at: number }[]): boolean =>
  entries.some(({ at }) => above.has(at) || beside.has(at));
