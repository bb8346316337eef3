// One recorded case as our implementation answers it: an execution, a TestState call, or a validation.
import { analyze, creationError, notations, validateDefinition, variableReferences } from "../../language/index.ts";
import { apiHistory, memoryStore, setUp } from "../../runtime/index.ts";
import { runTestState } from "./test-state-case.mjs";

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
  if (testCase.kind === "validation") return runValidation(testCase);
  return runTestState(testCase);
}

/**
 * What the case's own action gives of all that is known of a definition.
 * @param {{ readonly api: string, readonly type: "STANDARD" | "EXPRESS", readonly definition_text: string }} testCase
 */
function runValidation({ api, type, definition_text: text }) {
  const answer = validateDefinition(text, type);
  const accepted = answer.result === "OK";
  if (api === "validate_state_machine_definition") {
    const diagnostics = answer.diagnostics.map(({ rule: _rule, span: _span, ...diagnostic }) => diagnostic);
    return { accepted, ...answer, diagnostics };
  }
  if (!accepted) return { accepted, error: creationError(answer) };
  if (api !== "describe_state_machine") return { accepted };
  const { model } = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const references = Object.fromEntries(variableReferences(model.parts));
  return { accepted, ...(Object.keys(references).length > 0 && { variableReferences: references }) };
}

async function runExecution(testCase, answers) {
  const text = JSON.stringify(testCase.definition);
  const { model } = analyze({ uri: "case:", version: 0, notation: notations.json, text });
  const inputText = withMoments(testCase);
  const driver = setUp({
    machine: model.machines[0],
    name: NAMES.stateMachine,
    names: NAMES,
    input: { text: inputText, value: JSON.parse(inputText) },
    seed: 1,
    type: testCase.type,
    isAsynchronous: !testCase.expected.sync_response,
    limits: "aws",
    asOf: recordedAt(testCase),
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

/** Where the recording ends although the execution would go on: somebody stopped it, or stopped looking. */
function recordedEnd({ expected: { status, events } }, { execution }) {
  if (status !== "ABORTED" && status !== "RUNNING") return undefined;
  const before = (events?.length ?? Number.POSITIVE_INFINITY) - (status === "ABORTED" ? 1 : 0);
  return { stopsAt: () => execution.events.length >= before };
}

function stopAsRecorded({ expected }, driver) {
  const { error, cause } = expected.events?.at(-1)?.executionAbortedEventDetails ?? expected;
  driver.stop(error, cause);
}

/** A recording tells what the service did on its day: `21-09-2023, 14:07:46`. */
function recordedAt({ recorded }) {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})/.exec(recorded ?? "") ?? [];
  return year === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

async function storeOf({ s3_objects: objects = [] }) {
  const store = memoryStore();
  for (const { bucket, key, body } of objects) await store.put(bucket, key, body);
  return store;
}

/**
 * The recorder put tokens in place of moments, in inputs too. Where the service quoted the moment in its cause, that is
 * what the input held; else any valid one will do.
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

/** Answers tasks with what the services answered then. */
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
