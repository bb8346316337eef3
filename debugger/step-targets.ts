import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Frame } from "../engine/index.ts";
import { type Controller, standingRun } from "./controller.ts";
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
  const found = [...(isAtState(frame) ? [{ label: "first phase", into: undefined }] : []), ...partsOf(frame)];
  return found.length < 2 ? [] : found.map(({ label, into }) => ({ id: shown.steps.add(into ?? "first"), label }));
}

/** The branches or iterations that a state is about to begin. */
function partsOf(frame: Frame): readonly { readonly label: string; readonly into: StepInto }[] {
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
    { label: "first failing iteration", into: { parent: id, index: "failing" } },
  ];
}

const MOST = 50;
