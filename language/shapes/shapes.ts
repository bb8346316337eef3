import type { Catalogue } from "../catalogue/index.ts";
import { type VariableFlow, variableFlow } from "../flow/index.ts";
import { isTerminal, type Model, type State, type StateMachine } from "../model/index.ts";
import { valueAt } from "../syntax/index.ts";
import { derived } from "../text/index.ts";
import { contextShape } from "./context-shape.ts";
import { type Growing, growing } from "./growing.ts";
import type { KnownShapes } from "./known-shapes.ts";
import { type DataShape, isNothing, nothing, opened, unknown } from "./shape.ts";
import { type AssignedShapes, assignedShapes, assignRoots, catcherRoots } from "./state-roots.ts";
import {
  caughtShape,
  chosenShape,
  iterationShape,
  rootsFor,
  type StateContext,
  type StateShapes,
  stateShapes,
} from "./state-shapes.ts";
import { type Step, type Steps, stepsOf } from "./steps.ts";

/** What is known of the data of a document's machines. */
export interface Shapes {
  /** What a state gets. */
  inputOf(state: State): DataShape;
  /** All data of a state, in the order in which they come to be. */
  of(state: State): StateShapes;
  /** What a variable holds when a state reads it. */
  variable(state: State, name: string): DataShape;
  /** What the shapes of a state's expressions depend on besides its own data. */
  readonly around: StateContext;
}

/** What shapes are inferred from. */
export interface ShapeSources {
  readonly model: Model;
  readonly catalogue?: Catalogue;
  readonly data?: KnownShapes;
  /** Whether expressions are read only where they may give objects whose members are all known. */
  readonly isQuick?: boolean;
}

/** The shapes that follow from a document alone, computed once for a model: what rules may rely on. */
export const modelShapes: (model: Model) => Shapes = derived((model) => inferShapes({ model, isQuick: true }));

/** What has been found so far, and what is still to be looked at. */
interface Inference {
  readonly flow: VariableFlow;
  readonly around: StateContext;
  readonly steps: Steps;
  readonly inputs: Growing<State>;
  readonly outputs: Growing<StateMachine>;
  readonly variables: VariableShapes;
  /** What was found when a state was last looked at. */
  readonly states: Map<State, StateShapes>;
}

/**
 * Follows the data from the start of each machine until nothing new comes: each state once for each change of what it
 * gets, in the order of the flow, machines within a state between its beginning and its end.
 */
export function inferShapes(sources: ShapeSources): Shapes {
  const { model, data } = sources;
  const first = data?.input && !isNothing(data.input) ? opened(data.input) : unknown;
  const inference = begin(sources, first);
  const { steps, inputs, around, states } = inference;
  for (const { startAt } of model.machines) enter(inference, startAt?.target, first);
  for (let wasDue = true; wasDue; ) {
    wasDue = false;
    for (const step of steps.inOrder) {
      if (!step.isDue) continue;
      step.isDue = false;
      wasDue = true;
      carryOut(inference, step);
    }
  }
  steps.end();
  return {
    inputOf: (state) => inputs.get(state) ?? unknown,
    of: (state) => states.get(state) ?? stateShapes(state, unknown, around),
    variable: around.variable,
    around,
  };
}

function begin({ model, catalogue, data, isQuick = false }: ShapeSources, first: DataShape): Inference {
  const flow = variableFlow(model);
  const outputs = growing<StateMachine>();
  const variables: VariableShapes = new Map();
  const usual = contextShape(first, unknown);
  const steps = stepsOf(model);
  const around: StateContext = {
    ...(catalogue && { catalogue }),
    ...(data && { data }),
    isQuick,
    context: (item) => (item && item !== unknown ? contextShape(first, item) : usual),
    variable(state, name) {
      for (let scope = flow.scopes.get(state.machine); scope; scope = scope.outer) {
        if (scope.isOpen) return unknown;
        if (!scope.assigned.has(name)) continue;
        steps.reads(state, scope, name);
        return variables.get(scope.machine)?.get(name) ?? nothing;
      }
      return unknown;
    },
    outputs: ({ children }) => children.map((child) => outputs.get(child) ?? nothing),
  };
  return { flow, around, steps, inputs: growing(), outputs, variables, states: new Map() };
}

/** What the variables of each machine hold, by their names. */
type VariableShapes = Map<StateMachine, Growing<string>>;

function enter({ inputs, steps }: Inference, state: State | undefined, shape: DataShape): void {
  if (state && inputs.add(state, shape)) steps.enter(state);
}

function carryOut(inference: Inference, { state, kind }: Step): void {
  const { around, inputs, steps, states } = inference;
  const shapes = stateShapes(state, inputs.get(state) ?? nothing, around);
  states.set(state, shapes);
  if (kind === "leave" || state.children.length === 0) {
    leave(inference, state, shapes);
    return;
  }
  const given = state.type === "Map" ? iterationShape(state, shapes, around) : shapes.work;
  for (const child of state.children) enter(inference, child.startAt?.target, given);
  steps.leave(state);
}

function leave(inference: Inference, state: State, shapes: StateShapes): void {
  const { around, outputs, steps } = inference;
  for (const { target, kind, source } of state.transitions) {
    const own = kind === "catch" || kind === "choice" ? valueAt(source, "Assign") : undefined;
    if (kind === "catch") {
      enter(inference, target, caughtShape(state, source, shapes.input, around));
      if (own) assign(inference, state, assignedShapes(state, own, catcherRoots(state, shapes, around)));
    } else if (kind === "choice") {
      enter(inference, target, chosenShape(state, source, shapes, around));
      if (own) assign(inference, state, assignedShapes(state, own, rootsFor(state, shapes.effective, around)));
    } else enter(inference, target, shapes.output);
  }
  const own = state.field("Assign");
  if (own) assign(inference, state, assignedShapes(state, own, assignRoots(state, shapes, around)));
  const { owner } = state.machine;
  const gives = isTerminal(state) && state.type !== "Fail";
  if (gives && outputs.add(state.machine, shapes.output) && owner) steps.leave(owner);
}

function assign({ flow, variables, steps }: Inference, state: State, shapes: AssignedShapes): void {
  const scope = flow.scopes.get(state.machine);
  if (!scope || shapes.size === 0) return;
  const known = variables.get(state.machine) ?? growing<string>();
  variables.set(state.machine, known);
  for (const [name, { shape }] of shapes) if (known.add(name, shape)) steps.changed(scope, name);
}
