import { readResource } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import { lambdaAnswer, lambdaCall, plainFunctionName } from "../lambda/call.ts";
import { skeletonResult } from "../skeleton.ts";
import type { Invocation, TaskHandler } from "./handler.ts";
import { mockedAnswers } from "./mock.ts";
import type { MockAnswer } from "./mock-config.ts";

/**
 * Plays a task: gets what the task gets, the evaluated `Parameters` or `Arguments`, and gives what its service gives, or
 * a promise of it. What it throws is how the task fails: the error's `name` and `message` are its name and cause. A task
 * that waits for a token goes on when that is sent. A parameter may have the type that the definition makes it have.
 *
 *     (input) => ({ MessageId: "m-1" })
 */
export type TaskFunction = { task(input: Json, call: TaskFunctionCall): unknown }["task"];

/** Which call of a task it is. */
export interface TaskFunctionCall {
  readonly state: string;
  readonly resource: string;
  /** Which try it is, from 1. */
  readonly attempt: number;
  /** How often the state was called before in the whole execution, retries and loops alike. */
  readonly invocation: number;
  /** The iterations of Map states around the state, outermost first: `[["EachItem", 3]]`. */
  readonly iteration: readonly (readonly [state: string, index: number])[];
  /** Set where the task ends with an answer to it. */
  readonly token?: string;
}

/** A Lambda function that plays itself: its event is the call's payload, its value comes back as Lambda gives it. */
export interface LambdaFunction {
  readonly kind: "lambda";
  readonly handler: { handler(event: Json, context: LambdaContext): unknown }["handler"];
}

/** What a Lambda function is told besides its event. */
export interface LambdaContext {
  readonly functionName: string;
  readonly awsRequestId: string;
}

/** A handler that calls code of this process. With `instant` the execution's clock stands still meanwhile. */
export function functionHandler(given: TaskFunction | LambdaFunction, instant: boolean): TaskHandler {
  const answerTask = mockedAnswers();
  return {
    name: "function",
    part: "request",
    ...(instant && { instant }),
    async invoke(invocation) {
      if (typeof given !== "function") return callLambda(given, invocation);
      answerWith(invocation, await callTask(given, invocation), answerTask);
    },
  };
}

async function callTask(task: TaskFunction, { payload, resource, call, print }: Invocation): Promise<MockAnswer> {
  const { state, attempt, invocation, iteration, token } = call;
  try {
    const about = { state, resource, attempt, invocation, iteration, ...(token !== undefined && { token }) };
    const value = await task(payload, about);
    const isRequest = token !== undefined && readResource(resource).kind === "integration";
    return { kind: "return", value: value === undefined && isRequest ? skeletonResult({ resource }) : toJson(value) };
  } catch (thrown) {
    if (!(thrown instanceof Error)) print(`"${state}" threw ${String(thrown)}, which is no Error.\n`);
    const { name, message } = errorOf(thrown);
    return { kind: "throw", error: name, ...(message !== "" && { cause: message }) };
  }
}

function answerWith(
  invocation: Invocation,
  answer: MockAnswer,
  answerTask: (invocation: Invocation, answer: MockAnswer) => void,
): void {
  const resource = readResource(invocation.resource);
  if (resource.kind === "activity") invocation.answer({ kind: "started" });
  const isRequest = resource.kind === "integration" && resource.pattern === "waitForTaskToken";
  if (!isRequest) return answerTask(invocation, answer);
  // A token that nobody has yet can't be answered: the request alone succeeds or fails.
  if (answer.kind === "return") return invocation.answer({ kind: "succeeded", output: answer.value });
  const { error, cause } = answer;
  invocation.answer({ kind: "failed", error: { error, ...(cause !== undefined && { cause }) } });
}

async function callLambda({ handler }: LambdaFunction, { resource, payload, answer, uuid }: Invocation): Promise<void> {
  const call = lambdaCall(resource, payload);
  const awsRequestId = uuid();
  const reply = async (): Promise<Parameters<typeof lambdaAnswer>[0]> => {
    try {
      const value = await handler(call.event, { functionName: plainFunctionName(call.functionName), awsRequestId });
      return { kind: "response", body: JSON.stringify(toJson(value)) };
    } catch (thrown) {
      const { name, message } = errorOf(thrown);
      return { kind: "error", body: JSON.stringify({ errorType: name, errorMessage: message, trace: [] }) };
    }
  };
  answer(lambdaAnswer(await reply(), call, 0, awsRequestId));
}

/** What JSON makes of a value: dates are texts, members without a value are left out. */
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null) ?? "null") as Json;

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
