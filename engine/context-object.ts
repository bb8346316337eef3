import { isJsonObject, type Json, type JsonObject, type QueryLanguage } from "../language/index.ts";
import type { Execution } from "./execution.ts";
import type { Frame, MapItem } from "./frame.ts";
import { randomSequence, uuidFrom } from "./random.ts";
import { didThen } from "./service-changes.ts";

/** The context object, `$$` or `$states.context`, as a frame sees it. Reference, section 2.5. */
export function contextObject(execution: Execution, frame: Frame): JsonObject {
  const { retries, settings, strand } = frame;
  const given = execution.options.test?.context;
  if (given) return { ...given, ...mapPart(execution, strand) };
  const { state, since } = frame.visit;
  const counted = state.type === "Task" || state.type === "Parallel" || state.type === "Map";
  const token = settings.Token;
  const own = execution.options.beginning?.context;
  const context = {
    ...executionPart(execution, frame),
    State: {
      Name: state.name,
      EnteredTime: isoTime(since),
      ...(counted && { RetryCount: retries.reduce((sum, tries) => sum + tries, 0) }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...mapPart(execution, strand),
  };
  return own ? withOwn(context, own) : context;
}

/** Groups of the context object are filled up, not replaced. */
function withOwn(context: JsonObject, own: JsonObject): JsonObject {
  const entries = Object.entries(own).map(([group, value]): [string, Json] => {
    const built = context[group];
    return [group, isJsonObject(value) && isJsonObject(built) ? { ...built, ...value } : value];
  });
  return { ...context, ...Object.fromEntries(entries) };
}

/** What is the same for all states: a distributed Map's child execution counts as an execution of its own. */
function executionPart(execution: Execution, { strand }: Frame): JsonObject {
  const { options, startedAt } = execution;
  const { names, type, input, isAsynchronous } = options;
  const isAwaited = type === "EXPRESS" && !isAsynchronous;
  const child = strand.execution;
  const machine = child?.machine ?? names.stateMachine;
  return {
    Execution: {
      Id: child?.arn ?? executionArn(execution),
      Input: child ? child.input : input.value,
      StartTime: isoTime(child?.startedAt ?? startedAt),
      Name: child?.name ?? names.execution,
      RoleArn: names.roleArn,
      ...((child || !isAwaited) && didThen(execution, "redriveCount") && { RedriveCount: 0 }),
    },
    StateMachine: { Id: `${arnPrefix(execution)}:stateMachine:${machine}`, Name: machine },
  };
}

function mapPart(execution: Execution, { item }: Frame["strand"]): JsonObject {
  return item ? { Map: { Item: itemOf(execution, item) } } : {};
}

function itemOf(execution: Execution, { index, value, key, source }: MapItem): JsonObject {
  return {
    Index: index,
    Value: value,
    ...(key !== undefined && { Key: key }),
    ...(source !== undefined && didThen(execution, "mapOverObjects") && { Source: source }),
  };
}

const arnPrefix = ({ options }: Execution): string => `arn:aws:states:${options.names.region}:${options.names.account}`;

/** EXPRESS executions may share a name: an id of their own tells them apart. Reference, section 11. */
export function executionArn(execution: Execution): string {
  const { names, type, seed, test } = execution.options;
  const name = `${names.stateMachine}:${names.execution}`;
  if (type === "STANDARD") return `${arnPrefix(execution)}:execution:${name}`;
  // A state that is tested has an execution of its own.
  if (test) return `${arnPrefix(execution)}:express:${name}`;
  return `${arnPrefix(execution)}:express:${name}:${uuidFrom(randomSequence(seed, noEffect))}`;
}

/** Effects count from 1. */
const noEffect = 0;

/** ISO 8601 in UTC with milliseconds, as the service writes times. */
export const isoTime = (at: number): string => new Date(at).toISOString();

/** The expression for the index of the item that an iteration is for. */
export const itemIndexExpression = (language: QueryLanguage): string =>
  `${language === "JSONata" ? "$states.context" : "$$"}.Map.Item.Index`;
