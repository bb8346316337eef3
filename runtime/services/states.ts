import { readResource } from "../../engine/index.ts";
import type { JsonObject } from "../../language/index.ts";
import type { TaskTokens, TokenAnswer } from "../task-tokens.ts";
import type { ExecutionEnd, StartedExecution } from "../tasks/caller.ts";
import { fault, isoTime, type LocalService, output, type ServiceAnswer, type ServiceCall, textOf } from "./service.ts";

/** Executions of the workspace's machines, waited for or not, and answers to task tokens. Reference, section 9.7. */
export const states = (tokens: TaskTokens): LocalService => ({
  actions: {
    startExecution,
    sendTaskSuccess({ input }) {
      const value = parsed(textOf(input.Output) ?? "");
      if (!value.ok) return fault("InvalidOutput", `Invalid Output: '${value.reason}'`, 400, "InvalidOutputException");
      return sent(tokens.sendTaskSuccess(textOf(input.TaskToken) ?? "", value.value));
    },
    sendTaskFailure: ({ input }) =>
      sent(tokens.sendTaskFailure(textOf(input.TaskToken) ?? "", textOf(input.Error), textOf(input.Cause))),
    sendTaskHeartbeat: ({ input }) => sent(tokens.sendTaskHeartbeat(textOf(input.TaskToken) ?? "")),
  },
});

const sent = (answer: TokenAnswer): ServiceAnswer =>
  answer.ok ? output({}) : fault(answer.error, answer.message, 400, `${answer.error}Exception`);

function startExecution(call: ServiceCall): ServiceAnswer {
  const { invocation, input } = call;
  const { caller, uuid, resource, signal } = invocation;
  const machine = textOf(input.StateMachineArn) ?? "";
  const name = textOf(input.Name) ?? uuid();
  const text = textOf(input.Input) ?? "{}";
  const value = parsed(text);
  if (!value.ok) {
    const reason = `Invalid State Machine Execution Input: '${value.reason}'`;
    return fault("InvalidExecutionInput", reason, 400, "InvalidExecutionInputException");
  }
  const { action = "" } = { action: "", ...readResource(resource) };
  const isWaitedFor = /\.sync(:2)?$/.test(action);
  const seed = Number.parseInt(uuid().slice(0, 7), 16);
  const started = caller.start({
    ...{ machine, name, seed, input: { text, value: value.value } },
    ...(isWaitedFor && { signal }),
    by: { frame: invocation.frame, execution: caller.execution },
    freeze: invocation.freeze,
  });
  if (!started.ok) return refused(started.reason, machine, name);
  const { execution } = started;
  const answer = output({ ExecutionArn: execution.arn, StartDate: isoTime(execution.startedAt) });
  if (!isWaitedFor || answer.kind !== "output") return answer;
  follow(call, execution, answer.output, { text, isParsed: action.endsWith(":2") });
  return { kind: "answered" };
}

function parsed(text: string) {
  try {
    return { ok: true, value: JSON.parse(text) } as const;
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) } as const;
  }
}

function refused(reason: "no-machine" | "exists" | "too-many", machine: string, name: string): ServiceAnswer {
  if (reason === "no-machine") {
    const message = `State Machine Does Not Exist: '${machine}'`;
    return fault("StateMachineDoesNotExist", message, 400, "StateMachineDoesNotExistException");
  }
  if (reason === "exists") {
    const arn = `${machine.replace(":stateMachine:", ":execution:")}:${name}`;
    const message = `Execution Already Exists: '${arn}'`;
    return fault("ExecutionAlreadyExists", message, 400, "ExecutionAlreadyExistsException");
  }
  const message = "Too many executions run at once: machines that start one another without end?";
  return fault("ExecutionLimitExceeded", message, 400, "ExecutionLimitExceededException");
}

/** How long a cause may be, in characters: those of nested executions quote one another. */
const MAX_CAUSE = 32_768;

/** Tells that the execution was started, and later what it came to. */
function follow(
  { invocation }: ServiceCall,
  { arn, name, stateMachine, startedAt, ended }: StartedExecution,
  submitted: JsonObject,
  { text, isParsed }: { readonly text: string; readonly isParsed: boolean },
): void {
  const { answer } = invocation;
  answer({ kind: "submitted", output: { ...submitted, ...metadata(invocation.uuid()) } });
  const shown = (value: unknown): JsonObject[string] =>
    isParsed ? (value as JsonObject[string]) : JSON.stringify(value);
  const recordOf = ({ status, output: value, error, cause, endedAt }: ExecutionEnd): JsonObject => ({
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: arn,
    Input: isParsed ? JSON.parse(text) : text,
    InputDetails: { Included: true },
    Name: name,
    ...(value !== undefined && { Output: shown(value), OutputDetails: { Included: true } }),
    StartDate: startedAt,
    StateMachineArn: stateMachine,
    Status: status,
    StopDate: endedAt,
  });
  const tell = (end: ExecutionEnd | undefined): void => {
    if (!end) return;
    const record = recordOf(end);
    if (end.status === "SUCCEEDED") answer({ kind: "succeeded", output: record });
    else {
      const cause = JSON.stringify(record).slice(0, MAX_CAUSE);
      answer({ kind: "failed", error: { error: "States.TaskFailed", cause } });
    }
  };
  invocation.follow(ended.then(tell));
}

/** What optimized integrations add to the service's answer. */
export const metadata = (requestId: string): JsonObject => ({
  SdkHttpMetadata: { AllHttpHeaders: {}, HttpHeaders: {}, HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: requestId },
});
