import { hasPlaceholder, isPlaceholder, keptByPart, type Model, type Part } from "../model/index.ts";
import type { ObjectSpec } from "../spec/index.ts";
import type { Member, SyntaxNode } from "../syntax/index.ts";
import { derived } from "../text/index.ts";

/** A variable that some `Assign` of a document sets. */
export interface Assignment {
  /** Without the `.$` of JSONPath. */
  readonly name: string;
  readonly member: Member;
  /** The state, rule or catcher whose `Assign` it is. */
  readonly part: Part;
}

/** Every assignment of a variable, in document order. */
export function assignmentsOf({ parts }: Pick<Model, "parts">): readonly Assignment[] {
  const found: Assignment[] = [];
  for (const part of parts) for (const assignment of assignmentsIn(part)) found.push(assignment);
  return found;
}

const assignmentsIn = keptByPart((part): readonly Assignment[] => {
  if (!mayAssign(part)) return NO_ASSIGNMENTS;
  const found: Assignment[] = [];
  for (const { value } of assignFields(part)) {
    for (const member of value.kind === "object" ? value.members : []) {
      const text = member.key.value;
      const name = part.queryLanguage === "JSONPath" && text.endsWith(".$") ? text.slice(0, -2) : text;
      if (!isUnknownName(text)) found.push({ name, member, part });
    }
  }
  return found;
});

const NO_ASSIGNMENTS: readonly Assignment[] = [];

/** Whether a part may assign variables whose names only a template knows. */
export function assignsUnknown(part: Part): boolean {
  return mayAssign(part) && assignFields(part).some(({ value }) => hasUnknownNames(value));
}

/** Most parts assign nothing, which is seen at a glance. */
function mayAssign({ node, spec }: Part): boolean {
  const names = namesOfAssignments(spec);
  if (names.length === 0) return false;
  for (const { key } of node.members) if (names.includes(key.value)) return true;
  return false;
}

function assignFields({ node, spec }: Part): readonly Member[] {
  const names = namesOfAssignments(spec);
  return node.members.filter(({ key }) => names.includes(key.value));
}

/** The fields of an object that assign variables: a retrier has none. */
const namesOfAssignments = derived(({ fields }: ObjectSpec): readonly string[] =>
  Object.keys(fields).filter((name) => fields[name]?.type === "assignments"),
);

const isUnknownName = (key: string): boolean => hasPlaceholder(key) || key.startsWith("Fn::");

function hasUnknownNames(value: SyntaxNode): boolean {
  if (isPlaceholder(value)) return true;
  return value.kind === "object" && value.members.some(({ key }) => isUnknownName(key.value));
}
