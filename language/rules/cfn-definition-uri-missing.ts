import { hasPlaceholder } from "../model/index.ts";
import { valueAt } from "../syntax/index.ts";
import type { TemplateMachine } from "../templates/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const cfnDefinitionUriMissing: Rule = {
  code: "cfn-definition-uri-missing",
  severity: "warning",
  for: "template",
  doc: "The file that a template names as a definition is there.",
  check({ template, host }, report) {
    for (const machine of host ? (template?.machines ?? []) : []) {
      const { definition } = machine;
      if (definition.kind !== "file" || definition.location === "" || hasPlaceholder(definition.location)) continue;
      if (host?.fileAt(definition.location).kind !== "missing") continue;
      report({
        at: placeOf(machine),
        message: `There is no file "${shown(definition.location)}" beside this template: make it, or correct the path.`,
        data: { location: definition.location },
      });
    }
  },
};

function placeOf({ node }: TemplateMachine) {
  const properties = valueAt(node, "Properties");
  const names = ["DefinitionUri", "DefinitionS3Location", "Definition"];
  return names.map((name) => valueAt(properties, name)).find((value) => value !== undefined) ?? node;
}
