// One recorded case as our implementation answers it: an execution, a TestState call, or a validation.
import { compile, createEngine } from "../../engine/index.ts";
import { analyze, notations } from "../../language/index.ts";
import { digest } from "../../runtime/digest.ts";
import { apiHistory, createClock, createDriver } from "../../runtime/index.ts";

const NAMES = {
  region: "us-east-1",
  account: "111111111111",
  stateMachine: "machine",
  execution: "execution",
  roleArn: "arn:aws:iam::111111111111:role/role",
};

/** What our implementation gives for a case, in the shapes of the comparator. */
export async function runCase(testCase, answers) {
  if (testCase.kind === "execution") return runExecution(testCase, answers);
  return { status: "not answered yet", accepted: "not answered yet" };
}

async function runExecution(testCase, answers) {
  const text = JSON.stringify(testCase.definition);
  const { model } = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const input = { text: testCase.input_text, value: JSON.parse(testCase.input_text) };
  const engine = createEngine(compile(model.machines[0]), {
    input,
    seed: 1,
    type: testCase.type,
    limits: "aws",
    restorable: false,
    names: NAMES,
    hash: digest,
  });
  const driver = createDriver({
    engine,
    clock: createClock({ speed: "skip", start: Date.parse(testCase.clock ?? "2024-01-01T00:00:00Z") }),
    seed: 1,
    router: { find: () => ({ kind: "handler", handler: recorded(answers) }), dispose() {} },
    onUnhandled() {},
  });
  driver.start();
  await driver.run();
  return outcomeOf(engine);
}

/** Answers tasks with what the services answered then. */
function recorded(answers) {
  return {
    name: "recording",
    invoke({ call, resource, answer }) {
      const given = answers({ state: call.state, attempt: call.attempt, iteration: call.iteration });
      if (/:activity:/.test(resource)) answer({ kind: "started", workerName: given.recorded.workerName });
      if (given.submitted !== undefined) answer({ kind: "submitted", output: given.submitted });
      if (given.never) return;
      if ("result" in given) answer({ kind: "succeeded", output: given.result });
      else answer({ kind: "failed", error: { error: given.error, cause: given.cause } });
    },
  };
}

function outcomeOf(engine) {
  const { status, output, error } = engine.execution.state;
  const events = apiHistory(engine);
  return {
    status,
    ...(output !== undefined && { output: JSON.stringify(output) }),
    ...(error?.error !== undefined && { error: error.error }),
    ...(error?.cause !== undefined && { cause: error.cause }),
    events,
  };
}
