import { describe, expect, it } from "vitest";
import { analyze, type Json, type JsonObject, notations } from "../language/index.ts";
import { apiHistory, setUp, type TaskHandler } from "./index.ts";

/** Runs a machine that consists of one state, S, whose tasks give `{}`. */
async function run(state: JsonObject, input: Json, type: "STANDARD" | "EXPRESS" = "STANDARD") {
  const definition = { StartAt: "S", TimeoutSeconds: 999, States: { S: { ...state, End: true } } };
  const { model } = analyze({ uri: "", version: 0, notation: notations.json, text: JSON.stringify(definition) });
  const [machine] = model.machines;
  if (!machine) throw new Error("no machine");
  const handler: TaskHandler = { name: "empty", invoke: ({ answer }) => answer({ kind: "succeeded", output: {} }) };
  const driver = setUp({
    machine,
    name: "one",
    input: { text: JSON.stringify(input), value: input },
    seed: 1,
    type,
    limits: "aws",
    clock: { speed: "skip", start: Date.UTC(2026, 0, 1) },
    restorable: false,
    router: { find: () => ({ kind: "handler", handler }), dispose() {} } satisfies Parameters<
      typeof setUp
    >[0]["router"],
    onUnhandled() {},
  });
  driver.start();
  await driver.run();
  const events = apiHistory(driver.engine).map(({ type, previousEventId }) => `${type} ${previousEventId}`);
  return { ...driver.engine.execution.state, events };
}

const WHERE = "An error occurred while executing the state 'S' (entered at the event id #2). ";

async function check(state: JsonObject, input: Json, error: string, cause: string): Promise<void> {
  const given = await run(state, input);
  expect(given.error).toMatchObject({ error, cause: `${WHERE}${cause}` });
}

const MAP = { Type: "Map", ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } } };
const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const JSONATA = { QueryLanguage: "JSONata" };

describe("what can't be done at run time", () => {
  const runtime = (state: JsonObject, input: Json, cause: string) => check(state, input, "States.Runtime", cause);
  const query = (state: JsonObject, cause: string) =>
    check({ ...state, ...JSONATA }, {}, "States.QueryEvaluationError", cause);

  it("is told of by the path that can't be followed", async () => {
    await runtime({ Type: "Pass", InputPath: "$.a.b" }, {}, "Invalid path '$.a.b' : Missing property in path $['a']");
    await runtime({ Type: "Pass", OutputPath: "$.a" }, {}, "Invalid path '$.a' : No results for path: $['a']");
    const field = { "v.$": "$.a" };
    const missing = `The JSONPath '$.a' specified for the field 'v.$' could not be found in the input '{}'`;
    await runtime({ Type: "Pass", Parameters: { x: [field] } }, {}, missing);
    await runtime({ ...MAP, ItemsPath: "$.i" }, { i: 1 }, 'Reference path "$.i" must point to array.');
    await runtime(MAP, { a: 1 }, 'Reference path "$" must point to array.');
  });

  it("is told of by the setting that isn't what it must be", async () => {
    const concurrency = { ...MAP, ItemsPath: "$.i", MaxConcurrencyPath: "$.c" };
    const notInteger = (value: string) =>
      `The MaxConcurrencyPath field refers to value "${value}" which is not a valid integer: $.c`;
    for (const c of ["x", 1.5, true]) await runtime(concurrency, { i: [1], c }, notInteger(String(c)));
    const seconds = { ...TASK, TimeoutSecondsPath: "$.t" };
    await runtime(seconds, { t: "x" }, "The TimeoutSecondsPath parameter cannot be parsed as a long value: $.t == x");
    await runtime(seconds, { t: -1 }, "The TimeoutSecondsPath parameter references a negative value: $.t == -1");
    const tolerated = { ...MAP, ItemsPath: "$.i", ToleratedFailureCountPath: "$.c" };
    await runtime(tolerated, { i: [1], c: -1 }, "ToleratedFailureCount cannot be negative.");
  });

  it("is told of by the expression that gives the wrong thing", async () => {
    const unexpected = (field: string, expected: string, was: string, value: string, text = "$x") =>
      `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${was}' for value: ${value}`;
    await query({ ...TASK, Arguments: "{% [1] %}" }, unexpected("Arguments", "object", "array", "[1]", "[1]"));
    await query({ ...MAP, Items: "{% 1 %}" }, unexpected("Items", "array", "number", "1", "1"));
    const many = { ...MAP, Items: [1], MaxConcurrency: "{% 1.5 %}" };
    await query(many, "The MaxConcurrency field cannot be parsed as an integer: 1.5");
    const share = { ...MAP, Items: [1], ToleratedFailurePercentage: "{% 101 %}" };
    await query(share, "ToleratedFailurePercentage must be between 0 and 100.");
    const nothing = "The JSONata expression '$x' specified for the field 'ItemSelector' returned nothing (undefined).";
    await query({ ...MAP, Items: [1, 2], ItemSelector: "{% $x %}" }, nothing);
  });

  it("is told of once where the items of a Map can't be selected", async () => {
    const { events } = await run({ ...MAP, ...JSONATA, Items: [1, 2], ItemSelector: "{% $x %}" }, {});
    expect(events.slice(3)).toEqual(["EvaluationFailed 3", "MapStateFailed 4", "ExecutionFailed 5"]);
    const paths = await run({ ...MAP, ItemSelector: { "a.$": "$.nope" } }, [1, 2]);
    expect(paths.events.slice(3)).toEqual(["ExecutionFailed 3"]);
  });

  it("is waiting for ever with a negative concurrency, as on the service", async () => {
    const given = await run({ ...MAP, ItemsPath: "$.i", MaxConcurrencyPath: "$.c" }, { i: [1], c: -1 });
    expect(given.status).toBe("TIMED_OUT");
  });

  it("is to go beyond the size of a value", async () => {
    const twice = { "a.$": "$.b", "c.$": "$.b" };
    const tooLarge =
      "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.";
    const states: readonly JsonObject[] = [
      { Type: "Pass", Parameters: twice },
      { Type: "Pass", Assign: twice },
      { ...TASK, Parameters: twice, Catch: [{ ErrorEquals: ["States.ALL"], Next: "S" }] },
    ];
    for (const state of states) {
      const { error } = await run(state, { b: "é".repeat(70_000) });
      expect(error).toMatchObject({ error: "States.DataLimitExceeded", cause: tooLarge });
    }
    // In JSON a quote takes two bytes: 131,071 of them, and the quotes around them, are as much as there may be.
    expect(await run({ Type: "Pass" }, '"'.repeat(131_071))).toMatchObject({ status: "SUCCEEDED" });
    expect(await run({ Type: "Pass" }, '"'.repeat(131_072))).toMatchObject({ status: "FAILED" });
  });

  it("is to take longer than EXPRESS executions may", async () => {
    const wait = (Seconds: number) => ({ Type: "Wait", Seconds });
    expect(await run(wait(300), {}, "EXPRESS")).toMatchObject({ status: "TIMED_OUT" });
    expect(await run(wait(299), {}, "EXPRESS")).toMatchObject({ status: "SUCCEEDED" });
    expect(await run(wait(300), {})).toMatchObject({ status: "SUCCEEDED" });
  });

  it("is to write more events than there may be", async () => {
    const full = "The execution reached the maximum number of history events (25000).";
    const Next = "A";
    const circle = { StartAt: "A", States: { A: { Type: "Pass", Next } } };
    const { error, events } = await run({ Type: "Parallel", Branches: [circle] }, {});
    expect([error?.cause, events.length]).toEqual([full, 25_000]);
    const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
    const many = { Type: "Map", ToleratedFailureCount: 1, ItemProcessor: { ...circle, ProcessorConfig } };
    expect(await run(many, [1])).toMatchObject({ output: [{ Error: "States.Runtime", Cause: full }] });
  });
});
