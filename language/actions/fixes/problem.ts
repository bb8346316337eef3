import type { Part, State } from "../../model/index.ts";
import {
  cursorAt,
  type EditsOrNone,
  type Member,
  type MemberPlace,
  member,
  type NewMembers,
  type ObjectNode,
  type StringNode,
  type SyntaxNode,
  stringValue,
  valueAt,
} from "../../syntax/index.ts";
import { type Diagnostic, isJsonObject, type Json, type Span, type TextEdit } from "../../text/index.ts";
import type { Document } from "../document.ts";

/** A way to mend a finding. */
export interface Fix {
  /** What it does, in the imperative: `Change to "Resource"`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it is what most people would do. */
  readonly preferred?: true;
  /** Whether it may be done everywhere without looking: the meaning stays, or there is only one. */
  readonly safe?: true;
}

/** A finding with what stands at its place: what fixes look at. */
export interface Problem {
  readonly found: Diagnostic;
  readonly document: Document;
  /** The innermost object of the language that it is about. */
  readonly part: Part | undefined;
  /** The member whose name or value it marks, and the object that holds it. */
  readonly member: Member | undefined;
  readonly holder: ObjectNode | undefined;
  /** The innermost value at its place. */
  readonly node: SyntaxNode;
  /** The values around it, the outermost first. */
  readonly around: readonly SyntaxNode[];
}

/** Fixes of one code. */
export type Fixer = (problem: Problem) => readonly Fix[];

export function problemOf(document: Document, found: Diagnostic): Problem {
  const { root } = document.tree;
  const { steps, onKey } = cursorAt(root, found.span.start);
  const parts = partsByNode(document);
  const innermost = steps.findLast((step) => parts.has(step.node));
  const byPath = found.path === undefined ? undefined : document.model.parts.find(({ path }) => path === found.path);
  const holding = steps.findLast((step) => step.member && marks(step.member, found.span));
  const last = steps.at(-1);
  const named = holding?.member?.key.span.start === found.span.start ? parts.get(holding.member.value) : undefined;
  return {
    found,
    document,
    part: byPath ?? (named?.kind === "State" ? named : undefined) ?? (innermost && parts.get(innermost.node)),
    member: holding?.member ?? onKey ?? last?.member,
    holder: objectIn(holding?.node ?? last?.node),
    node: onKey ? onKey.key : (last?.node ?? root),
    around: steps.map((step) => step.node),
  };
}

const marks = ({ key, value }: Member, span: Span): boolean =>
  key.span.start === span.start || (value.span.start === span.start && value.span.end === span.end);

const objectIn = (node: SyntaxNode | undefined): ObjectNode | undefined => (node?.kind === "object" ? node : undefined);

const byNode = new WeakMap<object, ReadonlyMap<SyntaxNode, Part>>();

/** The parts of a document by their objects, kept: each of many findings asks for them. */
function partsByNode({ model }: Document): ReadonlyMap<SyntaxNode, Part> {
  const known = byNode.get(model) ?? new Map(model.parts.map((part) => [part.node, part]));
  byNode.set(model, known);
  return known;
}

/** A fix, or none where it can't be done here. */
export function fix(title: string, edits: EditsOrNone, flags: Omit<Fix, "title" | "edits"> = {}): readonly Fix[] {
  return edits && edits.length > 0 ? [{ title, edits, ...flags }] : [];
}

/** The edits of all parts, or none where one of them can't be done. */
export function together(...parts: readonly EditsOrNone[]): EditsOrNone {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (!part) return undefined;
    edits.push(...part);
  }
  return edits;
}

export const insert = (
  { document }: Pick<Problem, "document">,
  into: ObjectNode,
  members: NewMembers,
  place?: MemberPlace,
): EditsOrNone => document.notation.edits.insertMembers(document, into, members, place);

export const remove = ({ document }: Problem, from: ObjectNode, members: readonly Member[]): EditsOrNone =>
  document.notation.edits.removeMembers(document, from, members);

export const replace = ({ document }: Problem, node: SyntaxNode, value: Json): EditsOrNone =>
  document.notation.edits.replaceValue(document, node, value);

export const rename = ({ document }: Problem, key: StringNode, name: string): EditsOrNone =>
  document.notation.edits.renameKey(document, key, name);

/** Changes a string: where it is a name, the name; where the span is a part of it, that part. */
export function rewrite(problem: Problem, span: Span, text: string): EditsOrNone {
  const { node, member: held } = problem;
  const nodes = [node, held?.key, held?.value, ...problem.around];
  const whole = nodes.find(
    (each) => each?.kind === "string" && each.span.start === span.start && each.span.end === span.end,
  );
  if (whole?.kind !== "string") return [{ span, newText: text }];
  return whole === held?.key ? rename(problem, whole, text) : replace(problem, whole, text);
}

/** A field of what a finding tells its fixes. */
export function told({ found }: Problem, name: string): string | undefined {
  const value = isJsonObject(found.data) ? found.data[name] : undefined;
  return typeof value === "string" ? value : undefined;
}

export function toldList({ found }: Problem, name: string): readonly string[] {
  const value = isJsonObject(found.data) ? found.data[name] : undefined;
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** The object that holds the states of a machine, and the member of a state in it. */
export function statePlace(state: State): { readonly states: ObjectNode; readonly member: Member } | undefined {
  const states = objectIn(valueAt(state.machine.node, "States"));
  const found = states && member(states, state.name);
  return states && found ? { states, member: found } : undefined;
}

/** The state that stands after another one in the text, in the same machine. */
export function stateAfter(state: State): State | undefined {
  const all = [...state.machine.states.values()];
  return all[all.indexOf(state) + 1];
}

/** A name for a new state that no state has. */
export function freeName({ document }: Pick<Problem, "document">, wanted: string): string {
  const taken = new Set(document.model.states.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    if (!taken.has(name)) return name;
  }
}

export { member, stringValue, valueAt };
