import { type JsonataSource, jsonataSource } from "../expressions/index.ts";
import type { FieldSpec, ObjectSpec } from "../spec/index.ts";
import type { Member, Step, StringNode, SyntaxNode } from "../syntax/index.ts";
import { derived, pointer } from "../text/index.ts";
import { keptByPart, type Part } from "./part.ts";
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
  /** Its expression, where it is one of JSONata: whoever asks for what is kept with it needn't look it up. */
  readonly marked: JsonataSource | undefined;
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

/** A key within a template that ends in `.$`, with its value. */
export interface DollarMember extends Omit<EvaluatedText, "node" | "isItem" | "marked"> {
  /** The other members of the object that it is in. */
  readonly siblings: readonly Member[];
}

const TEMPLATES: readonly string[] = ["template", "assignments", "items"] satisfies FieldSpec["type"][];
const PATHS: readonly string[] = ["path", "referencePath", "pathOrIntrinsic"] satisfies FieldSpec["type"][];

/** What stands in the evaluated fields of a part. */
interface PartTexts {
  readonly texts: readonly EvaluatedText[];
  readonly dollars: readonly DollarMember[];
}

/** Every text of a part that is evaluated, or may be, in the order of the document; found once for all who ask. */
export function evaluatedTexts(part: Part): readonly EvaluatedText[] {
  return textsOf(part).texts;
}

/** Every member within the templates of a part whose key ends in `.$`. */
export function dollarMembers(part: Part): readonly DollarMember[] {
  return textsOf(part).dollars;
}

const NONE: PartTexts = { texts: [], dollars: [] };

const textsOf = keptByPart((part: Part): PartTexts => {
  if (evaluatedFieldsOf(part.spec).size === 0) return NONE;
  const found = { texts: [], dollars: [] };
  for (const member of part.node.members) {
    const spec = evaluatedField(part, member);
    if (spec) addTexts(part, member, spec, found);
  }
  return found.texts.length === 0 && found.dollars.length === 0 ? NONE : found;
});

/** A value within an evaluated field: a text among them is what is sought. */
interface Within extends Omit<EvaluatedText, "node"> {
  readonly node: SyntaxNode;
}

/** Every one has the same fields in the same order: whatever looks at texts is faster for it. */
function within(
  node: SyntaxNode,
  part: Part,
  field: string,
  spec: FieldSpec,
  member: Member,
  isItem: boolean,
  steps: Steps | undefined,
): Within {
  const isExpression = node.kind === "string" && part.queryLanguage === "JSONata";
  const marked = isExpression ? jsonataSource(node.value) : undefined;
  return { node, part, field, spec, member, isItem, steps, marked };
}

const isText = (within: Within): within is EvaluatedText => within.node.kind === "string";

/** Iterative. */
function addTexts(
  part: Part,
  whole: Member,
  spec: FieldSpec,
  { texts, dollars }: { readonly texts: EvaluatedText[]; readonly dollars: DollarMember[] },
): void {
  const field = whole.key.value;
  const pending: Within[] = [within(whole.value, part, field, spec, whole, false, undefined)];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, member, steps: before } = next;
    if (isText(next)) texts.push(next);
    else if (node.kind === "array") {
      for (let step = node.items.length - 1; step >= 0; step--) {
        const item = node.items[step];
        if (item && mayHoldTexts(item)) pending.push(within(item, part, field, spec, member, true, { step, before }));
      }
    } else if (node.kind === "object" && !isPlaceholder(node)) {
      for (let i = node.members.length - 1; i >= 0; i--) {
        const inner = node.members[i];
        if (!inner) continue;
        const isDollar = endsInDollar(inner.key.value);
        if (!isDollar && !mayHoldTexts(inner.value)) continue;
        const steps = { step: inner.key.value, before };
        if (isDollar) dollars.push({ part, field, spec, member: inner, siblings: node.members, steps });
        if (!mayHoldTexts(inner.value)) continue;
        pending.push(within(inner.value, part, field, spec, inner, false, steps));
      }
    }
  }
}

const mayHoldTexts = ({ kind }: SyntaxNode): boolean => kind !== "literal" && kind !== "missing";

/** Whether a key ends in `.$`. */
const endsInDollar = (key: string): boolean => key.charCodeAt(key.length - 1) === DOLLAR && key.endsWith(".$");

const DOLLAR = 36;

/** The fields of an object that hold paths, templates or expressions, in one query language or the other. */
const evaluatedFieldsOf = derived(({ fields }: ObjectSpec): ReadonlyMap<string, FieldSpec> => {
  const isEvaluated = ({ type, expression }: FieldSpec): boolean =>
    TEMPLATES.includes(type) || PATHS.includes(type) || expression === true;
  return new Map(Object.entries(fields).filter(([, spec]) => isEvaluated(spec)));
});

/** The entry of a field that is evaluated in the part's own query language. */
function evaluatedField({ spec: object, queryLanguage }: Part, { key }: Member): FieldSpec | undefined {
  const spec = evaluatedFieldsOf(object).get(key.value);
  return spec && (!spec.only || spec.only === queryLanguage) ? spec : undefined;
}

/**
 * The evaluated text that a way through a document ends at. The way begins with the part itself, as `cursorAt` gives it;
 * undefined where its end isn't evaluated in the part's query language.
 */
export function evaluatedTextAt(part: Part, way: readonly Step[], node: SyntaxNode): EvaluatedText | undefined {
  const [first, ...inner] = way;
  if (first?.node !== part.node || !first.member || node.kind !== "string") return undefined;
  const spec = evaluatedField(part, first.member);
  if (!spec) return undefined;
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
  const text = within(node, part, first.member.key.value, spec, member, isItem, steps);
  return isText(text) ? text : undefined;
}
