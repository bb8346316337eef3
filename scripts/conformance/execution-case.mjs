// A recorded execution as our implementation runs it.
import { analyze, notations } from "../../language/index.ts";
import { apiHistory, memoryStore, setUp } from "../../runtime/index.ts";

/**
 * @typedef {import("../../language/index.ts").Json} Json
 * @typedef {import("../../engine/index.ts").Engine} Engine
 * @typedef {object} RecordedEvent
 * @property {string} type
 * @property {{ readonly workerName?: string }} [activityStartedEventDetails]
 * @property {{ readonly error?: string, readonly cause?: string }} [executionAbortedEventDetails]
 * @typedef {{ readonly status: string, readonly error?: string, readonly cause?: Json, readonly sync_response?: Json,
 *   readonly events?: readonly RecordedEvent[] }} Expected
 * @typedef {{ readonly type: "STANDARD" | "EXPRESS", readonly definition: Json, readonly input_text: string,
 *   readonly recorded?: string, readonly clock?: string, readonly placeholders: { readonly [token: string]: number },
 *   readonly s3_objects?: readonly { readonly bucket: string, readonly key: string, readonly body: string }[],
 *   readonly expected: Expected }} ExecutionCase
 * @typedef {{ readonly submitted?: Json, readonly never?: boolean, readonly result?: Json, readonly error?: string,
 *   readonly cause?: string }} RecordedAnswer
 * @typedef {(call: { readonly state: string, readonly attempt: number,
 *   readonly iteration: readonly (readonly [string, number])[] }) => RecordedAnswer} Answers
 */

const NAMES = {
  region: "us-east-1",
  account: "111111111111",
  stateMachine: "machine",
  execution: "execution",
  roleArn: "arn:aws:iam::111111111111:role/role",
};

/**
 * The end and the history of an execution, in the shapes of the comparator.
 * @param {ExecutionCase} testCase
 * @param {Answers} answers
 */
export async function runExecution(testCase, answers) {
  const text = JSON.stringify(testCase.definition);
  const { model } = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const [machine] = model.machines;
  if (!machine) throw new Error("the definition has no machine");
  const asOf = recordedAt(testCase);
  const inputText = withMoments(testCase);
  const driver = setUp({
    machine,
    name: NAMES.stateMachine,
    names: NAMES,
    input: { text: inputText, value: JSON.parse(inputText) },
    seed: 1,
    type: testCase.type,
    isAsynchronous: !testCase.expected.sync_response,
    limits: "aws",
    ...(asOf !== undefined && { asOf }),
    objects: await storeOf(testCase),
    restorable: false,
    clock: { speed: "skip", start: Date.parse(testCase.clock ?? "2024-01-01T00:00:00Z") },
    router: { find: () => ({ kind: "handler", handler: recorded(testCase, answers) }), dispose() {} },
    onUnhandled() {},
  });
  driver.start();
  await driver.run(recordedEnd(testCase, driver.engine));
  if (testCase.expected.status === "ABORTED") stopAsRecorded(testCase, driver);
  return outcomeOf(driver.engine);
}

/**
 * Where the recording ends although the execution would go on: somebody stopped it, or stopped looking.
 * @param {ExecutionCase} testCase
 * @param {Engine} engine
 */
function recordedEnd({ expected: { status, events } }, { execution }) {
  if (status !== "ABORTED" && status !== "RUNNING") return undefined;
  const before = (events?.length ?? Number.POSITIVE_INFINITY) - (status === "ABORTED" ? 1 : 0);
  return { stopsAt: () => execution.log.length >= before };
}

/**
 * @param {ExecutionCase} testCase
 * @param {import("../../runtime/index.ts").Driver} driver
 */
function stopAsRecorded({ expected }, driver) {
  const { error, cause } = expected.events?.at(-1)?.executionAbortedEventDetails ?? {};
  driver.stop(error, cause);
}

/**
 * A recording tells what the service did on its day: `21-09-2023, 14:07:46`.
 * @param {ExecutionCase} testCase
 */
function recordedAt({ recorded }) {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})/.exec(recorded ?? "") ?? [];
  return year === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** @param {ExecutionCase} testCase */
async function storeOf({ s3_objects: objects = [] }) {
  const store = memoryStore();
  for (const { bucket, key, body } of objects) await store.put(bucket, key, body);
  return store;
}

/**
 * The recorder put tokens in place of moments, in inputs too. Where the service quoted the moment in its cause, that is
 * what the input held; else any valid one will do.
 * @param {ExecutionCase} testCase
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
 * @param {ExecutionCase} testCase
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
      const { result, error, cause } = given;
      if (result !== undefined) return answer({ kind: "succeeded", output: result });
      answer({
        kind: "failed",
        error: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
      });
    },
  };
}

/** @param {Engine} engine */
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
