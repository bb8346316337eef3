import { type Member, member } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

/** The properties that hold a definition, or say where it is. */
const FORMS = ["Definition", "DefinitionString", "DefinitionUri", "DefinitionS3Location"];

export const cfnDefinitionExclusive: Rule = {
  code: "cfn-definition-exclusive",
  severity: "error",
  for: "template",
  doc: "A state machine of a template has its definition in one place only.",
  check({ template }, report) {
    for (const { node, logicalId } of template?.machines ?? []) {
      const properties = member(node, "Properties")?.value;
      const [first, ...others] = FORMS.flatMap((name) => given(member(properties, name))).toSorted(
        (a, b) => a.key.span.start - b.key.span.start,
      );
      for (const { key } of first ? others : []) {
        report({
          at: key,
          message: `"${logicalId}" has a definition already, in "${first?.key.value}": keep one of the two.`,
          ...(first && { related: [{ span: first.key.span, message: `"${first.key.value}" stands here.` }] }),
        });
      }
    }
  },
};

/** What a condition may take away again doesn't count. */
function given(found: Member | undefined): readonly Member[] {
  if (!found) return [];
  return found.value.kind === "object" && found.value.members[0]?.key.value === "Fn::If" ? [] : [found];
}
