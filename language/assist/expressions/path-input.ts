import {
  type Computed,
  compileTemplate,
  type Evaluation,
  evaluatePath,
  evaluateTemplate,
  parsePath,
  pathFault,
  placeAt,
  type Roots,
  type TimeLimit,
} from "../../expressions/index.ts";
import type { EvaluatedText, State } from "../../model/index.ts";
import { toJson } from "../../syntax/index.ts";
import type { Json } from "../../text/index.ts";
import type { StateData } from "./state-data.ts";

interface PathOptions {
  readonly evaluation: Evaluation;
  readonly limit?: TimeLimit;
}

/** Fields that see the state's input as it came. */
const RAW: readonly string[] = ["InputPath", "ErrorPath", "CausePath"];

/** What `$` is in a field of a JSONPath state: each of the fields before it has had its turn. Reference, section 2.1. */
export function pathInput({ part, field }: EvaluatedText, data: StateData, options: PathOptions): Computed {
  const { state } = part;
  if (part.kind === "Catcher") return given(data.errorOutput ?? data.input);
  if (!state || RAW.includes(field)) return given(data.input);
  const rootsFor = (input: Json): Roots => rootsIn(data, input, options.limit);
  if (field === "ResultSelector" || (field === "Assign" && data.result !== undefined && part.kind === "State")) {
    return given(data.result ?? data.input);
  }
  if (field !== "OutputPath") return selected(state, "InputPath", data.input, rootsFor);
  return combined(state, data, rootsFor, options.evaluation);
}

/** What paths begin with, given what `$` is. */
export function rootsIn(data: StateData, input: Json, limit: TimeLimit | undefined): Roots {
  return {
    input,
    context: () => data.context,
    variable: (name) => (Object.hasOwn(data.variables, name) ? data.variables[name] : undefined),
    ...(limit && { timeLimit: () => limit }),
  };
}

const given = (value: Json): Computed => ({ ok: true, value });

/** The part of a value that a field of the state selects; null stands for an empty object. */
function selected(state: State, field: string, value: Json, rootsFor: (input: Json) => Roots): Computed {
  const node = state.field(field);
  if (node?.kind === "literal" && node.value === null) return given({});
  const path = node?.kind === "string" ? parsePath(node.value) : undefined;
  if (!path?.ok) return given(value);
  const found = evaluatePath(path.value, rootsFor(value));
  return found.found ? given(found.value) : { ok: false, message: `In "${field}": ${pathFault(found)}` };
}

/** The input with the result in its place, as `OutputPath` sees it. */
function combined(state: State, data: StateData, rootsFor: (input: Json) => Roots, evaluation: Evaluation): Computed {
  if (data.result === undefined) return selected(state, "InputPath", data.input, rootsFor);
  const node = state.field("ResultSelector");
  const template = node && compileTemplate(toJson(node), "JSONPath");
  const result =
    template?.ok && template.template.language === "JSONPath"
      ? evaluateTemplate(template.template, rootsFor(data.result), evaluation)
      : given(data.result);
  if (!result.ok) return { ok: false, message: result.message };
  const place = state.field("ResultPath");
  if (place?.kind === "literal" && place.value === null) return given(data.input);
  const path = place?.kind === "string" ? parsePath(place.value) : undefined;
  return path?.ok ? placeAt(path.value, data.input, result.value) : given(result.value);
}
