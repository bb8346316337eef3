import { describe, expect, it } from "vitest";
import type { Invoke } from "../../engine/index.ts";
import type { StatePath } from "../../language/index.ts";
import { kindContext } from "../../test/kit/task-asked.ts";
import { readMockConfig } from "./mock-config.ts";
import { createRouter, type RouterOptions } from "./router.ts";
import { readTasks } from "./task-config.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:price";

const invoke = (resource: string, state = "S"): Invoke => {
  const call = { state, path: `/States/${state}` as StatePath, attempt: 1, invocation: 0, iteration: [] };
  return { kind: "invoke", id: 1, frame: 1, resource, payload: {}, call };
};

function router(tasks: readonly object[], mocks?: RouterOptions["mocks"]) {
  const read = readTasks(JSON.parse(JSON.stringify(tasks)));
  if (!read.ok) throw new Error(read.message);
  return createRouter({ tasks: read.tasks, context: kindContext, ...(mocks && { mocks }) });
}

/** What runs a task, by its name, or why nothing does. */
function found(tasks: readonly object[], asked: Invoke): string {
  const answer = router(tasks).find(asked);
  if (answer.kind === "handler") return answer.handler.refuses?.(asked.resource) ?? answer.handler.name;
  return answer.kind === "unusable" ? answer.message : "nothing";
}

const node = { kind: "node", handler: "kinds.greet" };
const sqs = "arn:aws:states:::sqs:sendMessage";

describe("a task", () => {
  it.each<[readonly object[], Invoke, string]>([
    [[], invoke(FUNCTION), "nothing"],
    [[node], invoke(FUNCTION), "node kinds.greet"],
    [[{ ...node, function: "pri*" }], invoke(FUNCTION), "node kinds.greet"],
    [[{ ...node, state: "Other" }, { kind: "mock" }], invoke(FUNCTION), "mock"],
    [[{ kind: "builtin" }, node], invoke(FUNCTION), "node kinds.greet"],
    [[{ kind: "builtin" }], invoke(sqs), "builtin"],
    [[{ kind: "builtin" }], invoke("arn:aws:states:us-east-1:123456789012:activity:Approve"), "builtin"],
  ])("by %j is run by %s", (tasks, asked, name) => {
    expect(found(tasks, asked)).toBe(name);
  });

  it.each<[readonly object[], Invoke, string]>([
    [[{ kind: "builtin" }], invoke(FUNCTION), "functions have no stand-in"],
    [[{ kind: "builtin" }], invoke("arn:aws:states:::ecs:runTask.sync"), "no stand-in for"],
    [[{ kind: "exec" }], invoke(FUNCTION), "comes later"],
    [[{ kind: "aws" }], invoke(FUNCTION), "comes later"],
    [[{ kind: "node" }], invoke(FUNCTION), "src/app.handler"],
  ])("by %j is refused with the reason", (tasks, asked, reason) => {
    expect(found(tasks, asked)).toContain(reason);
  });

  it("of another machine has the mocks of that machine's test case", () => {
    const config = readMockConfig(
      JSON.stringify({
        StateMachines: {
          Orders: { TestCases: { Good: { S: "A" } } },
          Shipping: { TestCases: { Good: { S: "B" }, Bad: { S: "A" } } },
        },
        MockedResponses: { A: { "0": { Return: 1 } }, B: { "0": { Return: 2 } } },
      }),
    );
    if (!config.ok) throw new Error(config.message);
    const testCase = config.config.machines.get("Orders")?.get("Good") ?? new Map();
    const made = router([], { config: config.config, testCase, caseName: "Good" });
    const nameOf = (answer: ReturnType<typeof made.find>) =>
      answer.kind === "handler" ? answer.handler.name : answer.kind;
    expect(nameOf(made.find(invoke(FUNCTION)))).toBe('mock "A"');
    expect(nameOf(made.forMachine?.("Shipping").find(invoke(FUNCTION)) ?? { kind: "nothing" })).toBe('mock "B"');
    expect(nameOf(made.forMachine?.("Billing").find(invoke(FUNCTION)) ?? { kind: "nothing" })).toBe("nothing");
  });
});
