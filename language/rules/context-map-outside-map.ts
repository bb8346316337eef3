import type { Part } from "../model/index.ts";
import { contextReads, placeOfNames } from "./context-reads.ts";
import type { Rule } from "./rule.ts";

export const contextMapOutsideMap: Rule = {
  code: "context-map-outside-map",
  severity: "warning",
  doc: "`Map.Item` of the context object is read in Map states and their iterations only.",
  check({ model }, report) {
    for (const read of contextReads(model)) {
      const { text, names } = read;
      const [first] = names;
      if (first?.name !== "Map" || isWithinMap(text.part)) continue;
      const last = names[1]?.name === "Item" ? names[1] : first;
      report({
        at: placeOfNames(read, first, last),
        message: 'The context object has "Map" only in Map states and their iterations: read it there, and pass it on.',
      });
    }
  },
};

/** A state whose type isn't known yet may become a Map. */
function isWithinMap({ state, machine }: Part): boolean {
  if (!state?.type || state.type === "Map") return true;
  for (let owner = machine.owner; owner; owner = owner.machine.owner) {
    if (!owner.type || owner.type === "Map") return true;
  }
  return false;
}
