import { type StatePath, statesFields } from "../../model/index.ts";
import type { Json, JsonObject, Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { sampleInput } from "../sample-input.ts";
import { expressionAt } from "./expression-at.ts";
import type { StateData } from "./state-data.ts";
import { variablesAt } from "./variables-at.ts";

/** An expression under a cursor, for whoever wants to evaluate it. */
export interface ExpressionFacts {
  /** The whole value that it stands in, with its quotes. */
  readonly span: Span;
  readonly source: string;
  readonly state: StatePath | undefined;
  readonly stateName: string | undefined;
  /** Data of the right shape, to be filled in: with whatever the definition reads of its input. */
  readonly sample: StateData;
}

export function expressionFacts(document: Document, offset: number): ExpressionFacts | undefined {
  const expression = expressionAt(document, offset);
  if (!expression) return undefined;
  const { text, source } = expression;
  const { state } = text.part;
  const input = sampleInput(document);
  const there = statesFields(text);
  const isAfterWork = there.includes("result") || AFTER_WORK.includes(text.field);
  const variables: Json = Object.fromEntries(variablesAt(document.model, state).map(({ name }) => [name, null]));
  return {
    span: text.node.span,
    source,
    state: state?.path,
    stateName: state?.name,
    sample: {
      input,
      ...(isAfterWork && text.part.kind === "State" && { result: {} }),
      ...(text.part.kind === "Catcher" && { errorOutput: { Error: "States.TaskFailed", Cause: "" } }),
      context: sampleContext(state?.name ?? "", input),
      variables,
    },
  };
}

/** Fields of JSONPath that see the result. */
const AFTER_WORK: readonly string[] = ["ResultSelector", "OutputPath"];

/** Reference, section 2.5. */
function sampleContext(state: string, input: Json): JsonObject {
  const arn = "arn:aws:states:us-east-1:123456789012";
  const time = "2026-01-01T00:00:00.000Z";
  return {
    Execution: {
      Id: `${arn}:execution:StateMachine:sample`,
      Input: input,
      StartTime: time,
      Name: "sample",
      RoleArn: "arn:aws:iam::123456789012:role/StepFunctions",
      RedriveCount: 0,
    },
    StateMachine: { Id: `${arn}:stateMachine:StateMachine`, Name: "StateMachine" },
    State: { Name: state, EnteredTime: time, RetryCount: 0 },
  };
}
