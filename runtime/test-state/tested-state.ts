import {
  analyze,
  creationError,
  notations,
  type ServiceError,
  type State,
  type StateMachine,
  validateDefinition,
} from "../../language/index.ts";
import { invalid, type TestStateRequest } from "./request.ts";

/** The state that a request is about. */
export interface TestedState {
  readonly state: State;
  /** A machine that has this state only: what it leads to doesn't matter. */
  readonly machine: StateMachine;
}

/** What the service calls a state that is tested, whatever its name is. */
const NAME = "StateName";

/** A state by itself leads to states that aren't there. */
const NEIGHBOURS: readonly string[] = [
  "next-unknown-state",
  "default-unknown-state",
  "unreachable-state",
  "terminal-unreachable",
  "no-terminal-state",
];

/** Finds the state, or says in the service's words why there is none. */
export function testedState({ definition, stateName }: TestStateRequest): TestedState | ServiceError {
  if (stateName === undefined) return loneState(definition);
  const refusal = creationError(validateDefinition(definition, "STANDARD"));
  if (refusal) return refusal;
  const { model } = analyze({ uri: "definition:", version: 0, notation: notations.json, text: definition });
  const found = model.states.find(({ name }) => name === stateName);
  if (!found) return invalid("State not found in definition");
  const { start, end } = found.node.span;
  return onlyState(wrapped(definition.slice(start, end), found.machine.queryLanguage));
}

function loneState(definition: string): TestedState | ServiceError {
  const own = validateDefinition(definition, "STANDARD");
  const unreadable = own.diagnostics.filter(({ rule }) => rule === "json-syntax" || rule === "root-not-object");
  const refusal = creationError({ ...own, diagnostics: unreadable });
  if (refusal) return refusal;
  const text = wrapped(definition, undefined);
  return creationError(validateDefinition(text, "STANDARD", NEIGHBOURS)) ?? onlyState(text);
}

/** The text of a machine around that of a state. */
function wrapped(state: string, queryLanguage: string | undefined): string {
  const language = queryLanguage === undefined ? "" : `"QueryLanguage":"${queryLanguage}",`;
  return `{${language}"StartAt":"${NAME}","States":{"${NAME}":${state}}}`;
}

function onlyState(text: string): TestedState {
  const { model } = analyze({ uri: "definition:", version: 0, notation: notations.json, text });
  const [machine] = model.machines;
  const state = machine?.states.get(NAME);
  if (!machine || !state) throw new Error("a machine was made without its state");
  return { machine, state };
}
