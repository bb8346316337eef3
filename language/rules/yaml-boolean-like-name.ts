import type { SyntaxNode } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

export const yamlBooleanLikeName: Rule = {
  code: "yaml-boolean-like-name",
  severity: "information",
  doc: "A state named `Yes`, `No`, `On` or `Off` is quoted in YAML: older readers take such words for true or false.",
  check({ model }, report) {
    const look = (node: SyntaxNode): void => {
      if (node.kind !== "string" || !node.plain || !/^(?:y|n|yes|no|on|off)$/i.test(node.value)) return;
      report({ at: node, message: `Older YAML readers take "${node.value}" for true or false: put it into quotes.` });
    };
    for (const { nameNode } of model.states) look(nameNode);
    for (const { startAt } of model.allMachines) if (startAt) look(startAt.node);
    for (const { transitions } of model.states) for (const { node } of transitions) look(node);
  },
};
