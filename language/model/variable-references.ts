import { evaluatedTexts } from "./evaluated-text.ts";
import type { Part } from "./part.ts";
import { variableReads } from "./variable-reads.ts";

/**
 * The variables that states read, by the states' names and in alphabetical order: what DescribeStateMachine calls
 * `variableReferences`. States that read none are left out; those of branches and processors stand beside the others.
 * Reference, section 11.1.
 */
export function variableReferences(parts: readonly Part[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const part of parts) {
    if (!part.state) continue;
    for (const text of evaluatedTexts(part)) {
      for (const { name, isFunction } of variableReads(text)) {
        if (isFunction) continue;
        const names = found.get(part.state.name) ?? new Set();
        found.set(part.state.name, names.add(name));
      }
    }
  }
  return new Map([...found].map(([state, names]) => [state, [...names].toSorted()]));
}
