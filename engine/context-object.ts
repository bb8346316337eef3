import type { JsonObject } from "../language/index.ts";
import type { Execution } from "./execution.ts";
import type { Frame } from "./frame.ts";

/** The context object, `$$` or `$states.context`, as a frame sees it. Reference, section 2.5. */
export function contextObject(execution: Execution, { visit, retries, settings, strand }: Frame): JsonObject {
  const { options, startedAt } = execution;
  const { names, type } = options;
  const { state, since } = visit;
  const counted = state.type === "Task" || state.type === "Parallel" || state.type === "Map";
  const token = settings.Token;
  return {
    Execution: {
      Id: executionArn(execution),
      Input: options.input.value,
      StartTime: isoTime(startedAt),
      Name: names.execution,
      RoleArn: names.roleArn,
      ...(type === "STANDARD" && { RedriveCount: 0 }),
    },
    StateMachine: { Id: `${arnPrefix(execution)}:stateMachine:${names.stateMachine}`, Name: names.stateMachine },
    State: {
      Name: state.name,
      EnteredTime: isoTime(since),
      ...(counted && { RetryCount: retries.reduce((sum, tries) => sum + tries, 0) }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(strand.item && { Map: { Item: itemOf(strand.item, strand.item.index) } }),
  };
}

function itemOf(item: NonNullable<Frame["strand"]["item"]>, index: number): JsonObject {
  return { Index: index, Value: item.value, ...(item.key !== undefined && { Key: item.key }) };
}

const arnPrefix = ({ options }: Execution): string => `arn:aws:states:${options.names.region}:${options.names.account}`;

export function executionArn(execution: Execution): string {
  const { names, type } = execution.options;
  const kind = type === "EXPRESS" ? "express" : "execution";
  return `${arnPrefix(execution)}:${kind}:${names.stateMachine}:${names.execution}`;
}

/** ISO 8601 in UTC with milliseconds, as the service writes times. */
export const isoTime = (at: number): string => new Date(at).toISOString();
