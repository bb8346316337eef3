import {
  evaluateTemplate,
  fillTemplate,
  isJsonObject,
  type Json,
  type JsonObject,
  type Template,
} from "../../language/index.ts";
import { evaluationOf } from "../evaluation.ts";
import { evaluate, evaluated, fail, go, locate, type Outcome, type PhaseBehaviour, rootsOf, type Turn } from "../outcome.ts";
import { errorOutput, runtimeError } from "../states-error.ts";

/** Builds what the state works on: `Parameters`, or `Arguments` in JSONata. */
export const parameters = templatePhase("Parameters", ({ field }) => field, ({ frame }) => frame.data, withData);

/** Builds a new result out of the result. */
export const resultSelector = templatePhase("ResultSelector", () => "ResultSelector", ({ frame }) => frame.data, withData);

/** Builds the output of a JSONata state, rule or catcher. */
export const output = templatePhase("Output", ({ owner }) => `${owner}Output`, ({ frame }) => frame.data, withData);

/** Sets variables; they become visible when the state is left. Reference, section 2.6. */
export const assign = templatePhase(
  "Assign",
  ({ owner }) => `${owner}Assign`,
  ({ frame }) => frame.result ?? frame.data,
  (turn, value) => go({ ...turn.frame, assigned: { ...turn.frame.assigned, ...(isJsonObject(value) && value) } }),
);

function withData({ frame }: Turn, value: Json): Outcome {
  return go({ ...frame, data: value });
}

type TemplateKind = "Parameters" | "ResultSelector" | "Output" | "Assign";
type TemplatePhase<K> = { readonly kind: K; readonly template: Template; readonly field?: string; readonly owner?: string };

/** A phase that fills a template in: at once under JSONPath, with the answers to its expressions under JSONata. */
function templatePhase<K extends TemplateKind>(
  _kind: K,
  fieldOf: (phase: TemplatePhase<K>) => string | undefined,
  inputOf: (turn: Turn) => Json,
  then: (turn: Turn, value: Json) => Outcome,
): PhaseBehaviour<K> {
  return {
    run(turn, phase) {
      const { template } = phase;
      if (template.language === "JSONata") {
        if (template.expressions.length === 0) return then(turn, template.value);
        return evaluate(turn, locate(template, fieldOf(phase) ?? ""), statesOf(turn));
      }
      const filled = evaluateTemplate(template, rootsOf(turn, inputOf(turn)), evaluationOf(turn));
      return filled.ok ? then(turn, filled.value) : fail(turn.frame, runtimeError(filled.message));
    },
    resume(turn, phase, answer) {
      const { template } = phase;
      if (answer.kind !== "evaluated" || template.language !== "JSONata") return { kind: "arranged" };
      const values = evaluated(locate(template, fieldOf(phase) ?? ""), answer.results);
      if (!values.ok) return fail(turn.frame, values.error);
      return then(turn, fillTemplate(template, values.values));
    },
  };
}

/** What `$states` holds besides input and context. Reference, section 2.4. */
function statesOf({ frame }: Turn): JsonObject {
  if (frame.error) return { errorOutput: errorOutput(frame.error) };
  const { type } = frame.visit.state;
  const hasResult = type === "Task" || type === "Parallel" || type === "Map";
  return hasResult && frame.result !== undefined ? { result: frame.result } : {};
}
