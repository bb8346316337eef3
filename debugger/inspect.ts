import type { DebugProtocol } from "@vscode/debugprotocol";
import { allNumbered, type Frame, handlingOf, type ProgramState, scopesOf, withScope } from "../engine/index.ts";
import type { Json, QueryLanguage } from "../language/index.ts";
import { evaluateAt, taskSkeleton } from "../runtime/index.ts";
import type { ClientStyle } from "./convert.ts";
import { edit } from "./edit.ts";
import { exceptionInfo } from "./exceptions.ts";
import { failedPhase } from "./failed-phase.ts";
import { tryJson } from "./launch.ts";
import { prettyJson } from "./output.ts";
import { preview } from "./preview.ts";
import { createReferences, type References } from "./references.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";
import { executionScopes, iterationsScope, scopesFor } from "./scopes.ts";
import { type StackLevel, stackOf } from "./stack.ts";
import type { StepInto } from "./stops.ts";
import { type Container, expandable, shownValue, type ValuePlace, variablesOf, withValueAt } from "./variables.ts";

/** What the client was shown, by the numbers that it asks for it again. */
export interface Shown {
  /** Stack frames and values of the present stop. */
  readonly levels: References<StackLevel>;
  readonly values: References<Container>;
  /** States that a thread can go to, and what a step can go into. */
  readonly targets: References<ProgramState>;
  readonly steps: References<StepInto | "first">;
  /** Values in the console, which stay there. */
  readonly lasting: References<Container>;
}

/** Values in the console that can still be expanded. */
const LASTING = 1000;

export const createShown = (): Shown => ({
  levels: createReferences(),
  values: createReferences(),
  targets: createReferences(),
  steps: createReferences(),
  lasting: createReferences(LASTING),
});

/** Forgets what holds for one stop only. */
export function forget({ levels, values, targets, steps }: Shown): void {
  for (const shown of [levels, values, targets, steps]) shown.clear();
}

export function stackTrace(
  run: Run,
  { threadId, startFrame = 0, levels }: DebugProtocol.StackTraceArguments,
  style: ClientStyle,
  shown: Shown,
): DebugProtocol.StackTraceResponse["body"] {
  const frame = run.source.execution.frames[threadId];
  if (!frame) throw new Refusal("This branch or iteration has come to its end.");
  const phase = failedPhase(run, frame);
  const isStop = run.standing?.reason === "exception" && run.standing.threadId === threadId;
  const stack = stackOf(run.source, frame, style, shown.levels, phase && { phase, isStop });
  return { stackFrames: stack.slice(startFrame, levels ? startFrame + levels : undefined), totalFrames: stack.length };
}

export function scopes(run: Run, frameId: number, shown: Shown): DebugProtocol.Scope[] {
  const level = shown.levels.get(frameId);
  if (!level) throw new Refusal("The execution has moved on.");
  const { execution } = run.source;
  const frame = execution.frames[level.strand ?? 0];
  if (!frame) return executionScopes(execution, shown.values);
  const found = scopesFor(execution, frame, wantedResult(run, frame), shown.values);
  const iterations = iterationsScope(execution, frame, shown.values);
  return iterations ? [iterations, ...found] : found;
}

/** A result of the right shape, where the frame's task waits for one, or is about to be called. */
function wantedResult({ source }: Run, { waiting, visit, phase }: Frame): Json | undefined {
  const { resource, phases } = visit.state;
  const isBefore = !waiting && phases[phase]?.kind === "Work";
  if (resource === undefined || !(isBefore || waiting?.on === "task")) return undefined;
  return taskSkeleton(resource, source.model.stateAt(visit.state.path));
}

export function variables(args: DebugProtocol.VariablesArguments, shown: Shown): DebugProtocol.Variable[] {
  const value = shown.values.get(args.variablesReference);
  if (value) return variablesOf(value, args, shown.values);
  const lasting = shown.lasting.get(args.variablesReference);
  if (lasting) return variablesOf(lasting, args, shown.lasting);
  throw new Refusal("The execution has moved on.");
}

/** The frame that an expression is evaluated in: of a stack frame, else of the strand that stopped. */
export function evaluationFrame(run: Run, frameId: number | undefined, shown: Shown): Frame {
  const { execution } = run.source;
  const level = frameId === undefined ? undefined : shown.levels.get(frameId);
  const [first] = allNumbered(execution.frames);
  const frame = execution.frames[level?.strand ?? run.standing?.threadId ?? 0] ?? first;
  if (!frame) throw new Refusal("The execution has ended.");
  return frame;
}

export async function evaluate(
  run: Run,
  frame: Frame,
  expression: string,
  context: string | undefined,
  shown: Shown,
  language: QueryLanguage = frame.visit.state.queryLanguage,
): Promise<DebugProtocol.EvaluateResponse["body"]> {
  const quick = context === "hover" || context === "watch" || context === "variables";
  const result = await evaluateAt(run.driver, frame, expression, { language, ...(quick && { milliseconds: QUICK }) });
  if (!result.ok) throw new Refusal(result.message);
  const { value } = result;
  if (value === undefined) {
    const why = context === "repl" ? result.absent : undefined;
    return { result: why ?? "undefined", type: "undefined", variablesReference: 0 };
  }
  if (context === "clipboard") return { result: prettyJson(value), variablesReference: 0 };
  const references = context === "repl" ? shown.lasting : shown.values;
  const { value: text, type } = shownValue(value);
  const isLong = context === "repl" && typeof value === "object";
  const container: Container = { value, language, expression };
  return { result: isLong ? preview(value, REPLY) : text, type, ...expandable(container, references) };
}

/** Whoever only looks waits no longer, in milliseconds. */
const QUICK = 1000;

/** Characters of an answer in the console, which can be expanded. */
const REPLY = 1000;

/** A value that the user typed: JSON, or an expression of the state's language. */
export async function typedValue(run: Run, frame: Frame, text: string): Promise<Json> {
  const json = tryJson(text);
  if (json.ok) return json.value;
  const result = await evaluateAt(run.driver, frame, text);
  if (result.ok && result.value !== undefined) return result.value;
  const why = result.ok ? "As an expression it names nothing." : result.message;
  throw new Refusal(`${preview(text, 100)} isn't valid JSON. ${why}`);
}

/** Puts a value into a scope of a frame, in the middle of the execution. */
export function changeValue(run: Run, place: ValuePlace, value: Json): void {
  const { driver, source } = run;
  const { execution } = source;
  const frame = execution.frames[place.frame];
  const scope = frame && scopesOf(execution, frame).find(({ kind }) => kind === place.scope);
  const changed =
    scope && place.scope !== "answer" && withScope(frame, place.scope, withValueAt(scope.value, place.way, value));
  if (!frame || !changed) throw new Refusal("This can't be changed at this moment.");
  edit(run, () => driver.replace(changed));
}

export function exceptionAt(run: Run, threadId: number): DebugProtocol.ExceptionInfoResponse["body"] {
  const { execution } = run.source;
  const frame = execution.frames[threadId];
  if (!frame?.error) throw new Refusal("There is no error here.");
  return exceptionInfo(frame.error, handlingOf(execution, frame), frame);
}
