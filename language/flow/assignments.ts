import { hasPlaceholder, isPlaceholder, type Model, type Part } from "../model/index.ts";
import type { FieldSpec } from "../spec/index.ts";
import type { Member, SyntaxNode } from "../syntax/index.ts";

/** A variable that some `Assign` of a document sets. */
export interface Assignment {
  /** Without the `.$` of JSONPath. */
  readonly name: string;
  readonly member: Member;
  /** The state, rule or catcher whose `Assign` it is. */
  readonly part: Part;
}

/** Every assignment of a variable, in document order. */
export function* assignmentsOf(model: Model): Generator<Assignment> {
  for (const part of model.parts) {
    for (const { value } of assignFields(part)) {
      for (const member of value.kind === "object" ? value.members : []) {
        const text = member.key.value;
        const name = part.queryLanguage === "JSONPath" && text.endsWith(".$") ? text.slice(0, -2) : text;
        if (!isUnknownName(text)) yield { name, member, part };
      }
    }
  }
}

/** Whether a part may assign variables whose names only a template knows. */
export function assignsUnknown(part: Part): boolean {
  for (const { value } of assignFields(part)) if (hasUnknownNames(value)) return true;
  return false;
}

function* assignFields({ node, spec }: Part): Generator<Member> {
  for (const member of node.members) {
    const { value: name } = member.key;
    const field: FieldSpec | undefined = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined;
    if (field?.type === "assignments") yield member;
  }
}

const isUnknownName = (key: string): boolean => hasPlaceholder(key) || key.startsWith("Fn::");

function hasUnknownNames(value: SyntaxNode): boolean {
  if (isPlaceholder(value)) return true;
  return value.kind === "object" && value.members.some(({ key }) => isUnknownName(key.value));
}
