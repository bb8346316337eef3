import type { StatesError } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import type { TaskHandler } from "./handler.ts";
import type { MockAnswer, MockedResponse } from "./mock-config.ts";

/** Answers with what was written down, at once, by how often the state was called. */
export function mockHandler(name: string, responses: readonly MockedResponse[]): TaskHandler {
  return {
    name: `mock "${name}"`,
    invoke({ call, answer }) {
      const response = responses.find(({ from, to }) => from <= call.invocation && call.invocation <= to);
      if (response) return answer(answerOf(response.answer));
      const times = call.invocation === 0 ? "once" : `${call.invocation + 1} times`;
      const cause = `The mock "${name}" has no answer left: "${call.state}" was called ${times}. Add "${call.invocation}" to it.`;
      answer({ kind: "failed", error: { error: "States.Runtime", cause, terminal: true } });
    },
  };
}

/** Always answers with the same value. */
export function fixedHandler(value: Json): TaskHandler {
  return { name: "mock", invoke: ({ answer }) => answer({ kind: "succeeded", output: value }) };
}

const answerOf = (answer: MockAnswer) =>
  answer.kind === "return"
    ? ({ kind: "succeeded", output: answer.value } as const)
    : ({ kind: "failed", error: errorOf(answer) } as const);

const errorOf = ({ error, cause }: MockAnswer & { kind: "throw" }): StatesError => ({
  error,
  ...(cause !== undefined && { cause }),
});
