import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Frame, rootFrame, scopesOf } from "../engine/index.ts";
import { isJsonObject, type Json } from "../language/index.ts";
import { type MockAnswer, saveMock as writeMock } from "../runtime/index.ts";
import { type Controller, goFurther, standingRun, step } from "./controller.ts";
import { giveInstead } from "./detours.ts";
import { changeValue, evaluationFrame, typedValue } from "./inspect.ts";
import type { GivenResult, SavedMockBody } from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";
import { givenAnswer, toAnswer, waitingEffect } from "./unmocked.ts";
import { type Container, expandable, shownValue, type ValuePlace } from "./variables.ts";

/** Answers the task that a thread waits for. The execution stops again behind it, or goes on. */
export function giveResult(controller: Controller, given: GivenResult): void {
  const run = standingRun(controller);
  const thread = threadOf(run, given);
  const effect = waitingEffect(run.source.execution.frames[thread]);
  run.driver.signal({ effect, frame: thread, ...toAnswer(givenAnswer(given)) });
  if (given.resume) goFurther(controller);
  else step(controller, "next", { threadId: thread });
  // What it was shown of this stop holds no more: it asks anew at the next one.
  controller.client.event("continued", { threadId: thread, allThreadsContinued: true });
}

const threadOf = ({ standing }: Run, { threadId }: GivenResult): number => threadId ?? standing?.threadId ?? rootFrame;

/** Writes the answer into the mock-config file, and gives it. */
export function saveMock(controller: Controller, given: GivenResult): SavedMockBody {
  const run = standingRun(controller);
  waitingEffect(run.source.execution.frames[threadOf(run, given)]);
  const saved = saveGiven(controller, given);
  giveResult(controller, given);
  return saved;
}

/** Writes an answer to the present or next call of a task into the mock-config file. */
export function saveGiven(controller: Controller, given: GivenResult): SavedMockBody {
  const run = standingRun(controller);
  const { execution } = run.source;
  const frame = execution.frames[threadOf(run, given)];
  const { path, name } = frame?.visit.state ?? {};
  if (!frame || path === undefined || name === undefined) throw new Refusal("The execution has moved on.");
  const calls = execution.invocations.get(path) ?? execution.options.beginning?.calls ?? 0;
  const isCalled = frame.waiting?.on === "task" || frame.result !== undefined || frame.error !== undefined;
  return save(
    controller,
    run,
    { state: name, invocation: isCalled ? Math.max(0, calls - 1) : calls },
    givenAnswer(given),
  );
}

/** Saves what a task gave, or how it failed. */
export function saveResult(controller: Controller, frame: Frame): string {
  const { result, error, visit } = frame;
  if (visit.state.resource === undefined)
    throw new Refusal(`"${visit.state.name}" calls nothing: there is no result to save.`);
  if (result === undefined && !error) throw new Refusal("There is no result yet.");
  const given = error
    ? { error: error.error ?? "", ...(error.cause !== undefined && { cause: error.cause }) }
    : { result };
  const { file, testCase, response } = saveGiven(controller, { ...(given as GivenResult), threadId: frame.id });
  return `"${response}" in the test case "${testCase}" of ${file}`;
}

function save(
  { client }: Controller,
  { launch }: Run,
  call: { readonly state: string; readonly invocation: number },
  answer: MockAnswer,
): SavedMockBody {
  const { definition, mocks, mockFile, fields } = launch;
  if (fields.mocksOnly && !mocks) throw new Refusal("This folder isn't trusted: nothing is written into it.");
  const saved = writeMock({ definition, mocks, call, answer, ...(mockFile !== undefined && { file: mockFile }) });
  if (!saved.ok) throw new Refusal(saved.message);
  const { file, testCase, response } = saved;
  client.print("console", `Saved as "${response}" in the test case "${testCase}" of ${file}`);
  return { file, testCase, response };
}

/** Changes what an expression names: a variable, or something within a scope. */
export async function setExpression(
  controller: Controller,
  { expression, value: text, frameId }: DebugProtocol.SetExpressionArguments,
): Promise<DebugProtocol.SetExpressionResponse["body"]> {
  const run = standingRun(controller);
  const frame = evaluationFrame(run, frameId, controller.shown);
  const place = placeNamed(run, frame, expression.trim());
  if (!place)
    throw new Refusal(`"${expression}" can't be changed: name a variable, or something in the input or the result.`);
  const value = await typedValue(run, frame, text);
  change(controller, run, place, value);
  const shown: Container = { value, language: frame.visit.state.queryLanguage, place };
  return { ...shownValue(value), ...expandable(shown, controller.shown.values) };
}

/** Where a change of what an expression names would go. */
function placeNamed({ source }: Run, frame: Frame, expression: string): ValuePlace | undefined {
  const scopes = scopesOf(source.execution, frame);
  const [, variable, rest = ""] = /^\$([A-Za-z_]\w*)(.*)$/s.exec(expression) ?? [];
  const isOwn = scopes.some(
    ({ kind, value }) => kind === "variables" && isJsonObject(value) && variable && Object.hasOwn(value, variable),
  );
  const way = isOwn ? wayIn(rest) : undefined;
  if (variable !== undefined && way) return { frame: frame.id, scope: "variables", way: [variable, ...way] };
  for (const { kind, expression: begin } of scopes.toReversed()) {
    const inner =
      begin !== undefined && expression.startsWith(begin) ? wayIn(expression.slice(begin.length)) : undefined;
    if (inner) return { frame: frame.id, scope: kind, way: inner };
  }
  return undefined;
}

/** The way that `.order.lines[0]` means; undefined for what is no plain way. */
function wayIn(text: string): readonly (string | number)[] | undefined {
  const found: (string | number)[] = [];
  const part = /\.([A-Za-z_]\w*)|\.`([^`]+)`|\[(\d+)\]|\['([^']+)'\]/y;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match) return undefined;
    const [, name, quoted, index, bracketed] = match;
    found.push(index === undefined ? (name ?? quoted ?? bracketed ?? "") : Number(index));
  }
  return found;
}

function change(controller: Controller, run: Run, place: ValuePlace, value: Json): void {
  changeValue(run, place, value);
  // The answer to the request comes first.
  if (controller.knowsInvalidated) setImmediate(() => controller.client.event("invalidated", { areas: ["variables"] }));
}

export async function setVariable(
  controller: Controller,
  { variablesReference, name, value: text }: DebugProtocol.SetVariableArguments,
): Promise<DebugProtocol.SetVariableResponse["body"]> {
  const run = standingRun(controller);
  const { values } = controller.shown;
  const container = values.get(variablesReference);
  if (!container?.place || container.isFixed) throw new Refusal(`"${name}" can't be changed at this moment.`);
  const { place, only, language } = container;
  const frame = run.source.execution.frames[place.frame];
  if (!frame) throw new Refusal("The execution has moved on.");
  const value = await typedValue(run, frame, text);
  const changed = only === undefined ? { ...place, way: [...place.way, name] } : place;
  if (changed.scope !== "answer") change(controller, run, changed, value);
  else if (frame.waiting) giveResult(controller, { result: value, threadId: place.frame });
  else giveInstead(controller, place.frame, value);
  const shown: Container = { value, language, place: changed };
  return { ...shownValue(value), ...expandable(shown, values) };
}
