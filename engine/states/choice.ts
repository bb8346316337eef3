import { jsonText, jsonType } from "../../language/index.ts";
import { type Behaviour, evaluate, evaluated, fail, go, type PhaseBehaviour, rootsOf } from "../outcome.ts";
import { queryError, runtimeError } from "../states-error.ts";
import { holds } from "./choice-rule.ts";

/** Its rules are phases of their own. */
export const choice: Behaviour = { act: ({ frame }) => go(frame) };

/** Tries one rule: the machine goes on with what the rule says, or with the next rule. Reference, section 6. */
export const rule: PhaseBehaviour<"Rule"> = {
  run(turn, phase) {
    const { frame } = turn;
    const { condition } = phase;
    if (condition.kind === "literal") return go(frame, condition.holds ? phase.holds : undefined);
    if (condition.kind === "expression") {
      return evaluate(turn, [{ expression: condition.expression, location: `Choices[${phase.index}]/Condition` }]);
    }
    const result = holds(condition.rule, rootsOf(turn, frame.data));
    return result.ok ? go(frame, result.holds ? phase.holds : undefined) : fail(frame, runtimeError(result.message));
  },
  resume({ frame }, phase, answer) {
    const { condition, index } = phase;
    if (answer.kind !== "evaluated" || condition.kind !== "expression") return { kind: "arranged" };
    const location = `Choices[${index}]/Condition`;
    const values = evaluated([{ expression: condition.expression, location }], answer.results);
    if (!values.ok) return fail(frame, values.error);
    const value = values.values[0] ?? null;
    if (typeof value === "boolean") return go(frame, value ? phase.holds : undefined);
    const what = `The JSONata expression '${condition.expression.text}' specified for the field '${location}' returned an unexpected result type.`;
    const but = `Expected 'boolean', but was '${jsonType(value)}' for value: ${jsonText(value)}`;
    return fail(frame, queryError(`${what} ${but}`, location));
  },
};

/** No rule holds. Without a `Default` the state leads nowhere. */
export const fallback: PhaseBehaviour<"Default"> = {
  run: ({ frame }, { exists }) =>
    exists
      ? go(frame)
      : fail(frame, runtimeError("Failed to transition out of the state. The state does not point to a next state.")),
};
