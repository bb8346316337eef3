import type { DebugProtocol } from "@vscode/debugprotocol";
import { enteringInstead, type Frame, type ProgramState, resultInstead, skipping } from "../engine/index.ts";
import type { Json } from "../language/index.ts";
import { type Controller, debuggeeOf, standingRun } from "./controller.ts";
import { documentKey, toLine, toRange } from "./convert.ts";
import { pausedAt, stand } from "./debuggee.ts";
import { edit } from "./edit.ts";
import { forget } from "./inspect.ts";
import { placeAtLine, placesOf } from "./places.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";

/** Goes to another state of the same machine, with what the execution has by now. */
export function goTo(controller: Controller, { threadId, targetId }: DebugProtocol.GotoArguments): void {
  const run = standingRun(controller);
  const target = controller.shown.targets.get(targetId);
  if (!target) throw new Refusal("The execution has moved on.");
  goToState(controller, run, threadId, target);
}

function goToState(controller: Controller, run: Run, threadId: number, target: ProgramState): void {
  divert(controller, run, threadId, (frame) => {
    if (!isBeside(run, frame, target)) {
      throw new Refusal(`"${target.name}" belongs to another branch or iteration than "${frame.visit.state.name}".`);
    }
    return enteringInstead(frame, target, run.driver.now());
  });
}

/** Whether a state belongs to the machine that a frame goes through. */
const isBeside = ({ source }: Run, { strand }: Frame, { path }: ProgramState): boolean =>
  source.model.stateAt(path)?.machine === strand.machine.source;

/** The states on a line that a thread can go to. */
export function goToTargets(
  controller: Controller,
  { line, source }: DebugProtocol.GotoTargetsArguments,
): DebugProtocol.GotoTarget[] {
  const run = standingRun(controller);
  const { analysis, model, execution, document } = run.source;
  if (source.path !== undefined && documentKey(source.path) !== documentKey(document)) return [];
  const place = placeAtLine(placesOf(execution.program, model), analysis, toLine(line, controller.style));
  const frame = execution.frames[run.standing?.threadId ?? 0];
  const span = place && model.stateAt(place.state.path)?.nameNode.span;
  if (!frame || !span || !isBeside(run, frame, place.state)) return [];
  const id = controller.shown.targets.add(place.state);
  return [{ id, label: place.state.name, ...toRange(analysis.lines, span, controller.style) }];
}

/** Goes to a state that a person named. */
export function goToNamed(controller: Controller, threadId: number, name: string): void {
  const run = standingRun(controller);
  const frame = frameOf(run, threadId);
  const found = [...run.source.execution.program.states.values()].find(
    (state) => state.name === name && isBeside(run, frame, state),
  );
  if (!found) throw new Refusal(`There is no state "${name}" beside "${frame.visit.state.name}".`);
  goToState(controller, run, threadId, found);
}

/** Leaves a state out: its input goes on as its output. */
export function skip(controller: Controller, threadId: number): void {
  const run = standingRun(controller);
  divert(controller, run, threadId, (frame) => {
    const skipped = skipping(frame);
    if (!skipped) throw new Refusal(`"${frame.visit.state.name}" can't be left out: nothing comes after it.`);
    return skipped;
  });
}

/** Makes a state fail, as if its work had given the error; whatever handles it comes next. */
export function fail(controller: Controller, threadId: number, error: string, cause: string | undefined): void {
  const run = standingRun(controller);
  frameOf(run, threadId);
  edit(run, () => run.driver.fail(threadId, { error, ...(cause !== undefined && { cause }) }));
  stopAnew(controller, run, threadId);
}

/** Gives a result in place of a state's work, which isn't done. */
export function giveInstead(controller: Controller, threadId: number, result: Json): void {
  const run = standingRun(controller);
  divert(controller, run, threadId, (frame) => {
    const given = resultInstead(frame, result);
    if (!given) throw new Refusal(`"${frame.visit.state.name}" has its result already: change it in its scope.`);
    return given;
  });
}

function divert(controller: Controller, run: Run, threadId: number, other: (frame: Frame) => Frame): void {
  other(frameOf(run, threadId));
  edit(run, () => run.driver.divert(other(frameOf(run, threadId))));
  stopAnew(controller, run, threadId);
}

function frameOf({ source }: Run, threadId: number): Frame {
  const frame = source.execution.frames[threadId];
  if (!frame) throw new Refusal("This branch or iteration has come to its end.");
  return frame;
}

/** Tells where it stands now, behind the answer to the request. */
function stopAnew(controller: Controller, run: Run, threadId: number): void {
  forget(controller.shown);
  const debuggee = debuggeeOf(controller, run);
  setImmediate(() => {
    const frame = run.source.execution.frames[threadId];
    if (!debuggee.isCurrent() || !frame) return;
    run.overlay.note(frame);
    stand(debuggee, { threadId, reason: "goto", description: pausedAt(frame) });
  });
}

/** Ends branches or iterations with an error of the debugger's. */
export function terminateThreads(controller: Controller, { threadIds = [] }: DebugProtocol.TerminateThreadsArguments) {
  const run = standingRun(controller);
  for (const id of threadIds) frameOf(run, id);
  edit(run, () => {
    for (const id of threadIds) run.driver.fail(id, { error: "States.Runtime", cause: "Ended by the debugger." });
  });
  const [first] = threadIds;
  if (first !== undefined) stopAnew(controller, run, run.standing?.threadId ?? first);
}
