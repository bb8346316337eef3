import { type Member, objectsOf, type StringNode } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const duplicateKey: Rule = {
  code: "duplicate-key",
  severity: "error",
  doc: "No key stands twice in an object: readers take the last one only.",
  check({ model }, report) {
    for (const { members } of objectsOf(model.root)) {
      if (members.length <= FEW && !anyTwice(members)) continue;
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

/** So many keys are compared with each other faster than they are put into a map. */
const FEW = 12;

function anyTwice(members: readonly Member[]): boolean {
  for (let i = 1; i < members.length; i++) {
    const name = members[i]?.key.value;
    for (let j = 0; j < i; j++) if (members[j]?.key.value === name) return true;
  }
  return false;
}
