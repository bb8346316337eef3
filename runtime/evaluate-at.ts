import { type Frame, randomSequence, rootsAt, statesAt, uuidFrom } from "../engine/index.ts";
import { digest, startTimeLimit } from "../evaluation/index.ts";
import {
  type Evaluation,
  evaluateIntrinsic,
  evaluateJsonata,
  evaluatePath,
  type Json,
  jsonataSource,
  parseIntrinsic,
  parseJsonata,
  parsePath,
  pathFault,
  type QueryLanguage,
  type TimeLimit,
} from "../language/index.ts";
import type { Driver } from "./driver.ts";

/** What an expression gives; a value of undefined where it is right and names nothing. */
export type EvaluatedAt =
  | { readonly ok: true; readonly value: Json | undefined }
  /** `isAbsent`: it is a path to what isn't there. */
  | { readonly ok: false; readonly message: string; readonly isAbsent?: boolean };

/** How an expression is evaluated: in the state's query language, and within the service's own limit unless given. */
export interface EvaluateAtOptions {
  readonly language?: QueryLanguage;
  readonly milliseconds?: number;
}

/**
 * Evaluates an expression of a person as the state would at this moment, in the state's query language: a path or an
 * intrinsic function, or JSONata with or without its marks. The execution stays as it is: chance is a sequence of its own.
 */
export async function evaluateAt(
  driver: Driver,
  frame: Frame,
  text: string,
  { language = frame.visit.state.queryLanguage, milliseconds }: EvaluateAtOptions = {},
): Promise<EvaluatedAt> {
  const written = text.trim();
  if (written === "") return { ok: false, message: "There is nothing to evaluate." };
  if (language === "JSONata") return evaluateInJsonata(driver, frame, written, startTimeLimit(milliseconds));
  return evaluateInPaths(driver, frame, written);
}

async function evaluateInJsonata(driver: Driver, frame: Frame, text: string, limit: TimeLimit): Promise<EvaluatedAt> {
  const parsed = parseJsonata(jsonataSource(text)?.source ?? text);
  if (!parsed.ok) return { ok: false, message: parsed.problem.message };
  const bindings = { states: statesAt(driver.engine.execution, frame), variables: frame.variables.all };
  const result = await evaluateJsonata(parsed.value, bindings, evaluationFor(driver), { limit });
  switch (result.kind) {
    case "value":
      return { ok: true, value: result.value };
    case "undefined":
      return { ok: true, value: undefined };
    case "unsupported":
      return { ok: false, message: "The expression gives a function: call it." };
    case "error":
      return { ok: false, message: result.message };
  }
}

function evaluateInPaths(driver: Driver, frame: Frame, text: string): EvaluatedAt {
  const roots = rootsAt(driver.engine.execution, frame);
  if (text.startsWith("States.")) {
    const call = parseIntrinsic(text);
    if (!call.ok) return { ok: false, message: call.problem.message };
    return evaluateIntrinsic(call.value, roots, evaluationFor(driver));
  }
  if (!text.startsWith("$")) {
    const message = `"${text}" isn't a valid JSONPath: write a path such as $.order.id, or an intrinsic function such as States.Format('{}', $.order.id).`;
    return { ok: false, message };
  }
  const path = parsePath(text);
  if (!path.ok) return { ok: false, message: path.problem.message };
  const found = evaluatePath(path.value, roots);
  if (found.found) return { ok: true, value: found.value };
  return {
    ok: false,
    message: `${pathFault(found)}.`,
    isAbsent: found.fault.kind === "missing" || found.fault.kind === "unassigned",
  };
}

function evaluationFor({ engine, now }: Driver): Evaluation {
  const random = randomSequence(engine.execution.options.seed, -1);
  return { now, random, uuid: () => uuidFrom(random), hash: digest };
}
