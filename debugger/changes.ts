import type { DebugProtocol } from "@vscode/debugprotocol";
import { rootFrame } from "../engine/index.ts";
import { saveMock as writeMock } from "../runtime/index.ts";
import { helpText, readCommand } from "./console.ts";
import { type Controller, currentRun, goFurther, standingRun, step } from "./controller.ts";
import { toOffset } from "./convert.ts";
import { frameAtOffset } from "./inline-values.ts";
import { changeValue, evaluate, evaluationFrame, typedValue } from "./inspect.ts";
import type { GivenResult, SavedMockBody } from "./protocol.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";
import { givenAnswer, toAnswer, waitingEffect } from "./unmocked.ts";
import { type Container, expandable, shownValue } from "./variables.ts";

/** Answers the task that a thread waits for. The execution stops again behind it, or goes on. */
export function giveResult(controller: Controller, given: GivenResult): void {
  const run = standingRun(controller);
  const thread = threadOf(run, given);
  const effect = waitingEffect(run.source.execution.frames[thread]);
  run.driver.signal({ effect, frame: thread, ...toAnswer(givenAnswer(given)) });
  if (!given.resume) return step(controller, "next", thread);
  goFurther(controller);
  controller.client.event("continued", { threadId: thread, allThreadsContinued: true });
}

const threadOf = ({ standing }: Run, { threadId }: GivenResult): number => threadId ?? standing?.threadId ?? rootFrame;

/** Writes the answer into the mock-config file, and gives it. */
export function saveMock(controller: Controller, given: GivenResult): SavedMockBody {
  const run = standingRun(controller);
  const thread = threadOf(run, given);
  waitingEffect(run.source.execution.frames[thread]);
  const task = run.openTasks.get(thread);
  if (!task) throw new Refusal("This task is being answered already: only a task without an answer can be mocked.");
  const { definition, mocks, mockFile, fields } = run.launch;
  if (fields.mocksOnly && !mocks) throw new Refusal("This folder isn't trusted: nothing is written into it.");
  const answer = givenAnswer(given);
  const { call } = task.invoke;
  const saved = writeMock({ definition, mocks, call, answer, ...(mockFile !== undefined && { file: mockFile }) });
  if (!saved.ok) throw new Refusal(saved.message);
  const { file, testCase, response } = saved;
  controller.client.print("console", `Saved as "${response}" in the test case "${testCase}" of ${file}`);
  giveResult(controller, given);
  return { file, testCase, response };
}

/** Evaluates an expression; in the console, a line that begins with a slash is a command. */
export async function evaluateRequest(
  controller: Controller,
  { expression, frameId, context, line, column = 1 }: DebugProtocol.EvaluateArguments,
): Promise<DebugProtocol.EvaluateResponse["body"]> {
  const command = context === "repl" ? readCommand(expression) : undefined;
  if (command?.kind === "help") return said(helpText());
  const run = currentRun(controller);
  const focused = evaluationFrame(run, frameId, controller.shown);
  // What is pointed at is evaluated with what it is evaluated with there, which may be other data.
  const { lines } = run.source.analysis;
  const pointed =
    context === "hover" && line !== undefined ? toOffset(lines, line, column, controller.style) : undefined;
  const frame = (pointed !== undefined && frameAtOffset(controller, pointed, focused.id)) || focused;
  if (!command) return evaluate(run, frame, expression, context, controller.shown);
  const threadId = frame.id;
  if (command.kind === "fail") {
    giveResult(controller, { ...command.given, threadId });
    return said(`The task fails with ${command.given.error}.`);
  }
  const result = await typedValue(run, frame, command.value);
  if (command.save) saveMock(controller, { result, threadId });
  else giveResult(controller, { result, threadId });
  return said("The task has its result.");
}

const said = (result: string): DebugProtocol.EvaluateResponse["body"] => ({ result, variablesReference: 0 });

export async function setVariable(
  controller: Controller,
  { variablesReference, name, value: text }: DebugProtocol.SetVariableArguments,
): Promise<DebugProtocol.SetVariableResponse["body"]> {
  const run = standingRun(controller);
  const { values } = controller.shown;
  const container = values.get(variablesReference);
  if (!container?.place) throw new Refusal(`"${name}" can't be changed at this moment.`);
  const { place, only, language } = container;
  const frame = run.source.execution.frames[place.frame];
  if (!frame) throw new Refusal("The execution has moved on.");
  const value = await typedValue(run, frame, text);
  const changed = only === undefined ? { ...place, way: [...place.way, name] } : place;
  if (changed.scope === "answer") giveResult(controller, { result: value, threadId: place.frame });
  else {
    changeValue(run, changed, value);
    // The answer to the request comes first.
    if (controller.knowsInvalidated)
      setImmediate(() => controller.client.event("invalidated", { areas: ["variables"] }));
  }
  const shown: Container = { value, language, place: changed };
  return { ...shownValue(value), ...expandable(shown, values) };
}
