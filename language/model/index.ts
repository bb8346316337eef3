import type { SyntaxNode } from "../syntax/index.ts";
import { lazy } from "../text/index.ts";
import { buildMachine } from "./build.ts";
import { inlineDefinitions, isTemplate } from "./inline-definition.ts";
import { type Part, partsOf } from "./part.ts";
import type { State, StateMachine, StatePath } from "./state-machine.ts";

export { isDefinition, mayBeDefinition } from "./build.ts";
export {
  type DollarMember,
  dollarMembers,
  type EvaluatedText,
  evaluatedTextAt,
  evaluatedTexts,
  placeWithin,
} from "./evaluated-text.ts";
export { holdsMachines, isMachineResource, isTemplate, mayHoldMachines } from "./inline-definition.ts";
export { expressMapAround, mapMode } from "./map-mode.ts";
export { keptByPart, type Part, stateSpecOf } from "./part.ts";
export { hasPlaceholder, isPlaceholder } from "./placeholder.ts";
export { isTerminal, reachableStates } from "./reachability.ts";
export { referencesIn, referencesTo } from "./references.ts";
export type { Reference, State, StateMachine, StatePath, Transition } from "./state-machine.ts";
export { type StatesField, statesFields } from "./states-variable.ts";
export { mayReadVariables, type VariableRead, variableReads } from "./variable-reads.ts";
export { variableReferences } from "./variable-references.ts";

/** What a document means. Derived from its tree alone; every field is computed at most once, on demand. */
export interface Model {
  readonly root: SyntaxNode;
  /** The machines that stand on their own: one for a definition, several for a template. Empty without an object. */
  readonly machines: readonly StateMachine[];
  /** Those and the machines nested in them. */
  readonly allMachines: readonly StateMachine[];
  /** Every state of every machine, in document order. */
  readonly states: readonly State[];
  readonly parts: readonly Part[];
  stateAt(path: StatePath): State | undefined;
}

/** The model of a document. A definition that is itself part of a document has its JSON Pointer there as `path`. */
export function buildModel(root: SyntaxNode, path = ""): Model {
  const machines = lazy(() => topMachines(root, path));
  const allMachines = lazy(() => machines().flatMap(nestedMachines));
  const states = lazy(() =>
    allMachines()
      .flatMap((machine) => [...machine.states.values()])
      .toSorted(byPlace),
  );
  const parts = lazy(() => machines().flatMap(partsOf));
  const byPath = lazy(() => new Map(states().map((state) => [state.path, state])));
  return {
    root,
    get machines() {
      return machines();
    },
    get allMachines() {
      return allMachines();
    },
    get states() {
      return states();
    },
    get parts() {
      return parts();
    },
    stateAt: (path) => byPath().get(path),
  };
}

function topMachines(root: SyntaxNode, path: string): readonly StateMachine[] {
  if (root.kind !== "object") return [];
  if (!isTemplate(root)) return [buildMachine(root, path)];
  return inlineDefinitions(root).map((definition) => buildMachine(definition.node, definition.path));
}

const byPlace = (a: State, b: State): number => a.nameNode.span.start - b.nameNode.span.start;

/** A machine and all machines within it, outer before inner. Iterative. */
function nestedMachines(root: StateMachine): readonly StateMachine[] {
  const found: StateMachine[] = [];
  const pending = [root];
  for (let machine = pending.pop(); machine; machine = pending.pop()) {
    found.push(machine);
    const children = [...machine.states.values()].flatMap((state) => state.children);
    for (const child of children.toReversed()) pending.push(child);
  }
  return found;
}
