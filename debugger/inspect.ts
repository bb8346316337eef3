import type { DebugProtocol } from "@vscode/debugprotocol";
import { allNumbered, type Frame, handlingOf, scopesOf, withScope } from "../engine/index.ts";
import type { Json } from "../language/index.ts";
import { evaluateAt, skeletonResult } from "../runtime/index.ts";
import type { ClientStyle } from "./convert.ts";
import { exceptionInfo } from "./exceptions.ts";
import { tryJson } from "./launch.ts";
import { prettyJson } from "./output.ts";
import { preview } from "./preview.ts";
import { createReferences, type References } from "./references.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";
import { executionScopes, scopesFor } from "./scopes.ts";
import { type StackLevel, stackOf } from "./stack.ts";
import { type Container, expandable, shownValue, type ValuePlace, variablesOf, withValueAt } from "./variables.ts";

/** What the client was shown, by the numbers that it asks for it again. */
export interface Shown {
  /** Stack frames and values of the present stop. */
  readonly levels: References<StackLevel>;
  readonly values: References<Container>;
  /** Values in the console, which stay there. */
  readonly lasting: References<Container>;
}

/** Values in the console that can still be expanded. */
const LASTING = 1000;

export const createShown = (): Shown => ({
  levels: createReferences(),
  values: createReferences(),
  lasting: createReferences(LASTING),
});

/** Forgets what holds for one stop only. */
export function forget({ levels, values }: Shown): void {
  levels.clear();
  values.clear();
}

export function stackTrace(
  run: Run,
  { threadId, startFrame = 0, levels }: DebugProtocol.StackTraceArguments,
  style: ClientStyle,
  shown: Shown,
): DebugProtocol.StackTraceResponse["body"] {
  const frame = run.source.execution.frames[threadId];
  if (!frame) throw new Refusal("This branch or iteration has come to its end.");
  const stack = stackOf(run.source, frame, style, shown.levels);
  return { stackFrames: stack.slice(startFrame, levels ? startFrame + levels : undefined), totalFrames: stack.length };
}

export function scopes(run: Run, frameId: number, shown: Shown): DebugProtocol.Scope[] {
  const level = shown.levels.get(frameId);
  if (!level) throw new Refusal("The execution has moved on.");
  const { execution } = run.source;
  const frame = execution.frames[level.strand ?? 0];
  if (!frame) return executionScopes(execution, shown.values);
  return scopesFor(execution, frame, wantedResult(run, frame), shown.values);
}

/** A result of the right shape, where the frame's task waits for one. */
function wantedResult({ openTasks }: Run, { id, waiting, visit }: Frame): Json | undefined {
  if (waiting?.on !== "task") return undefined;
  const task = openTasks.get(id);
  return skeletonResult(task?.invoke ?? { resource: visit.state.resource ?? "" });
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
): Promise<DebugProtocol.EvaluateResponse["body"]> {
  const result = await evaluateAt(run.driver, frame, expression);
  if (!result.ok) throw new Refusal(result.message);
  const { value } = result;
  if (value === undefined) return { result: "undefined", type: "undefined", variablesReference: 0 };
  if (context === "clipboard") return { result: prettyJson(value), variablesReference: 0 };
  const references = context === "repl" ? shown.lasting : shown.values;
  const { queryLanguage: language } = frame.visit.state;
  const { value: text, type } = shownValue(value);
  const isLong = context === "repl" && typeof value === "object";
  const container: Container = { value, language, expression };
  return { result: isLong ? preview(value, REPLY) : text, type, ...expandable(container, references) };
}

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
  const { driver, overlay, seen, source } = run;
  const { execution } = source;
  const frame = execution.frames[place.frame];
  const scope = frame && scopesOf(execution, frame).find(({ kind }) => kind === place.scope);
  const changed =
    scope && place.scope !== "answer" && withScope(frame, place.scope, withValueAt(scope.value, place.way, value));
  if (!frame || !changed) throw new Refusal("This can't be changed at this moment.");
  driver.replace(changed);
  const now = execution.frames[frame.id] ?? changed;
  if (seen.has(frame)) run.seen.add(now);
  overlay.replaced(now);
}

export function exceptionAt(run: Run, threadId: number): DebugProtocol.ExceptionInfoResponse["body"] {
  const { execution } = run.source;
  const frame = execution.frames[threadId];
  if (!frame?.error) throw new Refusal("There is no error here.");
  return exceptionInfo(frame.error, handlingOf(execution, frame), frame);
}
