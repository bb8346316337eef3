import {
  isPlaceholder,
  type Model,
  type Reference,
  type State,
  type StateMachine,
  type Transition,
} from "../model/index.ts";
import { derived, lazy, pointer, pointerSteps, type ServiceText } from "../text/index.ts";
import { suggester } from "./closest.ts";
import type { Finding } from "./rule.ts";
import { serviceLocation } from "./service-text.ts";
import { shown } from "./wording.ts";

/** A place that names a state which its machine doesn't have. */
export interface UnknownTarget {
  readonly kind: Kind;
  readonly reference: Reference;
  readonly machine: StateMachine;
  /** A state of this name in another machine of the document. */
  readonly elsewhere: State | undefined;
}

type Kind = "start" | Transition["kind"];

/** The places of these kinds that name no state of their own machine. */
export function unknownTargets(model: Model, wanted: readonly Kind[]): readonly UnknownTarget[] {
  return allUnknownTargets(model).filter(({ kind }) => wanted.includes(kind));
}

const allUnknownTargets = derived((model: Model): readonly UnknownTarget[] => {
  const byName = lazy(() => new Map(model.states.map((state) => [state.name, state])));
  const found: UnknownTarget[] = [];
  const add = (kind: Kind, reference: Reference, machine: StateMachine): void => {
    if (isName(reference)) found.push({ kind, reference, machine, elsewhere: byName().get(reference.name) });
  };
  for (const machine of model.allMachines) {
    const { startAt, states } = machine;
    // Without any state the finding is that: names come later.
    if (states.size === 0) continue;
    if (startAt && !startAt.target) add("start", startAt, machine);
    for (const { transitions } of states.values())
      for (const transition of transitions) if (!transition.target) add(transition.kind, transition, machine);
  }
  return found;
});

const isName = ({ node }: Reference): boolean => node.kind === "string" && !isPlaceholder(node);

/** What rules say about such places, with the name that was probably meant. */
export function unknownTargetFinding(): (target: UnknownTarget) => Finding {
  const suggesters = new Map<StateMachine, (name: string) => string | undefined>();
  return ({ reference, machine, elsewhere }) => {
    const suggest = suggesters.get(machine) ?? suggester(machine.states);
    suggesters.set(machine, suggest);
    const suggestion = suggest(reference.name);
    const advice = suggestion ? `did you mean "${suggestion}"?` : 'add it to "States", or name another one.';
    return {
      at: reference.node,
      message: `There is no state "${shown(reference.name)}" here: ${advice}`,
      ...(elsewhere && { related: relatedTo(elsewhere) }),
      data: { name: reference.name, ...(suggestion && { suggestion }) },
      service: missingTarget(reference, machine),
    };
  };
}

/** Recorded for `Next` of a state; the other fields by analogy. */
export function missingTarget(reference: Reference, machine: StateMachine): ServiceText {
  const path = placeOf(reference, machine);
  const message = `Missing '${pointerSteps(path).at(-1)}' target: ${reference.name}`;
  return { code: "MISSING_TRANSITION_TARGET", message, location: serviceLocation(path) };
}

function placeOf(reference: Reference | Transition, machine: StateMachine): string {
  if (!("kind" in reference)) return pointer(machine.path, "StartAt");
  const { kind, from, order } = reference;
  if (kind === "next" || kind === "default") return pointer(from.path, kind === "next" ? "Next" : "Default");
  return pointer(from.path, kind === "choice" ? "Choices" : "Catch", order, "Next");
}

export function relatedTo(state: State): NonNullable<Finding["related"]> {
  return [{ span: state.nameNode.span, message: `"${shown(state.name)}" stands here, in another machine.` }];
}
