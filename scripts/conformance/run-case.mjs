// One recorded case as our implementation answers it: an execution, a TestState call, or a validation.
import { analyze, notations } from "../../language/index.ts";
import { apiHistory, setUp } from "../../runtime/index.ts";

/**
 * A line of the corpus, as far as it is read here. Its README has the whole.
 * @typedef {object} ConformanceCase
 * @property {string} kind
 * @property {unknown} definition
 * @property {string} input_text
 * @property {"STANDARD" | "EXPRESS"} type
 * @property {string} [clock]
 * @property {Readonly<Record<string, number>>} placeholders
 * @property {{ readonly cause?: unknown, readonly events?: readonly RecordedEvent[] }} expected
 *
 * @typedef {{ readonly type: string, readonly activityStartedEventDetails?: { readonly workerName?: string } }} RecordedEvent
 *
 * What a task was answered then: one of them.
 * @typedef {object} RecordedAnswer
 * @property {import("../../language/index.ts").Json} [submitted]
 * @property {boolean} [never]
 * @property {import("../../language/index.ts").Json} [result]
 * @property {string} [error]
 * @property {string} [cause]
 *
 * @typedef {(call: { state: string, attempt: number, iteration: readonly (readonly [string, number])[] }) => RecordedAnswer} Answers
 */

const NAMES = {
  region: "us-east-1",
  account: "111111111111",
  stateMachine: "machine",
  execution: "execution",
  roleArn: "arn:aws:iam::111111111111:role/role",
};

/**
 * What our implementation gives for a case, in the shapes of the comparator.
 * @param {ConformanceCase} testCase
 * @param {Answers} answers
 */
export async function runCase(testCase, answers) {
  if (testCase.kind === "execution") return runExecution(testCase, answers);
  return { status: "not answered yet", accepted: "not answered yet" };
}

/**
 * @param {ConformanceCase} testCase
 * @param {Answers} answers
 */
async function runExecution(testCase, answers) {
  const text = JSON.stringify(testCase.definition);
  const { model } = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const inputText = withMoments(testCase);
  const [machine] = model.machines;
  if (!machine) return { status: "no machine in the definition" };
  const driver = setUp({
    machine,
    name: NAMES.stateMachine,
    names: NAMES,
    input: { text: inputText, value: JSON.parse(inputText) },
    seed: 1,
    type: testCase.type,
    limits: "aws",
    restorable: false,
    clock: { speed: "skip", start: Date.parse(testCase.clock ?? "2024-01-01T00:00:00Z") },
    router: { find: () => ({ kind: "handler", handler: recorded(testCase, answers) }), dispose() {} },
    onUnhandled() {},
  });
  driver.start();
  await driver.run();
  return outcomeOf(driver.engine);
}

/**
 * The recorder put tokens in place of moments, in inputs too. Where the service quoted the moment in its cause, that is
 * what the input held; else any valid one will do.
 * @param {ConformanceCase} testCase
 */
function withMoments({ input_text: text, expected, placeholders }) {
  const quoted = /date-time format string: (?:\S+ == )?(\S.*)$/.exec(
    typeof expected.cause === "string" ? expected.cause : "",
  );
  const moment = quoted?.[1] ?? "2016-12-05T21:29:29Z";
  return ["timestamp", "date"]
    .filter((token) => token in placeholders)
    .reduce((written, token) => written.replaceAll(`"${token}"`, JSON.stringify(moment)), text);
}

/**
 * Answers tasks with what the services answered then.
 * @param {ConformanceCase} testCase
 * @param {Answers} answers
 * @returns {import("../../runtime/index.ts").TaskHandler}
 */
function recorded({ expected }, answers) {
  // Who took an activity's task is known to the history alone.
  const workers = (expected.events ?? []).filter(({ type }) => type === "ActivityStarted");
  return {
    name: "recording",
    invoke({ call, resource, answer }) {
      const given = answers({ state: call.state, attempt: call.attempt, iteration: call.iteration });
      if (/:activity:/.test(resource)) {
        answer({ kind: "started", workerName: workers.shift()?.activityStartedEventDetails?.workerName });
      }
      if (given.submitted !== undefined) answer({ kind: "submitted", output: given.submitted });
      if (given.never) return;
      if (given.result !== undefined) answer({ kind: "succeeded", output: given.result });
      else answer({ kind: "failed", error: { error: given.error, cause: given.cause } });
    },
  };
}

/** @param {import("../../engine/index.ts").Engine} engine */
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
