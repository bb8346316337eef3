import type { Member } from "./node.ts";

/** So many keys are compared with each other faster than they are put into a set. */
const FEW = 12;

/** Whether a key stands twice among the members of an object. */
export function hasNamesakes(members: readonly Member[]): boolean {
  if (members.length > FEW) return new Set(members.map(({ key }) => key.value)).size < members.length;
  for (let i = 1; i < members.length; i++) {
    const name = members[i]?.key.value;
    for (let j = 0; j < i; j++) if (members[j]?.key.value === name) return true;
  }
  return false;
}
