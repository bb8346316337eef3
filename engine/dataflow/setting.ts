import {
  evaluateIntrinsic,
  evaluatePath,
  evaluateTemplate,
  fillTemplate,
  type Json,
  type JsonPath,
  jsonText,
  pathFault,
  type Template,
} from "../../language/index.ts";
import { evaluationOf } from "../evaluation.ts";
import {
  evaluate,
  evaluated,
  fail,
  go,
  locate,
  type Outcome,
  type PhaseBehaviour,
  rootsOf,
  type Turn,
} from "../outcome.ts";
import { didThen } from "../service-changes.ts";
import { runtimeError, type StatesError } from "../states-error.ts";
import { settings } from "./settings.ts";

/**
 * Computes a field that sets how the work is done, and keeps it under the field's plain name: `MaxConcurrencyPath`
 * under `MaxConcurrency`.
 */
export const setting: PhaseBehaviour<"Setting"> = {
  run(turn, { field, source }) {
    switch (source.kind) {
      case "literal":
        return keep(turn, field, source.value, undefined);
      case "path":
        return fromPath(turn, field, source.path);
      case "intrinsic": {
        const result = evaluateIntrinsic(source.call, rootsOf(turn, turn.frame.data), evaluationOf(turn));
        return result.ok ? keep(turn, field, result.value, undefined) : fail(turn.frame, runtimeError(result.message));
      }
      case "template":
        return fromTemplate(turn, field, source.template);
    }
  },
  resume(turn, { field, source }, answer) {
    if (answer.kind !== "evaluated" || source.kind !== "template") return { kind: "arranged" };
    const { template } = source;
    if (template.language !== "JSONata") return { kind: "arranged" };
    const located = locate(template, field);
    const values = evaluated(located, answer.results);
    if (!values.ok) return fail(turn.frame, values.error);
    const only = template.whole ? located[0]?.expression.text : undefined;
    return keep(turn, field, fillTemplate(template, values.values), undefined, only);
  },
};

function fromPath(turn: Turn, field: string, path: JsonPath): Outcome {
  const input = turn.frame.data;
  const found = evaluatePath(path, rootsOf(turn, input));
  if (found.found) return keep(turn, field, found.value, path);
  const known = found.fault.kind === "late" ? undefined : checkOf(field)?.missing?.(path.text, jsonText(input));
  const text = known ?? `Invalid path '${path.text}' : ${pathFault(found)}`;
  return fail(turn.frame, runtimeError(text));
}

function fromTemplate(turn: Turn, field: string, template: Template): Outcome {
  if (template.language === "JSONata") {
    if (template.expressions.length === 0) return keep(turn, field, template.value, undefined);
    return evaluate(turn, locate(template, field));
  }
  const filled = evaluateTemplate(template, rootsOf(turn, turn.frame.data), evaluationOf(turn));
  return filled.ok ? keep(turn, field, filled.value, undefined) : fail(turn.frame, runtimeError(filled.message));
}

function keep(turn: Turn, field: string, value: Json, path: JsonPath | undefined, expression?: string): Outcome {
  const { frame } = turn;
  const name = field.replace(/Path$/, "").replace(/\/Parameters$/, "/Arguments");
  const origin = { path: path?.text, expression, takesObject: mapsOverObjects(turn) };
  const checked = checkOf(field)?.check?.(value, origin);
  if (checked && !checked.ok) return fail(frame, checked.error satisfies StatesError);
  return go({ ...frame, settings: { ...frame.settings, [name]: checked ? checked.value : value } });
}

/** Whether the state is a Map that goes through the members of an object. */
export const mapsOverObjects = ({ world, frame }: Turn): boolean =>
  frame.visit.state.distributed !== undefined && didThen(world, "mapOverObjects");

/** A field of an object within the state is checked like one of the state itself. */
const checkOf = (field: string) => settings[field.slice(field.lastIndexOf("/") + 1)];
