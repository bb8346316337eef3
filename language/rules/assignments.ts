import { hasPlaceholder, type Model, type Part } from "../model/index.ts";
import type { FieldSpec } from "../spec/index.ts";
import type { Member } from "../syntax/index.ts";

/** A variable that some `Assign` of a document sets. */
export interface Assignment {
  /** Without the `.$` of JSONPath. */
  readonly name: string;
  readonly member: Member;
  readonly part: Part;
}

/** Every assignment of a variable, in document order. */
export function* assignmentsOf(model: Model): Generator<Assignment> {
  for (const part of model.parts) {
    for (const { key, value } of part.node.members) {
      const spec: FieldSpec | undefined = part.spec.fields[key.value];
      if (spec?.type !== "assignments" || value.kind !== "object") continue;
      for (const member of value.members) {
        const text = member.key.value;
        const name = part.queryLanguage === "JSONPath" && text.endsWith(".$") ? text.slice(0, -2) : text;
        if (!hasPlaceholder(text) && !text.startsWith("Fn::")) yield { name, member, part };
      }
    }
  }
}
