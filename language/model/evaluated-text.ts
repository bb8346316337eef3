import type { FieldSpec } from "../spec/index.ts";
import type { Member, Step, StringNode, SyntaxNode } from "../syntax/index.ts";
import { derived, pointer } from "../text/index.ts";
import type { Part } from "./part.ts";
import { isPlaceholder } from "./placeholder.ts";

/** A text in a field whose value is evaluated: a path, or a text within a template. */
export interface EvaluatedText {
  readonly node: StringNode;
  readonly part: Part;
  /** The part's field, with its entry in the table. */
  readonly field: string;
  readonly spec: FieldSpec;
  /** The member whose value it is: the field itself, or one within the template. */
  readonly member: Member;
  /** Whether it is an item of a list in that member. */
  readonly isItem: boolean;
  /** Where it stands within the field; undefined where it is all of it. */
  readonly steps: Steps | undefined;
}

/** The way from a field to a value within it, the last step first: `v`, then `Items` before it. */
export interface Steps {
  readonly step: string | number;
  readonly before: Steps | undefined;
}

/** The JSON Pointer of a value within a field of a part: `/States/A/Output/v`. */
export function placeWithin({ path }: Part, field: string, steps: Steps | undefined): string {
  const way: (string | number)[] = [];
  for (let at = steps; at; at = at.before) way.push(at.step);
  return pointer(path, field, ...way.reverse());
}

/** A key within a template, with its value. */
export interface TemplateMember extends Omit<EvaluatedText, "node" | "isItem"> {
  /** The other members of the object that it is in. */
  readonly siblings: readonly Member[];
}

const TEMPLATES: readonly string[] = ["template", "assignments", "items"] satisfies FieldSpec["type"][];
const PATHS: readonly string[] = ["path", "referencePath", "pathOrIntrinsic"] satisfies FieldSpec["type"][];

/** Every text of a part that is evaluated, or may be; found once for all who ask. Iterative. */
export const evaluatedTexts = derived((part: Part): readonly EvaluatedText[] => {
  const found: EvaluatedText[] = [];
  for (const { field, spec, member } of evaluatedFields(part)) {
    for (const { node, holder, isItem, steps } of leaves(member)) {
      found.push({ node, part, field, spec, member: holder, isItem, steps });
    }
  }
  return found;
});

/** Every member within the templates of a part; iterative. */
export function* templateMembers(part: Part): Generator<TemplateMember> {
  for (const { field, spec, member } of evaluatedFields(part)) {
    const pending: Pick<Leaf<SyntaxNode>, "node" | "steps">[] = [{ node: member.value, steps: undefined }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node, steps: before } = next;
      if (node.kind === "array")
        for (const [step, item] of node.items.entries()) pending.push({ node: item, steps: { step, before } });
      if (node.kind !== "object" || isPlaceholder(node)) continue;
      for (const inner of node.members) {
        const steps = { step: inner.key.value, before };
        yield { part, field, spec, member: inner, siblings: node.members, steps };
        pending.push({ node: inner.value, steps });
      }
    }
  }
}

interface EvaluatedField {
  readonly field: string;
  readonly spec: FieldSpec;
  readonly member: Member;
}

/** The fields of a part's own query language that hold paths, templates or expressions. */
function* evaluatedFields(part: Part): Generator<EvaluatedField> {
  for (const member of part.node.members) {
    const found = evaluatedField(part, member);
    if (found) yield found;
  }
}

function evaluatedField({ spec: object, queryLanguage }: Part, member: Member): EvaluatedField | undefined {
  const field = member.key.value;
  const spec = Object.hasOwn(object.fields, field) ? object.fields[field] : undefined;
  if (!spec || (spec.only && spec.only !== queryLanguage)) return undefined;
  const isEvaluated = TEMPLATES.includes(spec.type) || PATHS.includes(spec.type) || spec.expression === true;
  return isEvaluated ? { field, spec, member } : undefined;
}

interface Leaf<N> {
  readonly node: N;
  readonly holder: Member;
  readonly isItem: boolean;
  readonly steps: Steps | undefined;
}

function* leaves(member: Member): Generator<Leaf<StringNode>> {
  const pending: Leaf<SyntaxNode>[] = [{ node: member.value, holder: member, isItem: false, steps: undefined }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, holder, isItem, steps: before } = next;
    if (node.kind === "string") yield { node, holder, isItem, steps: before };
    if (node.kind === "array") {
      for (const [step, item] of [...node.items.entries()].toReversed())
        pending.push({ node: item, holder, isItem: true, steps: { step, before } });
    }
    if (node.kind !== "object" || isPlaceholder(node)) continue;
    for (const inner of node.members.toReversed()) {
      pending.push({ node: inner.value, holder: inner, isItem: false, steps: { step: inner.key.value, before } });
    }
  }
}

/**
 * The evaluated text that a way through a document ends at. The way begins with the part itself, as `cursorAt` gives it;
 * undefined where its end isn't evaluated in the part's query language.
 */
export function evaluatedTextAt(part: Part, way: readonly Step[], node: SyntaxNode): EvaluatedText | undefined {
  const [first, ...inner] = way;
  if (first?.node !== part.node || !first.member || node.kind !== "string") return undefined;
  const found = evaluatedField(part, first.member);
  if (!found) return undefined;
  let member = first.member;
  let isItem = false;
  let steps: Steps | undefined;
  for (const step of inner) {
    if (step.index !== undefined) {
      steps = { step: step.index, before: steps };
      isItem = true;
    } else if (step.member) {
      if (isPlaceholder(step.node)) return undefined;
      steps = { step: step.member.key.value, before: steps };
      ({ member } = step);
      isItem = false;
    }
  }
  return { node, part, field: found.field, spec: found.spec, member, isItem, steps };
}
