import { digest, startTimeLimit } from "../../evaluation/index.ts";
import {
  compileTemplate,
  evaluateJsonata,
  fillTemplate,
  isJsonObject,
  type Json,
  type JsonataTemplate,
  type JsonObject,
} from "../../language/index.ts";
import { jsonOrText } from "../json-or-text.ts";
import type { Invocation, TaskHandler } from "./handler.ts";
import type { MadeHandler } from "./kind.ts";
import { mockedAnswers } from "./mock.ts";
import type { MockAnswer } from "./mock-config.ts";

/**
 * Answers tasks with what its entry says:
 *
 * - `"result": {"id": "{% $states.input.id %}"}`: what the task gives. Texts in marks are JSONata over the task's own
 *   input, the evaluated `Arguments` or `Parameters`; `$states.context` tells of the call: `State.Name`,
 *   `State.RetryCount`, `Invocation` (how often the state was called before).
 * - `"error": "OutOfStock", "cause": "…"`: how it fails; TestState's `"errorOutput": {"error", "cause"}` says the same.
 * - `"responses": [{"error": "Busy"}, {"result": 1}]`: one after the other, the last one from then on.
 *
 * An entry with none of them gives null.
 */
export function inlineMock(options: JsonObject): MadeHandler {
  const { responses = [options] } = options;
  if (!Array.isArray(responses) || responses.length === 0) return faulty('"responses" must be a list of answers.');
  const templates: JsonataTemplate[] = [];
  for (const [index, response] of responses.entries()) {
    const read = readAnswer(response);
    if (typeof read === "string") return faulty(options.responses ? `responses[${index}]: ${read}` : read);
    templates.push(read);
  }
  return { ok: true, handler: handlerOf(templates) };
}

const faulty = (reason: string): MadeHandler => ({ ok: false, message: `kind "mock": ${reason}` });

function readAnswer(response: Json): JsonataTemplate | string {
  if (!isJsonObject(response)) return 'an answer is an object with a "result", or with an "error" and its "cause".';
  const { result = null, errorOutput, fieldValidationMode } = response;
  const { error, cause } = isJsonObject(errorOutput) ? errorOutput : response;
  // TestState takes results as JSON texts.
  const isText = typeof result === "string" && fieldValidationMode !== undefined;
  const value: Json =
    error === undefined ? { result: isText ? jsonOrText(result) : result } : { error, cause: cause ?? null };
  const compiled = compileTemplate(value, "JSONata");
  if (!compiled.ok) return `${compiled.problem.message} (${compiled.problem.location})`;
  return compiled.template.language === "JSONata" ? compiled.template : "it can't be read.";
}

function handlerOf(templates: readonly JsonataTemplate[]): TaskHandler {
  const give = mockedAnswers();
  return {
    name: "mock",
    instant: true,
    invoke(invocation) {
      const template = templates[Math.min(invocation.call.invocation, templates.length - 1)];
      if (!template) return;
      if (template.expressions.length === 0) return give(invocation, answerIn(template.value));
      return filled(template, invocation).then((answer) => give(invocation, answer));
    },
  };
}

/** An expression that gives no value makes the task fail, with the reason. */
async function filled(template: JsonataTemplate, { payload, call, caller, uuid }: Invocation): Promise<MockAnswer> {
  const state = { Name: call.state, RetryCount: call.attempt - 1 };
  const context = { Execution: { Id: caller.execution }, State: state, Invocation: call.invocation };
  const evaluation = { now: () => caller.now(), random: () => fraction(uuid()), uuid, hash: digest };
  const limit = startTimeLimit();
  const values: Json[] = [];
  for (const { expression, location } of template.expressions) {
    const bindings = { states: { input: payload, context }, variables: {} };
    const result = await evaluateJsonata(expression, bindings, evaluation, { limit });
    if (result.kind !== "value") {
      const reason = result.kind === "error" ? result.message : "it gives no value.";
      return { kind: "throw", error: "States.Runtime", cause: `The mock can't evaluate "${location}": ${reason}` };
    }
    values.push(result.value);
  }
  return answerIn(fillTemplate(template, values));
}

function answerIn(value: Json): MockAnswer {
  const { result = null, error, cause = null } = isJsonObject(value) ? value : {};
  if (error === undefined) return { kind: "return", value: result };
  return { kind: "throw", error: String(error), ...(cause !== null && { cause: textOf(cause) }) };
}

/** Causes are texts; an object is the JSON that functions fail with. */
const textOf = (cause: Json): string => (typeof cause === "string" ? cause : JSON.stringify(cause));

const fraction = (uuid: string): number => Number.parseInt(uuid.slice(0, 8), 16) / 2 ** 32;
