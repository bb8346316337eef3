import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Breakpoints, createBreakpoints } from "./breakpoints.ts";
import { type ClientStyle, clientStyle } from "./convert.ts";
import { createDataBreakpoints, type DataBreakpoints } from "./data-breakpoints.ts";
import { type Debuggee, end, goOn, pauseHalt } from "./debuggee.ts";
import { createFunctionSessions, type FunctionSessions } from "./function-sessions.ts";
import { createShown, forget, type Shown } from "./inspect.ts";
import { type Launch, readLaunch } from "./launch.ts";
import { printStart } from "./output.ts";
import { placesOf } from "./places.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { LaunchFields } from "./protocol.ts";
import { NotStopped, Refusal } from "./refusal.ts";
import { beginReplay } from "./replay/requests.ts";
import { type Client, createRun, disposeRun, type Run } from "./run.ts";
import { unknownSkips } from "./skipped-states.ts";
import { createStateBreakpoints, type StateBreakpoints } from "./state-breakpoints.ts";
import { type ExceptionFilter, type StepKind, strandsAround } from "./stops.ts";
import { threadsOf } from "./threads.ts";

/** A debug session from within. Requests are functions on it; they refuse by throwing a `Refusal`. */
export interface Controller {
  readonly client: Client;
  readonly breakpoints: Breakpoints;
  readonly stateBreakpoints: StateBreakpoints;
  readonly dataBreakpoints: DataBreakpoints;
  readonly functions: FunctionSessions;
  readonly shown: Shown;
  readonly progress: Progress;
  style: ClientStyle;
  /** Whether the client wants to be told that values changed. */
  knowsInvalidated: boolean;
  exceptions: readonly ExceptionFilter[];
  /** Whether the client has sent all its breakpoints. */
  isConfigured: boolean;
  run: Run | undefined;
}

export function createController(client: Client): Controller {
  const controller: Controller = {
    client,
    breakpoints: createBreakpoints(() => controller.style),
    stateBreakpoints: createStateBreakpoints(() => controller.style),
    dataBreakpoints: createDataBreakpoints(),
    functions: createFunctionSessions(client),
    shown: createShown(),
    progress: createProgress(client),
    style: clientStyle({}),
    knowsInvalidated: false,
    exceptions: [],
    isConfigured: false,
    run: undefined,
  };
  return controller;
}

export function launch(controller: Controller, fields: LaunchFields): void {
  if (controller.run) throw new Refusal("An execution is being debugged already.");
  prepare(controller, readLaunch(fields));
}

/** Begins again, with what the files say now. */
export function restart(controller: Controller, fields: LaunchFields | undefined): void {
  const before = controller.run;
  if (!before) throw new Refusal("Nothing is being debugged.");
  const next = readLaunch(fields ?? before.launch.fields);
  controller.run = undefined;
  disposeRun(before);
  forget(controller.shown);
  prepare(controller, next);
}

function prepare(controller: Controller, next: Launch): void {
  const { client, breakpoints, stateBreakpoints, dataBreakpoints, functions } = controller;
  const { definition, document } = next;
  const unawaited = (): void => void (controller.run === run && terminate(controller));
  const run: Run = createRun(next, client, { functions, breakpoints, unawaited });
  controller.run = run;
  client.custom("statecraft/started", { document });
  const stopping = { analysis: definition.analysis, places: placesOf(run.source.execution.program, definition.model) };
  dataBreakpoints.reset([]);
  for (const { answer } of [...breakpoints.use(document, stopping), ...stateBreakpoints.use(run.source)]) {
    client.event("breakpoint", { reason: "changed", breakpoint: answer });
  }
  if (controller.isConfigured) start(controller, run);
}

/** Launch and configuration may come in either order: the execution starts when both are there. */
export function configurationDone(controller: Controller): void {
  if (controller.isConfigured) return;
  controller.isConfigured = true;
  if (controller.run) start(controller, controller.run);
}

function start(controller: Controller, run: Run): void {
  if (run.source.execution.state.status !== "RUNNING") return;
  printStart(controller.client, run.launch, run.replay);
  const { execution, model } = run.source;
  for (const problem of unknownSkips(execution.program, model, run.launch.skipStates)) {
    controller.client.print("stderr", problem);
  }
  beginReplay(controller, run);
  run.driver.start();
  goOn(debuggeeOf(controller, run), { entry: run.launch.stopOnEntry });
}

export function debuggeeOf(controller: Controller, run: Run): Debuggee {
  const { client, progress, breakpoints, stateBreakpoints, dataBreakpoints } = controller;
  const exceptions = () => controller.exceptions;
  return {
    run,
    client,
    progress,
    breakpoints,
    stateBreakpoints,
    dataBreakpoints,
    exceptions,
    isCurrent: () => controller.run === run,
  };
}

/** The run where it stands; steps and changes are refused while it moves. */
export function standingRun({ run }: Controller): Run {
  if (!run?.standing) throw new NotStopped();
  return run;
}

export function currentRun({ run }: Controller): Run {
  if (!run) throw new Refusal("Nothing is being debugged.");
  return run;
}

/** Goes on, with all strands or with one alone: the others stand still until it waits or comes to its end. */
export function goFurther(controller: Controller, alone?: number): void {
  const run = standingRun(controller);
  const { execution } = run.source;
  const frame = alone === undefined ? undefined : execution.frames[alone];
  forget(controller.shown);
  goOn(debuggeeOf(controller, run), frame ? { alone: strandsAround(execution, frame) } : {});
}

export function step(controller: Controller, kind: StepKind, { threadId, targetId, granularity }: StepArguments): void {
  const run = standingRun(controller);
  const { client } = controller;
  const { execution } = run.source;
  const from = execution.frames[threadId];
  if (!from) throw new Refusal("This branch or iteration has come to its end.");
  const target = targetId === undefined ? undefined : controller.shown.steps.get(targetId);
  const into = target === "first" ? undefined : target;
  forget(controller.shown);
  const strands = strandsAround(execution, from);
  const { stepping, stepGranularity } = run.launch;
  const byPhase = kind === "next" && (granularity === "instruction" || stepGranularity === "phase");
  goOn(debuggeeOf(controller, run), {
    step: { kind, from, strands, byPhase, ...(into && { into }) },
    ...(stepping === "strand" && { alone: strands }),
  });
  if (stepping === "all") client.event("continued", { threadId, allThreadsContinued: true });
}

interface StepArguments {
  readonly threadId: number;
  readonly targetId?: number;
  readonly granularity?: DebugProtocol.SteppingGranularity;
}

export function pause({ run }: Controller, threadId: number): void {
  if (!run || run.standing) return;
  run.interrupt ??= pauseHalt(run, threadId);
  run.driver.pause();
}

/** Ends the execution as StopExecution does; asked for again, it ends whatever still runs. */
export function terminate(controller: Controller): void {
  const { run } = controller;
  if (!run) return;
  const { standing, driver } = run;
  driver.stop();
  driver.pause();
  if (standing || !controller.isConfigured) end(debuggeeOf(controller, run));
  else run.driver.dispose();
}

export function disconnect(controller: Controller): void {
  controller.progress.end();
  if (controller.run) disposeRun(controller.run);
  controller.run = undefined;
}

export function threads({ run }: Controller): DebugProtocol.Thread[] {
  if (!run) return [];
  return threadsOf(run.source.execution, [run.standing?.threadId, run.focus?.strand], run.launch.maxThreads);
}
