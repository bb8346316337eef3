import { isJsonObject, type Json, type JsonObject } from "../../language/index.ts";
import type { Answer } from "../effect.ts";
import { countInvocation, emit, request } from "../execution.ts";
import type { Frame } from "../frame.ts";
import type { EventDetails, EventType } from "../history.ts";
import { type Behaviour, fail, go, type Outcome, type PhaseBehaviour, type Turn } from "../outcome.ts";
import { nextRandom } from "../random.ts";
import { sizeProblem } from "../size.ts";
import { type StatesError, timeoutError } from "../states-error.ts";
import { cancelEffects } from "../strand.ts";
import { type Resource, readResource } from "./resource.ts";

/** Calls its resource and waits for the result. Reference, sections 9 and 10.2. */
export const task: Behaviour = {
  act(turn) {
    const { world, frame, now } = turn;
    const problem = sizeProblem(world, frame.data, frame.visit.state.name);
    if (problem) return fail(frame, { ...problem, terminal: true });
    const resource = frame.visit.state.resource ?? "";
    const kind = readResource(resource);
    const limits = timeLimits(frame);
    const details = scheduledDetails(turn, resource, kind, limits);
    const scheduled = emit(world, frame.strand.log, now, frame.event, type(kind, "Scheduled"), details);
    // An activity has started only when a worker has taken the task.
    const event =
      kind.kind === "activity"
        ? scheduled
        : emit(world, frame.strand.log, now, scheduled, type(kind, "Started"), nameOf(kind));
    const effect = request(world, frame.id, {
      kind: "invoke",
      resource,
      payload: frame.data,
      call: callOf(turn, limits),
    });
    const timeout = sleepFor(turn, limits.timeoutSeconds);
    const heartbeat = sleepFor(turn, limits.heartbeatSeconds);
    return { kind: "wait", frame: { ...frame, event, waiting: { on: "task", effect, timeout, heartbeat } } };
  },
  resume(turn, answer, effect) {
    const { frame } = turn;
    if (frame.waiting?.on !== "task") return { kind: "arranged" };
    switch (answer.kind) {
      case "succeeded":
        return succeeded(turn, answer.output);
      case "failed":
        return ended(turn, "Failed", answer.error);
      case "elapsed":
        return ended(turn, "TimedOut", timeoutError, effect);
      default:
        return underway(turn, answer);
    }
  },
};

/** Makes the token that a task's answer needs: a new one for each attempt. */
export const token: PhaseBehaviour<"Token"> = {
  run({ world, frame }) {
    const letters = Array.from({ length: 64 }, () => Math.floor(nextRandom(world) * 36).toString(36));
    return go({ ...frame, settings: { ...frame.settings, Token: letters.join("") } });
  },
};

interface TimeLimits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

function timeLimits({ settings }: Frame): TimeLimits {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = settings;
  return {
    ...(typeof timeout === "number" && { timeoutSeconds: timeout }),
    ...(typeof heartbeat === "number" && { heartbeatSeconds: heartbeat }),
  };
}

function sleepFor({ world, frame, now }: Turn, seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  return request(world, frame.id, { kind: "sleep", until: now + seconds * 1000, isLimit: true });
}

function callOf({ world, frame }: Turn, limits: TimeLimits) {
  const { state } = frame.visit;
  const credentials = credentialsOf(frame);
  const token = frame.settings.Token;
  return {
    state: state.name,
    path: state.path,
    attempt: frame.retries.reduce((sum, tries) => sum + tries, 1),
    invocation: countInvocation(world, state.path),
    iteration: iterationsAround({ world, frame }),
    ...(typeof token === "string" && { token }),
    ...limits,
    ...(credentials && { credentials }),
  };
}

function iterationsAround({ world, frame }: Pick<Turn, "world" | "frame">): readonly (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [];
  for (let at: Frame | undefined = frame; at; at = world.frames[at.strand.parent ?? 0]) {
    const parent = world.frames[at.strand.parent ?? 0];
    if (parent?.visit.state.type === "Map") found.unshift([parent.visit.state.name, at.strand.index]);
  }
  return found;
}

function credentialsOf({ settings }: Frame): JsonObject | undefined {
  const { Credentials: credentials } = settings;
  return isJsonObject(credentials) ? credentials : undefined;
}

/** The event types of the three kinds of tasks differ by their first word. */
function type(resource: Resource, what: "Scheduled" | "Started" | "Succeeded" | "Failed" | "TimedOut"): EventType {
  if (resource.kind === "function") return `LambdaFunction${what}`;
  return resource.kind === "activity" ? `Activity${what}` : `Task${what}`;
}

const nameOf = (resource: Resource): EventDetails | undefined =>
  resource.kind === "integration" ? { resourceType: resource.service, resource: resource.action } : undefined;

function scheduledDetails({ world, frame }: Turn, arn: string, resource: Resource, limits: TimeLimits): EventDetails {
  const role = credentialsOf(frame)?.RoleArn;
  const common = {
    timeoutInSeconds: limits.timeoutSeconds,
    heartbeatInSeconds: limits.heartbeatSeconds,
    taskCredentials: role === undefined ? undefined : { roleArn: role },
  };
  if (resource.kind !== "integration") return { resource: arn, input: frame.data, ...common };
  return { ...nameOf(resource), region: world.options.names.region, parameters: frame.data, ...common };
}

/** The task goes on: a worker took it, the service took the job, or it gave a sign of life. */
function underway(turn: Turn, answer: Answer): Outcome {
  const { world, frame, now } = turn;
  const { waiting } = frame;
  if (waiting?.on !== "task") return { kind: "arranged" };
  const resource = readResource(frame.visit.state.resource ?? "");
  if (answer.kind === "submitted") {
    const event = emit(world, frame.strand.log, now, frame.event, "TaskSubmitted", {
      ...nameOf(resource),
      output: answer.output,
    });
    return { kind: "wait", frame: { ...frame, event } };
  }
  const { timeoutSeconds, heartbeatSeconds } = timeLimits(frame);
  const renew = (sleep: number | undefined, seconds: number | undefined): number | undefined => {
    if (sleep !== undefined) request(world, frame.id, { kind: "cancel", effect: sleep });
    return sleepFor(turn, seconds);
  };
  const heartbeat = renew(waiting.heartbeat, heartbeatSeconds);
  if (answer.kind !== "started") return { kind: "wait", frame: { ...frame, waiting: { ...waiting, heartbeat } } };
  const timeout = renew(waiting.timeout, timeoutSeconds);
  const event = emit(world, frame.strand.log, now, frame.event, "ActivityStarted", { workerName: answer.workerName });
  return { kind: "wait", frame: { ...frame, event, waiting: { ...waiting, heartbeat, timeout } } };
}

function succeeded(turn: Turn, output: Json): Outcome {
  const { world, frame, now } = turn;
  const arn = frame.visit.state.resource ?? "";
  const resource = readResource(arn);
  const owner = resource.kind === "integration" ? resource.service : arn;
  const problem = sizeProblem(world, output, owner);
  if (problem) return ended(turn, "Failed", problem);
  stopWaiting(turn);
  const event = emit(world, frame.strand.log, now, frame.event, type(resource, "Succeeded"), {
    ...nameOf(resource),
    output,
  });
  return go({ ...frame, event, data: output, result: output });
}

function ended(turn: Turn, how: "Failed" | "TimedOut", error: StatesError, elapsed?: number): Outcome {
  const { world, frame, now } = turn;
  const resource = readResource(frame.visit.state.resource ?? "");
  stopWaiting(turn, elapsed);
  const details = { ...nameOf(resource), error: error.error, cause: error.cause };
  const event = emit(world, frame.strand.log, now, frame.event, type(resource, how), details);
  return fail({ ...frame, event }, error);
}

/** Whatever else the task waited for concerns nobody any more. An answered call needs no cancelling. */
function stopWaiting({ world, frame }: Turn, elapsed?: number): void {
  const { waiting } = frame;
  if (waiting?.on !== "task") return;
  const answered = elapsed === undefined ? waiting.effect : elapsed;
  cancelEffects(world, frame, answered);
}
