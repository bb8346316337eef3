import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Execution, type Frame, type ScopeKind, scopesOf, withScope } from "../engine/index.ts";
import type { Json } from "../language/index.ts";
import { type Iteration, iterationAt } from "./iterations.ts";
import type { References } from "./references.ts";
import { type Container, expandable, type Rows } from "./variables.ts";

const hints: { readonly [K in ScopeKind]?: string } = {
  input: "arguments",
  output: "returnValue",
  variables: "locals",
};

/** The scopes of a frame. `wanted` is the result that a task waits for, to be written by the user. */
export function scopesFor(
  execution: Execution,
  frame: Frame,
  wanted: Json | undefined,
  references: References<Container>,
): DebugProtocol.Scope[] {
  const language = frame.visit.state.queryLanguage;
  const scopes = scopesOf(execution, frame).flatMap(({ kind, label, value, expression }) => {
    const isEditable = withScope(frame, kind, value) !== undefined;
    const container = containerOf(
      {
        value,
        language,
        ...(expression !== undefined && { expression }),
        ...((kind === "variables" || kind === "outer") && { areVariables: true }),
        place: { frame: frame.id, scope: kind, way: [] },
        ...(!isEditable && { isFixed: true }),
      },
      kind,
    );
    const shown = scopeOf(label, container, references);
    const hint = hints[kind];
    return [{ ...shown, ...(hint && { presentationHint: hint }) }];
  });
  if (wanted === undefined) return scopes;
  const answer: Container = {
    value: wanted,
    only: "result",
    language,
    place: { frame: frame.id, scope: "answer", way: [] },
  };
  return [{ name: "Result (to be given)", variablesReference: references.add(answer), expensive: false }, ...scopes];
}

/** The iterations of a Map state, which are shown page by page. */
export function iterationsScope(
  execution: Execution,
  map: Frame,
  references: References<Container>,
): DebugProtocol.Scope | undefined {
  const { children, visit } = map;
  if (!children?.items) return undefined;
  const rows: Rows = { count: children.count, at: (index) => rowOf(iterationAt(execution, map, index)) };
  const container: Container = { value: [], rows, language: visit.state.queryLanguage };
  const name = `Iterations (${children.ended} of ${children.count} done)`;
  return { name, variablesReference: references.add(container), indexedVariables: children.count, expensive: false };
}

function rowOf(iteration: Iteration | undefined): { readonly text: string; readonly value: Json } {
  if (!iteration) return { text: "", value: null };
  const { index: _, status, at, ...values } = iteration;
  return { text: at === undefined ? status : `${status}: ${at}`, value: { status, ...values } };
}

/** The values of the execution as a whole. */
export function executionScopes(
  { options, program, state, log }: Execution,
  references: References<Container>,
): DebugProtocol.Scope[] {
  const language = program.machine.source.queryLanguage;
  const facts = { seed: options.seed, type: options.type, status: state.status, events: log.length };
  return [
    scopeOf("Execution input", containerOf({ value: options.input.value, language }, "input"), references),
    scopeOf("Execution", { value: facts, language }, references),
  ];
}

/** A scope shows the members of its value; one that has none is shown as a whole. */
function containerOf(container: Container, name: string): Container {
  const { value } = container;
  const hasMembers = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return hasMembers || container.areVariables ? container : { ...container, only: name };
}

function scopeOf(name: string, container: Container, references: References<Container>): DebugProtocol.Scope {
  if (container.only !== undefined) return { name, variablesReference: references.add(container), expensive: false };
  const { variablesReference, indexedVariables } = expandable(container, references);
  const reference = variablesReference || references.add(container);
  return { name, variablesReference: reference, expensive: false, ...(indexedVariables && { indexedVariables }) };
}
