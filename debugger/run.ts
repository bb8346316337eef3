import { executionArn, type Frame, type Invoke, rootFrame } from "../engine/index.ts";
import {
  createRouter,
  type DefinitionFile,
  type Driver,
  mockSkeleton,
  type Router,
  setUp,
  standInHint,
  taskSkeleton,
} from "../runtime/index.ts";
import type { Breakpoints } from "./breakpoints.ts";
import { documentName } from "./convert.ts";
import type { FunctionSessions } from "./function-sessions.ts";
import { createHits, type Hits } from "./hits.ts";
import type { Launch } from "./launch.ts";
import { type ManyHitsWatch, watchManyHits } from "./many-hits.ts";
import { createMapSessions, type MapSessions } from "./map-sessions.ts";
import { childFields, nestedFields } from "./nested-fields.ts";
import { connectOutcome, type OutcomeTeller } from "./outcome-channel.ts";
import { createOverlay, type Overlay } from "./overlay.ts";
import { createFeed, type OverlayFeed } from "./overlay-feed.ts";
import type { StatecraftEvents } from "./protocol.ts";
import { createReplay, type Replay, type ReplayListener } from "./replay/replay.ts";
import { disagreementText } from "./replay/telling.ts";
import { type ShapeRecorder, shapeRecorder } from "./run-shapes.ts";
import { skippedStates } from "./skipped-states.ts";
import type { StackSource } from "./stack.ts";
import { createStateData, type StateDataFeed } from "./state-data.ts";
import type { Focus } from "./stops.ts";
import { type OpenTask, unmockedFailure, unmockedReason, unmockedText } from "./unmocked.ts";

/** An execution under the debugger. */
export interface Run {
  readonly launch: Launch;
  /** Set where a history is gone through. */
  readonly replay: Replay | undefined;
  readonly functions: FunctionSessions;
  /** Set where child executions of distributed Maps have sessions of their own. */
  readonly mapSessions: MapSessions | undefined;
  readonly driver: Driver;
  readonly router: Router;
  readonly overlay: Overlay;
  readonly feed: OverlayFeed;
  readonly stateData: StateDataFeed;
  readonly shapes: ShapeRecorder;
  readonly source: StackSource;
  /** Tasks that wait for the user, by their frames. */
  readonly openTasks: ReadonlyMap<number, OpenTask>;
  /** Where it stands; undefined while it moves, and after its end. */
  standing: Halt | undefined;
  /** Why it is to stop at its next move. */
  interrupt: Halt | undefined;
  /** Whether the user knows that the file has changed. */
  toldOfChange: boolean;
  /** Where another session waits for the outcome. */
  readonly teller: OutcomeTeller | undefined;
  /** Finishes what follows the execution, where it was taken far back. */
  following: (() => void) | undefined;
  /** The iteration that alone may stop, of those beside it. */
  focus: Focus | undefined;
  /** The paths of states that steps pass over. */
  readonly skipped: ReadonlySet<string>;
  readonly manyHits: ManyHitsWatch;
  /** How often breakpoints were met. */
  readonly hits: Hits;
  /** Moments that it stopped at already: going on means to leave them. */
  seen: WeakSet<Frame>;
  /** Errors that the user was told of. */
  told: WeakSet<object>;
}

/** A stop, as the user is told of it. */
export interface Halt {
  readonly threadId: number;
  /** What kind of stop it is, in the protocol's words. */
  readonly reason: string;
  /** `Paused at OrderPaid`. */
  readonly description: string;
  readonly text?: string;
  readonly breakpoints?: readonly number[];
  /** The task that waits for a result. */
  readonly task?: OpenTask;
}

/** How a run speaks to the client. */
export interface Client {
  event(name: string, body?: object): void;
  custom<N extends keyof StatecraftEvents>(name: N, body: StatecraftEvents[N]): void;
  /** Asks the client for something; whether it was done. */
  ask(command: string, args: object): Promise<boolean>;
  /** Many lines are one group, which is opened under its title. */
  print(category: "console" | "stdout" | "stderr", text: string, at?: PrintedAt, title?: string): void;
}

/** The state that something printed belongs to. */
export interface PrintedAt {
  readonly source: StackSource;
  readonly frame: Frame;
}

/** What there is in a session besides its run. */
export interface AroundRun {
  readonly functions: FunctionSessions;
  readonly breakpoints: Breakpoints;
  /** Called where the session that waits for the outcome is gone. */
  unawaited(): void;
}

/** An execution that is ready to start. */
export function createRun(launch: Launch, client: Client, around: AroundRun): Run {
  const { functions } = around;
  const { definition, input, mocks, tasks, context, machines, speed, seed, type, limits } = launch;
  const { machine, model, name, analysis } = definition;
  const { debugsFunctions = functions.canAsk, tellsOutcome } = launch.fields;
  const debugs = debugsFunctions && !launch.noDebug;
  const asksByProtocol = launch.fields.debugsFunctions === undefined;
  const functionDebugger = functions.debuggerFor(() => executionArn(run.source.execution), asksByProtocol);
  const router = createRouter({
    tasks,
    context: { ...context, ...(debugs && { debugger: functionDebugger }) },
    ...(mocks && { mocks }),
  });
  const mapSessions = mapSessionsFor(launch, client, functions, () => run);
  const openTasks = new Map<number, OpenTask>();
  const listener = replayListener(client, () => run);
  const replay = launch.replay && createReplay(launch.replay.history, machine, listener);
  const driver = setUp({
    machine,
    name,
    input,
    router: replay?.router(router) ?? router,
    seed,
    type,
    limits,
    timeouts: launch.timeouts,
    beginning: launch.beginning,
    ...(launch.substitutions && { substitutions: launch.substitutions }),
    clock: replay?.clock ?? { speed },
    // What it started then is in other histories.
    ...(!replay && { machines }),
    ...(debugs && { runElsewhere: elsewhereFor(launch, around, () => executionArn(run.source.execution)) }),
    ...(mapSessions && { runChild: mapSessions.run }),
    asksForTokens: !launch.noDebug,
    ...(context.objects && { objects: context.objects }),
    restorable: !launch.noDebug,
    onUnhandled(invoke, reason, answer) {
      const task = { invoke, reason };
      if (launch.noDebug || launch.onUnmocked === "fail") {
        client.print("stderr", unmockedAdvice(task, definition, standInHint(invoke.resource, router.services)));
        return answer(unmockedFailure(task));
      }
      client.print("console", `${unmockedReason(task)}: give it a result in the editor for it, or by /result here.`);
      openTasks.set(invoke.frame, task);
      run.interrupt = taskHalt(task);
      driver.pause();
    },
    // Frames of other executions are none that the user could answer for.
    onNestedUnhandled: (invoke, reason, answer) => answer(unmockedFailure({ invoke, reason })),
    onPrint: (invoke, text) => printTask(client, run, invoke, text),
    onStep: () => run.feed.touch(),
  });
  replay?.accompany(driver);
  const { execution } = driver.engine;
  const id = `${documentName(launch.document)}-${seed}-${Date.now()}`;
  const overlay = createOverlay(id, execution, launch.speed !== "skip");
  const run: Run = {
    launch,
    replay,
    functions,
    mapSessions,
    driver,
    router,
    overlay,
    shapes: shapeRecorder(input.value),
    feed: createFeed(overlay, (message) => client.custom("statecraft/overlay", message)),
    stateData: createStateData(id, execution, (message) => client.custom("statecraft/stateData", message)),
    source: {
      ...{ execution, analysis, model, name: launch.title, document: launch.document },
      withoutEnds: launch.fields.selectsFrames === true,
    },
    openTasks,
    standing: undefined,
    interrupt: undefined,
    toldOfChange: false,
    teller: typeof tellsOutcome === "string" ? connectOutcome(tellsOutcome, around.unawaited) : undefined,
    following: undefined,
    focus: undefined,
    skipped: skippedStates(execution.program, model, launch.skipStates),
    manyHits: watchManyHits(),
    hits: createHits(),
    seen: new WeakSet(),
    told: new WeakSet(),
  };
  return run;
}

/** Runs executions that it starts in sessions of their own. */
const elsewhereFor = (launch: Launch, { functions, breakpoints }: AroundRun, execution: () => string) =>
  functions.nestedFor({
    execution,
    hasBreakpoints: (path) => breakpoints.has(path),
    asksByProtocol: launch.fields.debugsFunctions === undefined,
    fieldsFor: (found, request) => nestedFields(launch, found, request),
  });

/** At most so many child executions have sessions of their own at once. */
const MOST_SESSIONS = 10;

function mapSessionsFor(
  launch: Launch,
  client: Client,
  functions: FunctionSessions,
  run: () => Run,
): MapSessions | undefined {
  const { fields, childSessions, noDebug, replay, maxThreads } = launch;
  if (!childSessions || noDebug || replay) return undefined;
  if (!(fields.debugsFunctions ?? functions.canAsk)) {
    client.print("stderr", '"childSessions" counts for nothing: this client starts no sessions that it is asked for.');
    return undefined;
  }
  return createMapSessions({
    client,
    sessions: functions.sessions(fields.debugsFunctions === undefined),
    most: Math.min(MOST_SESSIONS, maxThreads),
    execution: () => run().source.execution,
    aimed: () => functions.aimed,
    entering: functions.entering,
    begins: (child) => run().overlay.note(child),
    ended: ({ name, startedAt }, events) => run().overlay.adopt(name, startedAt, events),
    fieldsFor: (child) => childFields(launch, child),
  });
}

/** Says where the definition doesn't give what a history tells, once for each place. */
function replayListener(client: Client, run: () => Run): ReplayListener {
  const told = new Set<string>();
  const once = (text: string, at?: PrintedAt): void => {
    if (told.has(text)) return;
    told.add(text);
    client.print("stderr", text, at);
  };
  return {
    disagrees(disagreement) {
      once(disagreementText(disagreement), { source: run().source, frame: disagreement.frame });
    },
    misses: (state) => once(`The history doesn't hold the result of "${state}": one of the same kind stands for it.`),
  };
}

/** A stop at a task that waits for its result. */
export function taskHalt(task: OpenTask): Halt {
  const text = unmockedText(task);
  return { threadId: task.invoke.frame, reason: "result wanted", description: text, text, task };
}

function unmockedAdvice(task: OpenTask, { name, model }: DefinitionFile, hint: string | undefined): string {
  const { resource, call } = task.invoke;
  const skeleton = mockSkeleton(task.invoke, name, taskSkeleton(resource, model.stateAt(call.path)));
  const advice = hint === undefined ? "" : `${hint} `;
  return `${unmockedReason(task)}. ${advice}A mock-config file that answers it:\n${skeleton}`;
}

/** What a handler prints, each line with the name of its state. */
function printTask(client: Client, { source }: Run, { call, frame }: Invoke, text: string): void {
  const found = source.execution.frames[frame];
  const lines = text.replace(/\r?\n$/, "").replaceAll(/^(?=.)/gm, `[${call.state}] `);
  client.print("stdout", lines, found && { source, frame: found }, `${call.state} printed`);
}

/** Ends whatever the run has started, without a word. */
export function disposeRun(run: Run): void {
  const { driver, router, feed, teller } = run;
  run.following = undefined;
  teller?.close();
  feed.stop();
  driver.stop();
  driver.pause();
  driver.dispose();
  router.dispose();
}

/** The frame that a thread stands for. */
export const frameOf = ({ source }: Run, threadId: number = rootFrame): Frame | undefined =>
  source.execution.frames[threadId];
