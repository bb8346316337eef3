import type {
  EvaluationResult,
  Json,
  JsonataExpression,
  JsonataTemplate,
  JsonObject,
  Roots,
} from "../language/index.ts";
import { contextObject } from "./context-object.ts";
import type { Answer } from "./effect.ts";
import { request, type World } from "./execution.ts";
import type { Draft, Frame } from "./frame.ts";
import type { Phase, PhaseKind, Target } from "./program.ts";
import { queryError, type StatesError } from "./states-error.ts";

/** One move of one frame, as a phase sees it. */
export interface Turn {
  readonly world: World;
  readonly frame: Frame;
  readonly now: number;
  /** Whether the frame is this turn's alone: the phase before has just made it. */
  readonly isDraft: boolean;
}

/** What a phase came to; the frame in it is what the next one begins with. */
export type Outcome =
  /** On to the next phase, or to the one given. */
  | { readonly kind: "go"; readonly frame: Frame; readonly to: number | undefined }
  /** The phase goes on with an answer. */
  | { readonly kind: "wait"; readonly frame: Frame }
  | { readonly kind: "fail"; readonly frame: Frame; readonly error: StatesError }
  /** The state is done; `event` is the last one that its strand has written. */
  | { readonly kind: "leave"; readonly frame: Frame; readonly to: Target; readonly event: number }
  /** Everything is arranged already. */
  | { readonly kind: "arranged" };

/** How a kind of phase is carried out. */
export interface PhaseBehaviour<K extends PhaseKind> {
  run(turn: Turn, phase: Extract<Phase, { readonly kind: K }>): Outcome;
  /** Set for phases that ask the world around for something. */
  resume?(turn: Turn, phase: Extract<Phase, { readonly kind: K }>, answer: Answer, effect: number): Outcome;
}

/** The move that begins the work: its frame is the behaviour's own. */
export interface WorkTurn extends Turn {
  readonly frame: Draft;
}

/** The work of a state type, between what it takes and what it gives. */
export interface Behaviour {
  act(turn: WorkTurn): Outcome;
  resume?(turn: Turn, answer: Answer, effect: number): Outcome;
}

/** The frame of a turn, to be changed: a copy unless it is the turn's own. */
export const draftOf = ({ frame, isDraft }: Turn): Draft => (isDraft ? frame : { ...frame });

export const go = (frame: Frame, to?: number): Outcome => ({ kind: "go", frame, to });
export const fail = (frame: Frame, error: StatesError): Outcome => ({ kind: "fail", frame, error });

/** What a state's paths start from; `input` is what `$` means there. */
export function rootsOf(turn: Turn, input: Json): Roots {
  const { all } = turn.frame.variables;
  return {
    input,
    context: () => contextObject(turn.world, turn.frame),
    variable: (name) => (Object.hasOwn(all, name) ? all[name] : undefined),
    timeLimit: turn.world.options.timeLimit,
  };
}

/** An expression of a state, and where it stands: `Output/a[0]`. */
export interface Located {
  readonly expression: JsonataExpression;
  readonly location: string;
}

/** The expressions of a template with their places in the state: `field` is the template's own. */
export function locate({ expressions }: JsonataTemplate, field: string): readonly Located[] {
  return expressions.map(({ expression, location }) => ({
    expression,
    location: location === "" ? field : `${field}/${location}`,
  }));
}

/** Asks for expressions to be evaluated; the phase resumes with their values. Reference, section 2.4. */
export function evaluate(turn: Turn, expressions: readonly Located[], more?: JsonObject): Outcome {
  const { world, frame } = turn;
  const effect = request(world, frame.id, {
    kind: "evaluate",
    expressions: expressions.map(({ expression }) => expression),
    states: { input: frame.visit.input, ...more, context: contextObject(world, frame) },
    variables: frame.variables.all,
  });
  return { kind: "wait", frame: { ...frame, waiting: { on: "evaluation", effect } } };
}

export type Evaluated =
  | { readonly ok: true; readonly values: readonly Json[] }
  | { readonly ok: false; readonly error: StatesError };

/** The values that came back, or the service's text for the first that could not be had. Reference, section 5. */
export function evaluated(expressions: readonly Located[], results: readonly EvaluationResult[]): Evaluated {
  const values: Json[] = [];
  for (const [index, { expression, location }] of expressions.entries()) {
    const result = results[index];
    const problem = result ? problemOf(result) : "was not evaluated.";
    if (problem !== undefined) {
      const what = `The JSONata expression '${expression.text}' specified for the field '${location}'`;
      return { ok: false, error: queryError(`${what} ${problem}`, location) };
    }
    if (result?.kind === "value") values.push(result.value);
  }
  return { ok: true, values };
}

function problemOf(result: EvaluationResult): string | undefined {
  switch (result.kind) {
    case "value":
      return undefined;
    case "undefined":
      return "returned nothing (undefined).";
    case "unsupported":
      return "returned an unsupported result type.";
    case "error":
      return `threw an error during evaluation${result.code === undefined ? ":" : "."} ${result.message}`;
  }
}
