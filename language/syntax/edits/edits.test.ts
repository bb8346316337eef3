import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../../test/kit/chance.ts";
import {
  type Dice,
  dice,
  randomJson,
  randomJsonText,
  randomObject,
  randomYamlText,
} from "../../../test/kit/random-document.ts";
import { applyEdits, type Json, type Span } from "../../text/index.ts";
import {
  type ArrayNode,
  type EditsOrNone,
  memberSpan,
  notations,
  type ObjectNode,
  objectsOf,
  type SyntaxNode,
  toJson,
} from "../index.ts";

const texts = { json: randomJsonText, yaml: randomYamlText };

interface Change {
  readonly what: string;
  readonly edits: EditsOrNone;
  /** The value of the changed object or array, or what replaces it. */
  readonly node: SyntaxNode;
  readonly becomes: Json;
  /** What is gone with its comments. */
  readonly gone: readonly Span[];
}

describe.each(["json", "yaml"] as const)("edits of %s", (id) => {
  const notation = notations[id];

  it("change the value as they should and keep every comment elsewhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const roll = dice(seed);
        const value = randomObject(roll, 3, 1 + roll.below(4));
        const text = texts[id](value, roll);
        const tree = notation.parse(text);
        expect(JSON.stringify(toJson(tree.root)), text).toBe(JSON.stringify(value));
        const change = randomChange(roll, text, tree);
        const shown = `${change.what}\n${text}`;
        if (!change.edits) throw new Error(`not done: ${shown}`);
        const edited = applyEdits(text, change.edits);
        const after = notation.parse(edited);
        const expected = withReplaced(tree.root, change.node, change.becomes);
        expect(JSON.stringify(toJson(after.root)), `${shown}\n--->\n${edited}`).toBe(JSON.stringify(expected));
        expect(
          after.problems.filter(({ severity }) => severity === "error"),
          edited,
        ).toEqual([]);
        const kept = tree.comments.filter(({ span }) => !change.gone.some((gone) => onLinesOf(text, span, gone)));
        const left = after.comments.map((comment) => comment.text);
        for (const comment of kept) expect(left, `${shown}\n--->\n${edited}`).toContain(comment.text);
        if (text.includes("\r\n")) expect(edited.replaceAll("\r\n", ""), edited).not.toContain("\n");
        expect(edited.endsWith("\n"), `${shown}\n--->\n${edited}`).toBe(text.endsWith("\n"));
      }),
      chance(1500),
    );
  });

  function randomChange(roll: Dice, text: string, tree: ReturnType<typeof notation.parse>): Change {
    const { edits } = notation;
    const source = { text, tree };
    const containers = containersOf(tree.root);
    const node = roll.one(containers);
    const value = randomJson(roll, 2);
    if (roll(0.3)) {
      const target = roll.one([...containers.flatMap(childrenOf), tree.root]);
      return {
        what: `replace ${shown(toJson(target))} by ${shown(value)}`,
        edits: edits.replaceValue(source, target, value),
        node: target,
        becomes: value,
        gone: [target.span],
      };
    }
    return node.kind === "object" ? objectChange(roll, source, node, value) : arrayChange(roll, source, node, value);
  }

  function objectChange(
    roll: Dice,
    source: { text: string; tree: ReturnType<typeof notation.parse> },
    node: ObjectNode,
    value: Json,
  ): Change {
    const { edits } = notation;
    const { members } = node;
    const entries = members.map((each): [string, Json] => [each.key.value, toJson(each.value)]);
    const kind = roll.below(4);
    if (kind === 0 || members.length === 0) {
      const added: [string, Json][] = [
        ["New", value],
        ["Other: x", roll.below(9)],
      ].slice(0, 1 + roll.below(2)) as [string, Json][];
      const index = roll.below(members.length + 1);
      const after = members[index - 1];
      const place = index === members.length ? "last" : after ? { after } : "first";
      return {
        what: `insert ${shown(added)} at ${index} of ${shown(entries)}`,
        edits: edits.insertMembers(source, node, added, place),
        node,
        becomes: Object.fromEntries(entries.toSpliced(index, 0, ...added)),
        gone: [],
      };
    }
    if (kind === 1) {
      const removed = members.filter(() => roll(0.5));
      const becomes = Object.fromEntries(entries.filter((_, index) => !removed.includes(members[index] as never)));
      return {
        what: `remove ${removed.map(({ key }) => key.value)}`,
        edits: edits.removeMembers(source, node, removed),
        node,
        becomes,
        gone: removed.map(memberSpan),
      };
    }
    if (kind === 2) {
      const chosen = roll.below(members.length);
      const name = roll.one(["Name", "true", "a, b", "it's: x"]);
      const key = members[chosen]?.key;
      return {
        what: `rename ${key?.value} to ${name}`,
        edits: key && edits.renameKey(source, key, name),
        node,
        becomes: Object.fromEntries(entries.with(chosen, [name, entries[chosen]?.[1] as Json])),
        gone: [],
      };
    }
    const order = shuffled(roll, members.length);
    return {
      what: `reorder ${order}`,
      edits: edits.reorder(source, node, order),
      node,
      becomes: Object.fromEntries(order.map((index) => entries[index] as never)),
      gone: [],
    };
  }

  function arrayChange(
    roll: Dice,
    source: { text: string; tree: ReturnType<typeof notation.parse> },
    node: ArrayNode,
    value: Json,
  ): Change {
    const { edits } = notation;
    const items = node.items.map(toJson);
    const kind = roll.below(3);
    if (kind === 0 || items.length === 0) {
      const added = [value, "more"].slice(0, 1 + roll.below(2));
      const index = roll.below(items.length + 1);
      return {
        what: `insert ${shown(added)} at ${index} of ${shown(items)}`,
        edits: edits.insertItems(source, node, index, added),
        node,
        becomes: items.toSpliced(index, 0, ...added),
        gone: [],
      };
    }
    if (kind === 1) {
      const removed = [...items.keys()].filter(() => roll(0.5));
      const gone = removed.map((index) => fromDash(source.text, node.items[index]?.span ?? node.span));
      return {
        what: `remove ${removed}`,
        edits: edits.removeItems(source, node, removed),
        node,
        becomes: items.filter((_, index) => !removed.includes(index)),
        gone,
      };
    }
    const order = shuffled(roll, items.length);
    return {
      what: `reorder ${order}`,
      edits: edits.reorder(source, node, order),
      node,
      becomes: order.map((index) => items[index] as Json),
      gone: [],
    };
  }
});

/** What stands between the dash and its item belongs to the item. */
const fromDash = (text: string, { start, end }: Span): Span => ({
  start: Math.max(0, text.lastIndexOf("-", start - 1)),
  end,
});

const shown = (value: unknown): string => JSON.stringify(value);

function shuffled(roll: Dice, length: number): readonly number[] {
  const rest = Array.from({ length }, (_, index) => index);
  return Array.from({ length }, () => rest.splice(roll.below(rest.length), 1)[0] ?? 0);
}

function containersOf(root: SyntaxNode): readonly (ObjectNode | ArrayNode)[] {
  const found: (ObjectNode | ArrayNode)[] = [...objectsOf(root)];
  for (const each of [root, ...found]) found.push(...childrenOf(each).filter((child) => child.kind === "array"));
  for (const each of found)
    if (each.kind === "array") found.push(...each.items.filter((item) => item.kind === "array"));
  return [...new Set(found)];
}

const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.kind === "object" ? node.members.map(({ value }) => value) : node.kind === "array" ? node.items : [];

function withReplaced(node: SyntaxNode, target: SyntaxNode, becomes: Json): Json {
  if (node === target) return becomes;
  if (node.kind === "array") return node.items.map((item) => withReplaced(item, target, becomes));
  if (node.kind !== "object") return toJson(node);
  return Object.fromEntries(node.members.map(({ key, value }) => [key.value, withReplaced(value, target, becomes)]));
}

/** Whether a comment stands within something, or beside it. */
function onLinesOf(text: string, comment: Span, { start, end }: Span): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  return comment.start >= lineStart && comment.end <= (lineEnd < 0 ? text.length : lineEnd);
}
