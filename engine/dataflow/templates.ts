import {
  evaluateTemplate,
  fillTemplate,
  isJsonObject,
  type Json,
  type JsonObject,
  type Template,
} from "../../language/index.ts";
import type { Answer } from "../effect.ts";
import { evaluationOf } from "../evaluation.ts";
import { evaluate, evaluated, fail, go, locate, type Outcome, rootsOf, type Turn } from "../outcome.ts";
import type { Phase } from "../program.ts";
import { sizeProblem } from "../size.ts";
import { errorOutput, runtimeError } from "../states-error.ts";
import { unexpectedType } from "./settings.ts";

type TemplatePhase = Extract<Phase, { readonly template: Template }>;

/** A phase that fills a template in: at once under JSONPath, with the answers to its expressions under JSONata. */
interface TemplateBehaviour {
  run(turn: Turn, phase: TemplatePhase): Outcome;
  resume(turn: Turn, phase: TemplatePhase, answer: Answer): Outcome;
}

const withData = ({ frame }: Turn, data: Json): Outcome => go({ ...frame, data });

/** Builds what the state works on: `Parameters`, or `Arguments` in JSONata, which for a task are an object. */
export const parameters = filling(
  ({ frame }) => frame.data,
  (turn, value, { template }) => {
    const { frame } = turn;
    if (template.language !== "JSONata" || !template.whole) return withData(turn, value);
    const [only] = template.expressions;
    if (frame.visit.state.type !== "Task" || !only || isJsonObject(value)) return withData(turn, value);
    return fail(frame, unexpectedType(only.expression.text, "Arguments", "object", value));
  },
);

/** Builds a new result out of the result. */
export const resultSelector = filling(({ frame }) => frame.data, withData);

/** Builds the output of a JSONata state, rule or catcher. */
export const output = filling(({ frame }) => frame.data, withData);

/** Sets variables; they become visible when the state is left. Reference, section 2.6. */
export const assign = filling(
  ({ frame }) => frame.result ?? frame.data,
  ({ world, frame }, value) => {
    const problem = sizeProblem(world, value, frame.visit.state.name);
    if (problem) return fail(frame, { ...problem, terminal: true });
    return go({ ...frame, assigned: { ...frame.assigned, ...(isJsonObject(value) && value) } });
  },
);

/** Builds the input of one iteration; `$` is what the Map state works on. */
export const itemSelector = filling((turn) => parentOf(turn)?.data ?? null, withData);

function filling(
  inputOf: (turn: Turn) => Json,
  then: (turn: Turn, value: Json, phase: TemplatePhase) => Outcome,
): TemplateBehaviour {
  return {
    run(turn, phase) {
      const { template } = phase;
      if (template.language === "JSONata") {
        if (template.expressions.length === 0) return then(turn, template.value, phase);
        return evaluate(turn, locate(template, fieldOf(phase)), statesOf(turn, phase));
      }
      const filled = evaluateTemplate(template, rootsOf(turn, inputOf(turn)), evaluationOf(turn));
      return filled.ok ? then(turn, filled.value, phase) : fail(turn.frame, runtimeError(filled.message));
    },
    resume(turn, phase, answer) {
      const { template } = phase;
      if (answer.kind !== "evaluated" || template.language !== "JSONata") return { kind: "arranged" };
      const values = evaluated(locate(template, fieldOf(phase)), answer.results);
      return values.ok ? then(turn, fillTemplate(template, values.values), phase) : fail(turn.frame, values.error);
    },
  };
}

/** The field as the service names it in its texts: `Choices[0]/Output`. */
function fieldOf(phase: TemplatePhase): string {
  if (phase.kind === "Assign" || phase.kind === "Output") return `${phase.owner}${phase.kind}`;
  return phase.kind === "Parameters" ? phase.field : phase.kind;
}

/** What `$states` holds besides the context. Reference, section 2.4. */
function statesOf(turn: Turn, phase: TemplatePhase): JsonObject {
  const { error, visit, result } = turn.frame;
  if (phase.kind === "ItemSelector") return { input: parentOf(turn)?.visit.input ?? null };
  if (error) return { errorOutput: errorOutput(error) };
  const { type } = visit.state;
  const hasResult = type === "Task" || type === "Parallel" || type === "Map";
  return hasResult && result !== undefined ? { result } : {};
}

const parentOf = ({ world, frame }: Turn) => world.frames[frame.strand.parent ?? 0];
