import type { State, StateMachine } from "../language/index.ts";
import { type Draft, fieldValue } from "./compile/draft.ts";
import { addCatchers, addRetriers } from "./compile/handlers.ts";
import { distributedOf, iterationOf, selectionOf } from "./compile/map.ts";
import { addPhases } from "./compile/phases.ts";
import type { Program, ProgramMachine, ProgramState } from "./program.ts";

export interface CompileOptions {
  /** What stands for the placeholders of the definition: `${Table}` is `substitutions.Table`. */
  readonly substitutions?: { readonly [name: string]: string };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Makes a machine ready to run. It never fails: what the text lacks, or what can't be read in it, shows when an
 * execution comes to it. Iterative, since machines may be nested as deep as the text is.
 */
export function compile(machine: StateMachine, { substitutions = {} }: CompileOptions = {}): Program {
  const shells = new Map<State, Writable<ProgramState>>();
  const machines = new Map<StateMachine, Writable<ProgramMachine>>();
  const pending = [machine];
  for (let source = pending.pop(); source; source = pending.pop()) {
    machines.set(source, { source, start: undefined });
    for (const state of source.states.values()) {
      shells.set(state, shellOf(state));
      for (const child of state.children) pending.push(child);
    }
  }
  for (const [source, made] of machines) made.start = source.startAt?.target && shells.get(source.startAt.target);
  for (const [state, shell] of shells) {
    const stateNamed = (name: string): ProgramState | undefined => {
      const target = state.machine.states.get(name);
      return target && shells.get(target);
    };
    const draft: Draft = { state, phases: [], settings: {}, substitutions, stateNamed };
    fill(
      shell,
      draft,
      state.children.flatMap((child) => machines.get(child) ?? []),
    );
  }
  const root = machines.get(machine) ?? { source: machine, start: undefined };
  const timeout = timeoutOf(machine, substitutions);
  const states = new Map([...shells.values()].map((state) => [state.path, state]));
  return { machine: root, states, ...(timeout !== undefined && { timeoutSeconds: timeout }) };
}

function shellOf({ name, path, type, queryLanguage }: State): Writable<ProgramState> {
  return {
    name,
    path,
    type: type ?? "Fail",
    queryLanguage,
    phases: [],
    settings: {},
    firstOfAttempt: 1,
    retriers: [],
    catchers: [],
    throwAt: 0,
    machines: [],
    isIteration: false,
  };
}

function fill(shell: Writable<ProgramState>, draft: Draft, machines: readonly ProgramMachine[]): void {
  const { state, phases, settings } = draft;
  addPhases(draft);
  if (!state.type)
    phases.push({ kind: "Broken", field: "Type", problem: "no such type of state.", span: state.node.span });
  shell.retriers = addRetriers(draft);
  shell.catchers = addCatchers(draft);
  shell.throwAt = phases.length;
  phases.push({ kind: "Throw", span: state.nameNode.span });
  shell.phases = phases;
  shell.settings = settings;
  shell.machines = machines;
  const resource = fieldValue(draft, state.node, "Resource");
  if (typeof resource === "string") shell.resource = resource;
  const result = state.type === "Pass" ? fieldValue(draft, state.node, "Result") : undefined;
  if (result !== undefined && state.queryLanguage === "JSONPath") shell.result = result;
  if (state.type === "Map") fillMap(shell, draft);
}

function fillMap(shell: Writable<ProgramState>, draft: Draft): void {
  const distributed = distributedOf(draft);
  const label = fieldValue(draft, draft.state.node, "Label");
  if (typeof label === "string") shell.label = label;
  if (distributed) shell.distributed = distributed;
  shell.selection = selectionOf(shell, draft);
  shell.iteration = iterationOf(shell, draft);
}

function timeoutOf(machine: StateMachine, substitutions: { readonly [name: string]: string }): number | undefined {
  const node = machine.node.members.find(({ key }) => key.value === "TimeoutSeconds")?.value;
  if (node?.kind === "literal" && typeof node.value === "number") return node.value;
  const text = node?.kind === "string" ? substitutions[node.value.slice(2, -1)] : undefined;
  return text !== undefined && Number(text) > 0 ? Number(text) : undefined;
}
