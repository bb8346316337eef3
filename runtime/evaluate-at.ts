import { type Frame, randomSequence, rootsAt, statesAt, uuidFrom } from "../engine/index.ts";
import { digest, startTimeLimit } from "../evaluation/index.ts";
import {
  type Evaluation,
  evaluateIntrinsic,
  evaluateJsonata,
  evaluatePath,
  type Json,
  type JsonObject,
  jsonataSource,
  parseIntrinsic,
  parseJsonata,
  parsePath,
  pathFault,
  type QueryLanguage,
  type TimeLimit,
} from "../language/index.ts";
import { absentInJsonata, absentInPath } from "./absent-names.ts";
import type { Driver } from "./driver.ts";

/** What an expression gives; a value of undefined where it is right and names nothing. */
export type EvaluatedAt =
  | {
      readonly ok: true;
      readonly value: Json | undefined;
      /** The name in it that nothing has, as a sentence, where it names nothing. */
      readonly absent?: string;
    }
  /** `isAbsent`: it is a path to what isn't there. */
  | { readonly ok: false; readonly message: string; readonly isAbsent?: boolean };

/** How an expression is evaluated: in the state's query language, and within the service's own limit unless given. */
export interface EvaluateAtOptions {
  readonly language?: QueryLanguage;
  readonly milliseconds?: number;
  /** Variables besides those of the state, by their names without `$`. */
  readonly variables?: JsonObject;
}

/**
 * Evaluates an expression of a person as the state would at this moment, in the state's query language: a path or an
 * intrinsic function, or JSONata with or without its marks. `$states` holds what there is in paths too: an error has the same
 * name in both languages. The execution stays as it is: chance is a sequence of its own.
 */
export async function evaluateAt(
  driver: Driver,
  frame: Frame,
  text: string,
  { language = frame.visit.state.queryLanguage, milliseconds, variables = {} }: EvaluateAtOptions = {},
): Promise<EvaluatedAt> {
  const written = text.trim();
  if (written === "") return { ok: false, message: "There is nothing to evaluate." };
  if (language === "JSONata") return evaluateInJsonata(driver, frame, written, variables, startTimeLimit(milliseconds));
  return evaluateInPaths(driver, frame, written, variables);
}

/** What is wrong with the way an expression is written, before there is anything to evaluate it with. */
export function expressionFault(text: string, language: QueryLanguage): string | undefined {
  const written = text.trim();
  if (written === "") return "There is nothing to evaluate.";
  const parsed =
    language === "JSONata"
      ? parseJsonata(jsonataSource(written)?.source ?? written)
      : written.startsWith("States.")
        ? parseIntrinsic(written)
        : written.startsWith("$")
          ? parsePath(written)
          : { ok: false as const, problem: { message: noPath(written) } };
  return parsed.ok ? undefined : parsed.problem.message;
}

const noPath = (text: string): string =>
  `"${text}" isn't a valid JSONPath: write a path such as $.order.id, or an intrinsic function such as States.Format('{}', $.order.id).`;

async function evaluateInJsonata(
  driver: Driver,
  frame: Frame,
  text: string,
  more: JsonObject,
  limit: TimeLimit,
): Promise<EvaluatedAt> {
  const parsed = parseJsonata(jsonataSource(text)?.source ?? text);
  if (!parsed.ok) return { ok: false, message: parsed.problem.message };
  const bindings = { states: statesAt(driver.engine.execution, frame), variables: { ...frame.variables.all, ...more } };
  const result = await evaluateJsonata(parsed.value, bindings, evaluationFor(driver), { limit });
  switch (result.kind) {
    case "value":
      return { ok: true, value: result.value };
    case "undefined": {
      const known = { ...bindings.variables, states: bindings.states };
      const absent = absentInJsonata(parsed.value.uses, { variables: known });
      return { ok: true, value: undefined, ...(absent !== undefined && { absent }) };
    }
    case "unsupported":
      return { ok: false, message: "The expression gives a function: call it." };
    case "error":
      return { ok: false, message: result.message };
  }
}

function evaluateInPaths(driver: Driver, frame: Frame, text: string, more: JsonObject): EvaluatedAt {
  const { execution } = driver.engine;
  const given = rootsAt(execution, frame);
  const variable = (name: string): Json | undefined => {
    if (Object.hasOwn(more, name)) return more[name];
    return given.variable(name) ?? (name === "states" ? statesAt(execution, frame) : undefined);
  };
  const roots = { ...given, variable };
  if (text.startsWith("States.")) {
    const call = parseIntrinsic(text);
    if (!call.ok) return { ok: false, message: call.problem.message };
    return evaluateIntrinsic(call.value, roots, evaluationFor(driver));
  }
  if (!text.startsWith("$")) return { ok: false, message: noPath(text) };
  const path = parsePath(text);
  if (!path.ok) return { ok: false, message: path.problem.message };
  const found = evaluatePath(path.value, roots);
  if (found.found) return { ok: true, value: found.value };
  const variables = { ...frame.variables.all, ...more };
  const absent = absentInPath(path.value, { variables, input: given.input, context: given.context() });
  return {
    ok: false,
    message: `${pathFault(found)}.${absent === undefined ? "" : ` ${absent}`}`,
    isAbsent: found.fault.kind === "missing" || found.fault.kind === "unassigned",
  };
}

function evaluationFor({ engine, now }: Driver): Evaluation {
  const random = randomSequence(engine.execution.options.seed, -1);
  return { now, random, uuid: () => uuidFrom(random), hash: digest };
}
