import {
  type Engine,
  type Frame,
  handlingOf,
  type Phase,
  rootFrame,
  type StatesError,
  takersOf,
  toleranceError,
} from "../../engine/index.ts";
import { type Json, jsonText } from "../../language/index.ts";
import type { Driver } from "../driver.ts";
import { itemFormats } from "../items/item-format.ts";
import { variablesAfter, type Way } from "./inspection.ts";
import type { ErrorDetails, StateConfiguration, TestStateResponse } from "./request.ts";
import { createTrace, type Trace } from "./trace.ts";

/** What a test runs with. */
export interface Testing {
  readonly driver: Driver;
  /** What the state's work gives instead of being done: for Parallel and Map states, whose children don't run. */
  readonly mocked: { readonly result: Json | undefined; readonly error: StatesError | undefined } | undefined;
  readonly configuration: StateConfiguration;
  readonly inputText: string;
}

/** How a test came out. */
export type Tested =
  | { readonly kind: "done"; readonly response: TestStateResponse; readonly way: Way }
  /** More iterations are said to have failed than there are. */
  | { readonly kind: "too-many-failures"; readonly items: number };

/** A test under way. */
interface Run extends Testing {
  readonly engine: Engine;
  readonly trace: Trace;
  selected?: readonly Json[];
  batches?: readonly Json[];
  pointed?: Json;
  items: number;
  /** Set while the items are selected: the phase that comes then. */
  selecting: number | undefined;
}

/** Moves the engine from phase to phase of the one state, up to the one that would leave it. */
export async function runTest(testing: Testing): Promise<Tested> {
  const { driver } = testing;
  const { engine } = driver;
  const run: Run = { ...testing, engine, trace: createTrace(), items: 0, selecting: undefined };
  for (;;) {
    await driver.run({ stopsAt: (frame) => frame.id === rootFrame && stopsAt(run, frame) });
    const frame = engine.execution.frames.get(rootFrame);
    const phase = frame?.visit.state.phases[frame.phase];
    if (!frame || !phase) throw new Error("a tested state was left");
    if (phase.kind === "Exit" || phase.kind === "Throw" || phase.kind === "Retry") {
      if (run.selecting === frame.phase) endSelection(run, frame);
      else if (!countRetries(run, frame, phase)) return { kind: "done", ...outcome(run, frame, phase) };
    } else if (phase.kind === "ItemReader") await readItems(run, frame);
    else if (phase.kind === "Work" && !beginSelection(run, frame)) {
      const failures = run.configuration.mapIterationFailureCount ?? 0;
      if (failures > run.items) return { kind: "too-many-failures", items: run.items };
      endWork(run, frame);
    }
  }
}

function stopsAt(run: Run, frame: Frame): boolean {
  const { state } = frame.visit;
  const phase = state.phases[frame.phase];
  if (run.selecting === undefined) run.trace.note(frame);
  if (state.type === "Map") noteItems(run, frame, state.phases[frame.phase - 1]);
  switch (phase?.kind) {
    case "Exit":
    case "Throw":
    case "Retry":
    case "ItemReader":
      return true;
    case "Work":
      return state.type === "Map" || state.type === "Parallel";
    default:
      return false;
  }
}

/** What has become of a Map state's items, as long as they are there. */
function noteItems(run: Run, frame: Frame, behind: Phase | undefined): void {
  const { Items: items } = frame.settings;
  if (frame.error || !Array.isArray(items)) return;
  if (behind?.kind === "Selection") run.selected = childrenOf(run, frame);
  if (behind?.kind === "ItemBatcher") run.batches = items;
  if (run.batches === undefined) run.items = items.length;
}

function childrenOf({ engine }: Run, { children }: Frame): readonly Json[] {
  const { first = 0, count = 0 } = children ?? {};
  return Array.from({ length: count }, (_, index) => engine.execution.frames.get(first + index)?.data ?? null);
}

/** Takes the items out of the text that stands for the file. */
async function readItems(run: Run, frame: Frame): Promise<void> {
  const { engine, configuration, driver } = run;
  const { config = {} } = frame.visit.state.distributed?.reader ?? {};
  const read = itemFormats[String(config.InputType ?? "JSON")];
  const content = new TextEncoder().encode(configuration.mapItemReaderData ?? "[]");
  const most = frame.settings["ItemReader/ReaderConfig/MaxItems"] ?? config.MaxItems;
  const found = await read?.(content, config, typeof most === "number" ? most : Number.POSITIVE_INFINITY);
  if (found?.ok !== true) {
    const cause = found?.cause ?? `Items of the type ${config.InputType} can't be given as a text.`;
    engine.fail(rootFrame, { error: "States.ItemReaderFailed", cause }, driver.clock.now());
    return;
  }
  const items = Array.isArray(found.items)
    ? found.items
    : Object.entries(found.items).map(([Key, Value]) => ({ Key, Value }));
  if (typeof config.ItemsPointer === "string") run.pointed = items;
  engine.replace({ ...frame, settings: { ...frame.settings, Items: items }, phase: frame.phase + 1 });
}

/**
 * Makes a Map state select what its iterations get, by phases behind its own ones. False where nothing is to be
 * selected, or where that was done.
 */
function beginSelection(run: Run, frame: Frame): boolean {
  const { state } = frame.visit;
  const { selection, phases } = state;
  const selects = selection?.phases.some(({ kind }) => kind === "ItemSelector" || kind === "Broken");
  if (state.type !== "Map" || !selects || run.selected !== undefined || run.batches !== undefined) return false;
  const { span } = phases[frame.phase] ?? { span: { start: 0, end: 0 } };
  const more: readonly Phase[] = [...phases, { kind: "Selection", span }, { kind: "Throw", span }];
  run.selecting = phases.length + 1;
  run.engine.replace({ ...frame, visit: { ...frame.visit, state: { ...state, phases: more } }, phase: phases.length });
  return true;
}

function endSelection(run: Run, frame: Frame): void {
  const { state } = frame.visit;
  run.selecting = undefined;
  run.selected = childrenOf(run, frame);
  const phases = state.phases.slice(0, -2);
  const phase = phases.findIndex(({ kind }) => kind === "Work");
  run.engine.replace({ ...frame, visit: { ...frame.visit, state: { ...state, phases } }, phase, children: undefined });
}

/** Puts what was mocked in the place of what the branches or iterations would have given. */
function endWork(run: Run, frame: Frame): void {
  const { engine, driver, mocked, configuration } = run;
  const { phases, type } = frame.visit.state;
  const failures = configuration.mapIterationFailureCount ?? 0;
  const error = mocked?.error ?? (type === "Map" && exceeds(frame, failures, run.items) ? toleranceError : undefined);
  if (error) {
    engine.fail(rootFrame, error, driver.clock.now());
    return;
  }
  const last = phases.findLastIndex(({ kind }) => kind === "Join" || kind === "MapRunEnd");
  const result = mocked?.result ?? null;
  engine.replace({ ...frame, data: result, result, children: undefined, phase: last + 1 });
}

/** Whether more iterations failed than the state says it tolerates; where it says nothing, TestState tolerates all. */
function exceeds({ settings }: Frame, failures: number, items: number): boolean {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = settings;
  if (typeof count === "number" && failures > count) return true;
  return typeof percentage === "number" && items > 0 && (100 * failures) / items > percentage;
}

/** The tries that were made belong to the retrier that takes the error: if it is another than was thought, looks again. */
function countRetries({ engine, driver, configuration }: Run, frame: Frame, phase: Phase): boolean {
  const tries = configuration.retrierRetryCount ?? 0;
  if (phase.kind !== "Retry" || !frame.error || (frame.retries[phase.index] ?? 0) === tries) return false;
  const retries = frame.visit.state.retriers.map((_, index) => (index === phase.index ? tries : 0));
  engine.replace({ ...frame, retries });
  engine.fail(rootFrame, frame.error, driver.clock.now());
  return true;
}

function outcome(run: Run, frame: Frame, phase: Phase): { readonly response: TestStateResponse; readonly way: Way } {
  const { trace, inputText, selected, batches, pointed } = run;
  const isDone = phase.kind === "Exit";
  const { error, cause } = frame.error ?? {};
  const response: TestStateResponse = {
    status: isDone ? (frame.error ? "CAUGHT_ERROR" : "SUCCEEDED") : phase.kind === "Retry" ? "RETRIABLE" : "FAILED",
    ...(isDone && { output: jsonText(frame.data) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(isDone && nextOf(phase)),
  };
  const variables = variablesAfter(frame, isDone);
  const errorDetails = errorDetailsOf(run, frame, phase);
  return { response, way: { trace, frame, inputText, selected, batches, pointed, variables, errorDetails } };
}

function nextOf(phase: Phase): { readonly nextState?: string } {
  if (phase.kind !== "Exit" || phase.to.kind === "end") return {};
  const name = phase.to.kind === "state" ? phase.to.state.name : phase.to.name;
  return name === "" ? {} : { nextState: name };
}

function errorDetailsOf({ engine }: Run, frame: Frame, phase: Phase): ErrorDetails {
  if (!frame.error) return {};
  const handling = phase.kind === "Retry" ? handlingOf(engine.execution, frame) : undefined;
  const { retrier, catcher } = takersOf(frame.visit.state, frame.error);
  return {
    ...(retrier !== undefined && { retryIndex: retrier }),
    ...(handling?.kind === "retry" && { retryBackoffIntervalSeconds: handling.delaySeconds }),
    ...(phase.kind === "Exit" && catcher !== undefined && { catchIndex: catcher }),
  };
}
