import { allNumbered, errorOutput, eventsOf, type Frame, handlingOf, type Phase, rootFrame } from "../engine/index.ts";
import { holdsAt, outcomeOf, type StopPolicy } from "../runtime/index.ts";
import type { Breakpoint, Breakpoints } from "./breakpoints.ts";
import { tellOfChange } from "./changed-file.ts";
import type { DataBreakpoints } from "./data-breakpoints.ts";
import { errorText, handlingText } from "./exceptions.ts";
import { keepExecution } from "./keep.ts";
import { writtenOutcome } from "./nested-fields.ts";
import { printEnd } from "./output.ts";
import { placeName } from "./places.ts";
import type { Progress } from "./progress.ts";
import { recordEnd } from "./record.ts";
import { HISTORY_ENDS } from "./replay/telling.ts";
import { type Client, type Halt, type Run, taskHalt } from "./run.ts";
import type { StateBreakpoints } from "./state-breakpoints.ts";
import {
  type ChangedData,
  type ExceptionFilter,
  type Step,
  type Stop,
  steppingFrame,
  stopAt,
  type Wishes,
} from "./stops.ts";
import { unmockedTask } from "./unmocked.ts";
import { conditionProblem } from "./wanted.ts";

/** What a run is moved with. */
export interface Debuggee {
  readonly run: Run;
  readonly client: Client;
  readonly progress: Progress;
  readonly breakpoints: Breakpoints;
  readonly stateBreakpoints: StateBreakpoints;
  readonly dataBreakpoints: DataBreakpoints;
  exceptions(): readonly ExceptionFilter[];
  /** Whether this is still the run of the session. */
  isCurrent(): boolean;
}

/** How far a run goes by itself. */
export interface Until {
  readonly entry?: boolean;
  readonly step?: Step;
  /** The strands of which the first that can move does so alone; all move unless given. */
  readonly alone?: readonly number[];
}

/** Lets an execution go on until it stops or ends. It takes note at once that it moves, and moves a little later. */
export function goOn(debuggee: Debuggee, until: Until): void {
  const { run, client } = debuggee;
  run.standing = undefined;
  run.interrupt = undefined;
  debuggee.progress.begin(run);
  run.following?.();
  run.functions.aim(until.step);
  run.overlay.stand(undefined);
  // The answer to the request comes first.
  setImmediate(() => {
    moveOn(debuggee, until).catch((bug: unknown) => {
      client.print("stderr", `Statecraft failed: ${bug instanceof Error ? bug.stack : bug}`);
      end(debuggee);
    });
  });
}

async function moveOn(debuggee: Debuggee, until: Until): Promise<void> {
  const { run } = debuggee;
  const { driver } = run;
  while (debuggee.isCurrent()) {
    const found: Found = { at: undefined };
    // A wish to pause may have come before the driver runs: it would not know of it.
    const result = run.interrupt ? "stopped" : await driver.run(policyFor(debuggee, until, found));
    if (!debuggee.isCurrent()) return;
    if (result === "ended") return end(debuggee);
    if (result === "waiting" && run.replay && !found.at && !run.interrupt) {
      if (run.replay.end() === "ended") continue;
      if (!run.replay.isLive) run.interrupt = { ...pauseHalt(run, undefined), text: HISTORY_ENDS };
    }
    const halt = found.at ? await haltAt(debuggee, until, found.at) : (run.interrupt ?? waitingHalt(run));
    const isRunning = driver.engine.execution.state.status === "RUNNING";
    if (halt && isRunning && debuggee.isCurrent()) return stand(debuggee, halt);
  }
}

/** Where a policy stopped the driver. */
interface Found {
  at: { readonly frame: Frame; readonly stop: Stop } | undefined;
}

function policyFor(debuggee: Debuggee, until: Until, found: Found): StopPolicy {
  const { run } = debuggee;
  const { execution } = run.source;
  const { engine } = run.driver;
  const { alone } = until;
  const wishes = wishesFor(debuggee, until);
  const stopsAt = (frame: Frame): boolean => {
    const stop =
      mayStop(wishes, frame) && !run.seen.has(frame) ? stopBefore(debuggee, frame, until, wishes) : undefined;
    run.overlay.note(frame);
    run.stateData.note(frame);
    run.shapes.note(frame);
    if (!stop) return false;
    found.at = { frame, stop };
    return true;
  };
  const amends = run.replay && { amends: run.replay.amend };
  return alone
    ? { ...amends, stopsAt, choose: () => steppingFrame(execution, alone, () => engine.next()) }
    : { ...amends, stopsAt };
}

function wishesFor(debuggee: Debuggee, { entry = false, step }: Until): Wishes {
  const { run, breakpoints, stateBreakpoints, dataBreakpoints, exceptions } = debuggee;
  const { told, focus, skipped } = run;
  const breakpointsAt = (phase: Phase): readonly Breakpoint[] => {
    const [onLines, onStates] = [breakpoints.at(phase), stateBreakpoints.at(phase)];
    return onStates.length === 0 ? onLines : [...onLines, ...onStates];
  };
  const watchesData = dataBreakpoints.any;
  const changedData = (frame: Frame) => (watchesData ? dataBreakpoints.changedAt(frame) : unchanged);
  return { entry, step, breakpointsAt, watchesData, changedData, exceptions: exceptions(), told, focus, skipped };
}

const unchanged: readonly ChangedData[] = [];

/** A quick look: nearly all moves are of no interest to anybody. */
function mayStop({ entry, step, breakpointsAt, watchesData }: Wishes, { error, visit, phase }: Frame): boolean {
  if (entry || step || watchesData || error) return true;
  const next = visit.state.phases[phase];
  return next !== undefined && breakpointsAt(next).length > 0;
}

/** Why it would stop before the next move of a frame. */
export function stopBefore(
  debuggee: Debuggee,
  frame: Frame,
  until: Until,
  wishes = wishesFor(debuggee, until),
): Stop | undefined {
  const { run } = debuggee;
  const phase = frame.visit.state.phases[frame.phase];
  if (!phase || run.launch.noDebug || isUnstopped(run, frame)) return undefined;
  return stopAt({ execution: run.source.execution, frame, phase }, wishes);
}

/** Whether a frame belongs to a child execution that has no session, where others have: those alone stop. */
const isUnstopped = ({ mapSessions }: Run, { strand }: Frame): boolean =>
  mapSessions?.isOn === true && strand.execution !== undefined;

/** The stop that a rule found, if it is one: breakpoints may have conditions, and log points only speak. */
export async function haltAt(
  debuggee: Debuggee,
  until: Until,
  { frame, stop }: NonNullable<Found["at"]>,
  direction: "on" | "back" = "on",
): Promise<Halt | undefined> {
  const { run, client } = debuggee;
  run.seen.add(frame);
  let wishes = wishesFor(debuggee, until);
  for (let found: Stop | undefined = stop; found; found = stopBefore(debuggee, frame, until, wishes)) {
    const { halt, problem } = await judged(debuggee, frame, found, direction);
    if (problem !== undefined) client.print("stderr", problem, { source: run.source, frame });
    if (halt) return { ...halt, ...(problem !== undefined && { text: problem }) };
    wishes = { ...wishes, ...(found.reason === "exception" ? { exceptions: [] } : withoutBreakpoints) };
  }
  return undefined;
}

const withoutBreakpoints = { breakpointsAt: () => [], changedData: () => unchanged };

/** Whether conditions let a stop be one, and what can't be evaluated in them. */
interface Judged {
  readonly halt?: Halt | undefined;
  readonly problem?: string | undefined;
}

async function judged({ run, client }: Debuggee, frame: Frame, stop: Stop, direction: "on" | "back"): Promise<Judged> {
  if (stop.reason === "exception") {
    const { holds, problem } = await isWantedError(run, frame, stop.conditions);
    return holds ? { halt: haltFor(run, frame, stop), problem } : {};
  }
  if (stop.reason !== "breakpoint" && stop.reason !== "data breakpoint") return { halt: haltFor(run, frame, stop) };
  const { stopping, problem, messages } = await run.hits.judge(run.driver, frame, stop.breakpoints);
  for (const { text } of direction === "on" ? messages : [])
    client.print("console", text, { source: run.source, frame });
  if (stopping.length === 0) return {};
  const offer = direction === "on" && run.manyHits.stoppedAt(run.source, frame, stopping);
  if (offer) client.custom("statecraft/manyHits", offer);
  return { halt: haltFor(run, frame, { ...stop, breakpoints: stopping }), problem };
}

/** Whether one of the conditions on an error holds; one that can't be evaluated does, and says why. */
async function isWantedError({ driver }: Run, frame: Frame, conditions: readonly string[]) {
  const error = errorOutput(frame.error ?? {});
  for (const condition of conditions) {
    const verdict = await holdsAt(driver, frame, condition, { error });
    if (!verdict.ok) return { holds: true, problem: conditionProblem(condition, verdict.message) };
    if (verdict.holds) return { holds: true };
  }
  return { holds: conditions.length === 0 };
}

function haltFor(run: Run, frame: Frame, stop: Stop): Halt {
  const { reason } = stop;
  const text = reason === "data breakpoint" ? stop.text : failureText(run, frame);
  if (reason === "exception" && frame.error) run.told.add(frame.error);
  const onStates = reason === "breakpoint" && stop.breakpoints.every(({ wanted }) => "name" in wanted);
  return {
    threadId: frame.id,
    reason: onStates ? "function breakpoint" : reason,
    description: reason === "exception" ? `Paused on ${frame.error?.error ?? "an error"}` : pausedAt(frame),
    ...(text !== undefined && { text }),
    ...("breakpoints" in stop && { breakpoints: stop.breakpoints.map(({ id }) => id) }),
  };
}

/** The error at which a frame stands, and what takes it. */
function failureText({ source }: Run, frame: Frame): string | undefined {
  const handling = handlingOf(source.execution, frame);
  return handling && frame.error && `${asSentence(errorText(frame.error))} ${handlingText(handling, frame)}`;
}

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** `Paused at Arguments of GetOrder (attempt 2)`. */
export function pausedAt(frame: Frame): string {
  const { state } = frame.visit;
  const phase = state.phases[frame.phase];
  const attempt = frame.retries.reduce((sum, tries) => sum + tries, 1);
  const place = phase ? placeName({ state, phase }) : state.name;
  return `Paused at ${place}${attempt > 1 ? ` (attempt ${attempt})` : ""}`;
}

/** A stop that the user asked for, wherever the execution is. */
export function pauseHalt({ driver, source }: Run, threadId: number | undefined): Halt {
  const { frames } = source.execution;
  const frame = frames[threadId ?? 0] ?? driver.engine.next() ?? frames[rootFrame];
  return { threadId: frame?.id ?? rootFrame, reason: "pause", description: frame ? pausedAt(frame) : "Paused" };
}

/** A stop because nothing but the user can make it go on. */
function waitingHalt(run: Run): Halt {
  const { frames } = run.source.execution;
  for (const [id, task] of run.openTasks) {
    const waiting = frames[id]?.waiting;
    if (waiting?.on === "task" && waiting.effect === task.invoke.id) return taskHalt(task);
  }
  const halt = pauseHalt(run, allNumbered(frames).find(({ waiting }) => waiting?.on === "task")?.id);
  const text = "Nothing here answers the task: give it a result.";
  return { ...halt, reason: "result wanted", description: text, text };
}

/** Tells of a stop. */
export function stand({ run, client, progress }: Debuggee, halt: Halt): void {
  progress.end();
  const { frames } = run.source.execution;
  const frame = frames[halt.threadId];
  run.standing = halt;
  run.interrupt = undefined;
  if (frame) run.seen.add(frame);
  run.overlay.stand(frame);
  run.feed.flush();
  run.stateData.flush();
  tellOfChange(run, client);
  if (halt.task) client.custom("statecraft/unmocked", unmockedTask(halt.task, run.source.model));
  const { threadId, reason, description, text, breakpoints } = halt;
  client.event("stopped", {
    reason,
    description,
    threadId,
    allThreadsStopped: true,
    ...(text !== undefined && { text }),
    ...(breakpoints && { hitBreakpointIds: breakpoints }),
  });
}

/** Tells of the end, and ends what still runs for the execution. */
export function end({ run, client, progress }: Debuggee): void {
  progress.end();
  recordEnd(run, client);
  const { state } = run.source.execution;
  run.standing = undefined;
  run.overlay.stand(undefined);
  run.driver.dispose();
  run.router.dispose();
  run.feed.flush();
  run.stateData.flush();
  keep(run, client);
  client.custom("statecraft/shapes", run.shapes.shapes());
  tellOutcome(run, client);
  printEnd(client, run.source.execution, run.launch.title);
  client.event("exited", { exitCode: exitCodes[state.status] });
  client.event("terminated");
}

function tellOutcome({ launch, teller, driver }: Run, client: Client): void {
  const { log, options } = driver.engine.execution;
  const events = options.beginning?.child && { events: [...eventsOf(log)] };
  const outcome = writtenOutcome({ ...outcomeOf(driver.engine), ...events });
  if (launch.fields.tellsOutcome === true) client.custom("statecraft/outcome", outcome);
  teller?.tell(outcome);
}

/** An execution that can't be kept has ended all the same. */
function keep({ launch, source, overlay }: Run, client: Client): void {
  try {
    const kept = keepExecution(launch, source.execution, overlay);
    if (kept) client.custom("statecraft/kept", kept);
  } catch (error) {
    client.print("stderr", `The execution could not be kept: ${error instanceof Error ? error.message : error}`);
  }
}

const exitCodes = { SUCCEEDED: 0, FAILED: 1, TIMED_OUT: 2, ABORTED: 3, RUNNING: 1 } as const;
