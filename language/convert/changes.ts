import type { Member, Notation, ObjectNode, StringNode, SyntaxNode, SyntaxTree } from "../syntax/index.ts";
import type { Json, TextEdit } from "../text/index.ts";
import type { Notes } from "./notes.ts";

/** One change of a document. */
export type Change =
  | { readonly kind: "key"; readonly key: StringNode; readonly name: string }
  | { readonly kind: "value"; readonly node: SyntaxNode; readonly value: Json }
  | { readonly kind: "remove"; readonly object: ObjectNode; readonly member: Member }
  | {
      readonly kind: "insert";
      readonly object: ObjectNode;
      readonly key: string;
      readonly value: Json;
      readonly after: Member | undefined;
    };

/** A field that an object gets, at the place of another if there is one. */
export interface Wanted {
  readonly key: string;
  readonly value: Json;
  readonly from?: Member | undefined;
  /** The field that it follows where it is new. */
  readonly after?: Member | undefined;
}

/** Replaces fields of an object by others: new ones take the places of old ones, where there are enough of them. */
export function replaceFields(
  object: ObjectNode,
  old: readonly Member[],
  wanted: readonly Wanted[],
): readonly Change[] {
  const free = new Set(old);
  const changes: Change[] = [];
  for (const { from } of wanted) if (from) free.delete(from);
  for (const { key, value, from: preferred, after } of wanted) {
    const [spare] = after ? [] : free;
    const from = preferred ?? spare;
    if (!from) changes.push({ kind: "insert", object, key, value, after });
    else {
      free.delete(from);
      if (from.key.value !== key) changes.push({ kind: "key", key: from.key, name: key });
      changes.push({ kind: "value", node: from.value, value });
    }
  }
  for (const member of free) changes.push({ kind: "remove", object, member });
  return changes;
}

interface Target {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly notation: Notation;
}

/** The edits that make the changes; undefined where the text is too broken for some of them. */
export function editsOf(target: Target, changes: readonly Change[]): readonly TextEdit[] | undefined {
  const { edits } = target.notation;
  const made: TextEdit[] = [];
  const removed = new Map<ObjectNode, Member[]>();
  const add = (more: readonly TextEdit[] | undefined): boolean => {
    if (more) for (const edit of more) made.push(edit);
    return more !== undefined;
  };
  for (const change of changes) {
    if (change.kind === "remove") {
      const members = removed.get(change.object) ?? [];
      removed.set(change.object, [...members, change.member]);
    } else if (!add(editsOfOne(target, change))) return undefined;
  }
  for (const [object, members] of removed) {
    if (!add(edits.removeMembers(target, object, members))) return undefined;
  }
  return made;
}

function editsOfOne(target: Target, change: Exclude<Change, { kind: "remove" }>): readonly TextEdit[] | undefined {
  const { edits } = target.notation;
  switch (change.kind) {
    case "key":
      return edits.renameKey(target, change.key, change.name);
    case "value":
      return edits.replaceValue(target, change.node, change.value);
    case "insert": {
      const { object, key, value, after } = change;
      return edits.insertMembers(target, object, [[key, value]], after ? { after } : "first");
    }
  }
}

/** The nodes that stand at several places, by aliases of YAML, with all that is in them. Iterative. */
export function sharedNodes(root: SyntaxNode): ReadonlySet<SyntaxNode> {
  const seen = new Set<SyntaxNode>();
  const again = new Set<SyntaxNode>();
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (seen.has(node)) again.add(node);
    else {
      seen.add(node);
      pending.push(...partsOf(node));
    }
  }
  const within = new Set<SyntaxNode>();
  const open = [...again];
  for (let node = open.pop(); node; node = open.pop()) {
    if (within.has(node)) continue;
    within.add(node);
    open.push(...partsOf(node));
  }
  return within;
}

function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === "array") return node.items;
  return node.kind === "object" ? node.members.map(({ value }) => value) : [];
}

/** Notes a problem for changes of what other places share, or what stands elsewhere. */
export function checkChanges(changes: readonly Change[], shared: ReadonlySet<SyntaxNode>, notes: Notes): void {
  for (const change of changes) {
    const node = change.kind === "value" ? change.node : change.kind === "key" ? undefined : change.object;
    const isMerged = change.kind === "remove" && change.member.merged === true;
    if (!isMerged && !(node && shared.has(node))) continue;
    notes.at = change.kind === "remove" ? change.member.key.span : (node?.span ?? notes.at);
    notes.problems.add("This is shared with other places by an anchor of YAML: write it out first.");
  }
}
