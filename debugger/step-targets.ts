import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Frame } from "../engine/index.ts";
import { type Controller, standingRun } from "./controller.ts";
import type { Run } from "./run.ts";
import { isAtState, type StepInto } from "./stops.ts";

/** What a step into a state may lead to: its first phase, a branch, an iteration. */
export function stepInTargets(
  controller: Controller,
  { frameId }: DebugProtocol.StepInTargetsArguments,
): DebugProtocol.StepInTarget[] {
  const run = standingRun(controller);
  const { shown } = controller;
  const level = shown.levels.get(frameId);
  const frame = run.source.execution.frames[level?.strand ?? 0];
  if (!frame || frame.children || level?.inner !== undefined) return [];
  const parts = [...workOf(run, frame), ...partsOf(frame)];
  const found = [...(isAtState(frame) ? [{ label: "first phase", into: undefined }] : []), ...parts];
  return found.length < 2 ? [] : found.map(({ label, into }) => ({ id: shown.steps.add(into ?? "first"), label }));
}

interface Target {
  readonly label: string;
  readonly into: StepInto;
}

/** The branches or iterations that a state is about to begin. */
function partsOf(frame: Frame): readonly Target[] {
  const { state } = frame.visit;
  const { id } = frame;
  const work = state.phases.findIndex(({ kind }) => kind === "Work");
  if (state.machines.length === 0 || frame.phase > work) return [];
  if (!state.iteration) {
    return state.machines.slice(0, MOST).map(({ start }, index) => ({
      label: `branch ${index + 1}: ${start?.name ?? ""}`,
      into: { parent: id, index },
    }));
  }
  return [
    { label: "first iteration", into: { parent: id, index: 0 } },
    { label: "last iteration", into: { parent: id, index: "last" } },
    { label: "first failing iteration", into: { parent: id, index: "failing" } },
  ];
}

const MOST = 50;

/** What a task calls, past its first phases: `node src/app.handler`. */
function workOf({ router, replay }: Run, { id, visit, phase, data }: Frame): readonly Target[] {
  const { name, path, resource, phases } = visit.state;
  const work = phases.findIndex(({ kind }) => kind === "Work");
  if (resource === undefined || phase >= work || replay) return [];
  const call = { state: name, path, attempt: 1, invocation: 0, iteration: [] };
  // What it will be given isn't known yet: entries that go by a function's name may not be found.
  const found = router.find({ id: 0, frame: id, kind: "invoke", resource, payload: data, call });
  const label = found.kind === "handler" ? found.handler.name : "its call";
  return [{ label, into: { parent: id, index: "work" } }];
}
