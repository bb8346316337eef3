import type { Answer, Frame, Invoke } from "../engine/index.ts";
import type { Model } from "../language/index.ts";
import { type MockAnswer, taskSkeleton } from "../runtime/index.ts";
import type { GivenResult, UnmockedTask } from "./protocol.ts";
import { Refusal } from "./refusal.ts";

/** A task that nothing answers but the user. */
export interface OpenTask {
  readonly invoke: Invoke;
  /** Why nothing runs it; empty where nothing is meant to. */
  readonly reason: string;
}

/** `"ChargeCard" has no mock and no handler: give it a result.` */
export const unmockedText = (task: OpenTask): string => `${unmockedReason(task)}: give it a result.`;

/** Why nothing answers a task, without a full stop. */
export function unmockedReason({ invoke, reason }: OpenTask): string {
  const { state } = invoke.call;
  return reason === ""
    ? `"${state}" has no mock and no handler`
    : `"${state}" can't be run (${reason.replace(/\.$/, "")})`;
}

export function unmockedTask(task: OpenTask, model: Model): UnmockedTask {
  const { invoke } = task;
  const { resource, payload, frame, call } = invoke;
  return {
    threadId: frame,
    path: call.path,
    state: call.state,
    resource,
    payload,
    skeleton: taskSkeleton(resource, model.stateAt(call.path)),
    message: unmockedText(task),
  };
}

/** How such a task fails where nobody is asked. */
export function unmockedFailure(task: OpenTask): Extract<Answer, { readonly kind: "failed" }> {
  const cause = `The task ${unmockedReason(task)}.`;
  return { kind: "failed", error: { error: "Statecraft.NoHandler", cause, terminal: true } };
}

/** What the user gave, as the answer to the task and as a mock. */
export function givenAnswer({ result, error, cause }: GivenResult): MockAnswer {
  if (error !== undefined) return { kind: "throw", error, ...(cause !== undefined && { cause }) };
  if (result === undefined) throw new Refusal('Give a "result", or an "error" and its "cause".');
  return { kind: "return", value: result };
}

export function toAnswer(given: MockAnswer): Answer {
  if (given.kind === "return") return { kind: "succeeded", output: given.value };
  const { error, cause } = given;
  return { kind: "failed", error: { error, ...(cause !== undefined && { cause }) } };
}

/** The effect that a frame's task waits by. */
export function waitingEffect(frame: Frame | undefined): number {
  if (frame?.waiting?.on === "task") return frame.waiting.effect;
  throw new Refusal("No task waits for a result here.");
}
