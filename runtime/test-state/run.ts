import { type Frame, type Phase, rootFrame, toleranceError } from "../../engine/index.ts";
import type { Way } from "./inspection.ts";
import { beginSelection, endSelection, exceeds, noteItems, passes, readItems } from "./map-items.ts";
import { outcome } from "./outcome.ts";
import type { TestStateResponse } from "./request.ts";
import type { Testing, TestRun } from "./test-run.ts";
import { createTrace } from "./trace.ts";

/** How a test came out. */
export type Tested =
  | { readonly kind: "done"; readonly response: TestStateResponse; readonly way: Way }
  /** More iterations are said to have failed than there are. */
  | { readonly kind: "too-many-failures"; readonly items: number };

/** How long a test may take, in milliseconds of the execution's own time. Reference, section 11.3. */
const TIME_LIMIT = 300_000;

/** Moves the engine from phase to phase of the one state, up to the one that would leave it. */
export async function runTest(testing: Testing): Promise<Tested> {
  const { driver } = testing;
  const { engine } = driver;
  const run: TestRun = { ...testing, engine, trace: createTrace(), selection: [], items: 0, selecting: undefined };
  for (;;) {
    const end = await driver.run({
      stopsAt: (frame) => (frame.id === rootFrame ? stopsAt(run, frame) : passes(run, frame)),
    });
    const frame = engine.execution.frames[rootFrame];
    const phase = frame?.visit.state.phases[frame.phase];
    if (!frame || !phase) throw new Error("a tested state was left");
    const isLate = driver.clock.now() - engine.execution.startedAt > TIME_LIMIT;
    if ((end === "waiting" || isLate) && !frame.error)
      engine.fail(rootFrame, { error: "States.Timeout" }, driver.clock.now());
    else if (phase.kind === "Exit" || phase.kind === "Throw" || phase.kind === "Retry") {
      if (run.selecting === frame.phase) endSelection(run, frame);
      else if (!countRetries(run, frame, phase)) return { kind: "done", ...outcome(run, frame, phase) };
    } else if (phase.kind === "ItemReader") await readItems(run, frame);
    else if (phase.kind === "Work" && !beginSelection(run, frame)) {
      const failures = run.configuration.mapIterationFailureCount ?? 0;
      if (frame.visit.state.type === "Map" && failures > run.items)
        return { kind: "too-many-failures", items: run.items };
      endWork(run, frame);
    }
  }
}

function stopsAt(run: TestRun, frame: Frame): boolean {
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

/** Puts what was mocked in the place of what the branches or iterations would have given. */
function endWork(run: TestRun, frame: Frame): void {
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

/** The tries that were made belong to the retrier that takes the error: if it is another than was thought, looks again. */
function countRetries({ engine, driver, configuration }: TestRun, frame: Frame, phase: Phase): boolean {
  const tries = configuration.retrierRetryCount ?? 0;
  if (phase.kind !== "Retry" || !frame.error || (frame.retries[phase.index] ?? 0) === tries) return false;
  const retries = frame.visit.state.retriers.map((_, index) => (index === phase.index ? tries : 0));
  engine.replace({ ...frame, retries });
  engine.fail(rootFrame, frame.error, driver.clock.now());
  return true;
}
