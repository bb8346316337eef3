import type { Diagnostic, Span } from "../text/index.ts";

interface Base<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

export interface ObjectNode extends Base<"object"> {
  readonly members: readonly Member[];
}

export interface ArrayNode extends Base<"array"> {
  readonly items: readonly SyntaxNode[];
}

export interface StringNode extends Base<"string"> {
  /** The text that it means: without quotes, escapes, and the indentation of a block scalar. */
  readonly value: string;
  /**
   * Where the value's offsets are in the document; read through `textOffset` and `shiftsOf`. Ascending, never empty;
   * undefined where value and text run side by side from the start, or from behind the opening quote.
   */
  readonly shifts: readonly Shift[] | undefined;
  /** Whether it stands without quotes or block header, as YAML allows: `Type: Task`. */
  readonly plain: boolean;
}

export interface LiteralNode extends Base<"literal"> {
  readonly value: number | boolean | null;
}

/** Where a value should stand and none does. Its span is the gap. */
export type MissingNode = Base<"missing">;

/**
 * A document as a tree, the same for JSON and YAML. Nodes are values: they never change and don't know their parents.
 * A YAML alias is the anchored node itself, so one node may occur at several places.
 */
export type SyntaxNode = ObjectNode | ArrayNode | StringNode | LiteralNode | MissingNode;

export interface Member {
  readonly key: StringNode;
  readonly value: SyntaxNode;
  /** Where it ends elsewhere than its value: an alias of YAML. `memberSpan` tells. */
  readonly span?: Span;
  /** Whether a YAML merge key (`<<`) brought it from another object. */
  readonly merged?: boolean;
}

/** From `inValue` on, up to the next shift, value and text run side by side from `inText`. */
export interface Shift {
  readonly inValue: number;
  readonly inText: number;
}

/** A comment with its marks: `// …`, `/* … *\/`, `# …`. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** What reading a text gives. Broken texts give a tree too, with `missing` nodes where something should stand. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly problems: readonly Diagnostic[];
  readonly comments: readonly Comment[];
  /** The objects in which a key stands twice, where the reader has looked. */
  readonly namesakes?: readonly ObjectNode[];
}

/** Where the value's offsets are in the document. */
export function shiftsOf(node: StringNode): readonly Shift[] {
  return node.shifts ?? [{ inValue: 0, inText: firstOffset(node) }];
}

const firstOffset = ({ span, plain }: StringNode): number => span.start + (plain ? 0 : 1);

/** The offset in the document of an offset in a string's value: of its character at that place, or the end. */
export function textOffset(node: StringNode, inValue: number): number {
  if (!node.shifts) return firstOffset(node) + inValue;
  let best = node.shifts[0] ?? { inValue: 0, inText: node.span.start };
  for (const shift of node.shifts) {
    if (shift.inValue > inValue) break;
    best = shift;
  }
  return best.inText + (inValue - best.inValue);
}

/** The offset in a string's value of an offset in the document; places between two characters count as the later one. */
export function valueOffset(node: StringNode, inText: number): number {
  const shifts = shiftsOf(node);
  for (let i = shifts.length - 1; i >= 0; i--) {
    const shift = shifts[i];
    if (!shift || shift.inText > inText) continue;
    const next = shifts[i + 1]?.inValue ?? node.value.length;
    return Math.min(shift.inValue + (inText - shift.inText), next);
  }
  return 0;
}

/** Where a member stands: from its key's start to its value's end. */
export function memberSpan({ key, value, span }: Member): Span {
  return span ?? { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
}

/** The member of an object with this key; of several the last, as JSON readers take it. */
export function member(node: SyntaxNode | undefined, key: string): Member | undefined {
  if (node?.kind !== "object") return undefined;
  const { members } = node;
  for (let i = members.length - 1; i >= 0; i--) if (members[i]?.key.value === key) return members[i];
  return undefined;
}

/** The value under a key of an object. */
export function valueAt(node: SyntaxNode | undefined, key: string): SyntaxNode | undefined {
  return member(node, key)?.value;
}

/** The text of a string node; undefined for every other node. */
export function stringValue(node: SyntaxNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}
