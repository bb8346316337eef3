import { objectsOf, type StringNode } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const duplicateKey: Rule = {
  code: "duplicate-key",
  severity: "error",
  doc: "No key stands twice in an object: readers take the last one only.",
  check({ model, tree }, report) {
    for (const { members } of tree.namesakes ?? objectsOf(model.root)) {
      const first = new Map<string, StringNode>();
      for (const { key, merged } of members) {
        if (merged || key.span.end === key.span.start) continue;
        const earlier = first.get(key.value);
        if (!earlier) first.set(key.value, key);
        else {
          const name = shown(key.value);
          report({
            at: key,
            message: `"${name}" stands twice in this object, and only the last one counts: rename or delete one.`,
            related: [{ span: earlier.span, message: `"${name}" stands here first.` }],
          });
        }
      }
    }
  },
};
