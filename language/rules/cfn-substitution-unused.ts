import { valueAt } from "../syntax/index.ts";
import type { Host, TemplateMachine } from "../templates/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const cfnSubstitutionUnused: Rule = {
  code: "cfn-substitution-unused",
  severity: "hint",
  for: "template",
  doc: "Each of the `DefinitionSubstitutions` fills in something.",
  check({ template, host, text }, report) {
    for (const machine of template?.machines ?? []) {
      const keys = machine.substitutionKeys ?? [];
      const filled = keys.length > 0 ? definitionText(machine, text, host) : undefined;
      if (filled === undefined) continue;
      for (const key of keys) {
        if (mentions(filled, key.value)) continue;
        report({
          at: key,
          unnecessary: true,
          message: `No "\${${shown(key.value)}}" stands in the definition of "${machine.logicalId}": delete this, or use it.`,
        });
      }
    }
  },
};

/** The text that is filled in; undefined where it can't be read. */
function definitionText({ definition, node }: TemplateMachine, text: string, host: Host | undefined) {
  if (definition.kind === "file") {
    const file = host?.fileAt(definition.location);
    return file?.kind === "text" ? file.text : undefined;
  }
  if (definition.kind === "object") return text.slice(definition.node.span.start, definition.node.span.end);
  const written = valueAt(valueAt(node, "Properties"), "DefinitionString");
  return definition.kind === "text" && written ? text.slice(written.span.start, written.span.end) : undefined;
}

/** `${Name}`, or `${!Name}` within `Fn::Sub`. */
function mentions(text: string, name: string): boolean {
  return text.includes(`\${${name}}`) || text.includes(`\${!${name}}`) || text.includes(`\${ ${name} }`);
}
