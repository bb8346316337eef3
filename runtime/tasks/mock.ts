import { catalogue } from "../../data/index.ts";
import { type Answer, readResource, type StatesError } from "../../engine/index.ts";
import { type Json, type JsonObject, resultProblem, skeletonOf } from "../../language/index.ts";
import type { Invocation, TaskHandler } from "./handler.ts";
import type { MockAnswer, MockedResponse } from "./mock-config.ts";

/** Answers with what was written down, at once, by how often the state was called. */
export function mockHandler(name: string, responses: readonly MockedResponse[]): TaskHandler {
  const give = mockedAnswers();
  return {
    name: `mock "${name}"`,
    invoke(invocation) {
      const { call, answer } = invocation;
      const response = responses.find(({ from, to }) => from <= call.invocation && call.invocation <= to);
      if (response) return give(invocation, response.answer);
      const times = call.invocation === 0 ? "once" : `${call.invocation + 1} times`;
      const cause = `The mock "${name}" has no answer left: "${call.state}" was called ${times}. Add "${call.invocation}" to it.`;
      answer({ kind: "failed", error: { error: "States.Runtime", cause, terminal: true } });
    },
  };
}

/**
 * Gives the answers of one mock. A result that the task's service would never give is used as it is, and the user is
 * told once for each state. A task that waits for a job or a token is first told that its request was taken.
 */
export function mockedAnswers(): (invocation: Invocation, answer: MockAnswer) => void {
  const warned = new Set<string>();
  return (invocation, given) => {
    const { resource, call, answer, print } = invocation;
    const problem = given.kind === "return" ? mockProblem(resource, given.value) : undefined;
    if (problem !== undefined && !warned.has(call.path)) {
      warned.add(call.path);
      print(`Warning: the mocked result of "${call.state}" is none that its service gives. ${problem}\n`);
    }
    const submitted = submittedOutput(resource);
    if (submitted) answer({ kind: "submitted", output: submitted });
    answer(toAnswer(given));
  };
}

function mockProblem(resource: string, result: Json): string | undefined {
  const read = readResource(resource);
  return read.kind === "integration" ? resultProblem(catalogue, read.service, read.action, result) : undefined;
}

/** What the service said to the request of a task that goes on to wait; undefined where there is nothing to wait for. */
function submittedOutput(resource: string): JsonObject | undefined {
  const read = readResource(resource);
  if (read.kind !== "integration" || read.pattern === "request-response") return undefined;
  return skeletonOf(catalogue, read.service, read.action.split(".", 1)[0] ?? "");
}

const toAnswer = (answer: MockAnswer): Answer =>
  answer.kind === "return" ? { kind: "succeeded", output: answer.value } : { kind: "failed", error: errorOf(answer) };

const errorOf = ({ error, cause }: MockAnswer & { kind: "throw" }): StatesError => ({
  error,
  ...(cause !== undefined && { cause }),
});
