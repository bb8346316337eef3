import { isJsonObject, type Json, type JsonObject, type QueryLanguage, type Roots } from "../language/index.ts";
import { contextObject } from "./context-object.ts";
import type { Execution } from "./execution.ts";
import type { Frame } from "./frame.ts";
import type { Phase } from "./program.ts";
import { errorOutput } from "./states-error.ts";

/** A group of values that a state has at a moment. */
export interface Scope {
  readonly kind: ScopeKind;
  /** For people: `State input`, `Arguments`, `After ResultPath`. */
  readonly label: string;
  readonly value: Json;
  /** The expression of the state's language that gives the value at this moment: `$states.input`, `$`. */
  readonly expression?: string;
}

export type ScopeKind =
  | "input"
  | "arguments"
  /** Fields that set how the work is done, as far as they had to be computed. */
  | "settings"
  | "result"
  /** What flows between two of the others, such as the effective input. */
  | "flow"
  | "output"
  | "error"
  /** What the state sets, which others see when it is left. */
  | "assigned"
  | "variables"
  /** Variables of the scopes around, which can be read only. */
  | "outer"
  | "context";

/** The values that a frame has; what isn't computed yet is absent. */
export function scopesOf(execution: Execution, frame: Frame): readonly Scope[] {
  const { visit, argument, result, error, assigned, variables } = frame;
  const { own, all } = variables;
  const jsonata = visit.state.queryLanguage === "JSONata";
  const outer = Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(own, name)));
  const inputLabel = visit.state.isIteration ? "Item" : "State input";
  const scopes: Scope[] = [
    scope("input", inputLabel, visit.input, jsonata ? "$states.input" : pathTo(frame, visit.input)),
  ];
  const flow = flowing(frame);
  if (flow?.kind !== "arguments" && argument !== undefined && argument !== visit.input) {
    scopes.push(scope("arguments", argumentsLabel(frame), argument, undefined));
  }
  if (result !== undefined && !error) {
    scopes.push(scope("result", "Result", result, jsonata ? "$states.result" : pathTo(frame, result)));
  }
  if (flow) scopes.push({ ...flow, ...(!jsonata && { expression: "$" }) });
  const settings = computedSettings(frame);
  if (Object.keys(settings).length > 0) scopes.push(scope("settings", "Computed fields", settings, undefined));
  if (error) scopes.push(scope("error", "Error", errorOutput(error), jsonata ? "$states.errorOutput" : undefined));
  if (assigned) scopes.push(scope("assigned", "Assigned (seen from the next state on)", assigned, undefined));
  scopes.push(scope("variables", "Variables", own, undefined));
  if (Object.keys(outer).length > 0) scopes.push(scope("outer", "Variables of the scopes around", outer, undefined));
  scopes.push(scope("context", "Context", contextOf(execution, frame), jsonata ? "$states.context" : "$$"));
  return scopes;
}

function scope(kind: ScopeKind, label: string, value: Json, expression: string | undefined): Scope {
  return { kind, label, value, ...(expression !== undefined && { expression }) };
}

function computedSettings({ settings, visit }: Frame): JsonObject {
  const written = visit.state.settings;
  return Object.fromEntries(Object.entries(settings).filter(([field, value]) => written[field] !== value));
}

/** In JSONPath `$` is what flows, whatever name it goes by. */
const pathTo = ({ data }: Frame, value: Json): string | undefined => (data === value ? "$" : undefined);

/** What flows, where it is none of the input and the result: it is named by the phase that it came out of. */
function flowing(frame: Frame): Pick<Scope, "kind" | "label" | "value"> | undefined {
  const { data: value, visit, result, error } = frame;
  const { phases } = visit.state;
  if (phases[frame.phase]?.kind === "Exit") return { kind: "output", label: "Output", value };
  if (value === visit.input || value === result || error) return undefined;
  const last = lastThatFlows(frame);
  if (last?.kind === "Parameters") return { kind: "arguments", label: last.field, value };
  if (last?.kind === "Output") return { kind: "output", label: "Output", value };
  return { kind: "flow", label: last ? `After ${last.kind}` : "Value", value };
}

/** Phases whose outcome flows on. */
const flows: ReadonlySet<Phase["kind"]> = new Set([
  "InputPath",
  "Parameters",
  "ItemSelector",
  "ResultSelector",
  "ResultPath",
  "Output",
  "OutputPath",
]);

function lastThatFlows({ visit, phase }: Frame): Phase | undefined {
  return visit.state.phases.findLast(({ kind }, index) => index < phase && flows.has(kind));
}

const argumentsLabel = ({ visit }: Frame): string => {
  const given = visit.state.phases.find((phase) => phase.kind === "Parameters");
  return given?.kind === "Parameters" ? given.field : "Effective input";
};

/** The frame with another value in a scope; undefined where this can't be changed, or not at this moment. */
export function withScope(frame: Frame, kind: ScopeKind, value: Json): Frame | undefined {
  const { visit, phase, result, data, variables } = frame;
  if (frame.waiting) return undefined;
  switch (kind) {
    case "input":
      return phase === 0 && !visit.state.isIteration
        ? { ...frame, visit: { ...visit, input: value }, data: value }
        : undefined;
    case "result":
      return { ...frame, result: value, ...(data === result && { data: value }) };
    case "arguments":
    case "flow":
    case "output":
      return flowing(frame)?.kind === kind ? { ...frame, data: value } : undefined;
    case "variables":
      return isJsonObject(value)
        ? { ...frame, variables: { own: value, all: { ...variables.all, ...value } } }
        : undefined;
    case "assigned":
      return isJsonObject(value) ? { ...frame, assigned: value } : undefined;
    default:
      return undefined;
  }
}

/** What paths of the state start from at this moment: `$`, `$$` and the variables. */
export function rootsAt(execution: Execution, frame: Frame): Roots {
  const { all } = frame.variables;
  return {
    input: frame.data,
    context: () => contextOf(execution, frame),
    variable: (name) => (Object.hasOwn(all, name) ? all[name] : undefined),
    timeLimit: execution.options.timeLimit,
  };
}

/** What `$states` holds at this moment: all that there is, where a field would see only a part of it. */
export function statesAt(execution: Execution, frame: Frame): JsonObject {
  const { visit, result, error } = frame;
  return {
    input: visit.input,
    ...(result !== undefined && !error && { result }),
    ...(error && { errorOutput: errorOutput(error) }),
    context: contextOf(execution, frame),
  };
}

/** The context object as a frame sees it. */
export const contextOf = (execution: Execution, frame: Frame): JsonObject => contextObject(execution, frame);

/** The expression for a member or item of the value that an expression gives: `$.a` for `$` and `a`. */
export function memberExpression(parent: string, key: string | number, language: QueryLanguage): string {
  if (typeof key === "number") return `${parent}[${key}]`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `${parent}.${key}`;
  return language === "JSONata" ? `${parent}.\`${key}\`` : `${parent}['${key.replaceAll(/['\\]/g, "\\$&")}']`;
}
