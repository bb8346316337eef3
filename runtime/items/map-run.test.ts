import { describe, expect, it } from "vitest";
import { analyze, type Json, type JsonObject, notations } from "../../language/index.ts";
import { apiHistory, memoryStore, setUp } from "../index.ts";

/** Runs a machine that consists of one distributed Map, and gives all that it leaves behind. */
async function run(fields: JsonObject, input: Json, states: JsonObject = { A: { Type: "Pass", End: true } }) {
  const { QueryLanguage = "JSONPath", ...own } = fields;
  const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
  const ItemProcessor = { ProcessorConfig, StartAt: "A", States: states };
  const definition = { QueryLanguage, StartAt: "M", States: { M: { Type: "Map", ItemProcessor, ...own, End: true } } };
  const { model } = analyze({ uri: "", version: 0, notation: notations.json, text: JSON.stringify(definition) });
  const [machine] = model.machines;
  if (!machine) throw new Error("no machine");
  const objects = memoryStore();
  await objects.put("in", "items.json", '[{"n": 1}, {"n": 2}, {"n": 3}]');
  const driver = setUp({
    machine,
    name: "orders",
    input: { text: JSON.stringify(input), value: input },
    seed: 1,
    type: "STANDARD",
    limits: "aws",
    clock: { speed: "skip", start: Date.UTC(2026, 0, 1) },
    restorable: false,
    objects,
    router: { find: () => ({ kind: "nothing" }), dispose() {} },
    onUnhandled() {},
  });
  driver.start();
  await driver.run();
  const files: { [key: string]: Json } = {};
  for (const { key } of await objects.list("out", "")) {
    files[key] = new TextDecoder().decode(await objects.get("out", key));
  }
  const events = apiHistory(driver.engine).map(({ type, previousEventId }) => `${type} ${previousEventId}`);
  return { ...driver.engine.execution.state, events, files };
}

const outputOf = async (...given: Parameters<typeof run>) => (await run(...given)).output;

const READER = { Resource: "arn:aws:states:::s3:getObject", Parameters: { Bucket: "in", Key: "items.json" } };
const WRITER = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "out", Prefix: "runs" } };

/** Fails for the items whose `n` is at least 2. */
const PICKY = {
  A: { Type: "Choice", Choices: [{ Variable: "$.n", NumericGreaterThan: 1, Next: "F" }], Default: "P" },
  F: { Type: "Fail", Error: "Big", Cause: "too big" },
  P: { Type: "Pass", End: true },
};

describe("a distributed Map", () => {
  it("goes through items of its input, of a file, and through the members of an object", async () => {
    expect(await outputOf({}, [1, 2])).toEqual([1, 2]);
    expect(await outputOf({ ItemReader: READER, ItemsPath: "$.nothing" }, {})).toHaveLength(3);
    expect(await outputOf({}, { a: 1 })).toEqual([{ Key: "a", Value: 1 }]);
    const ItemSelector = { "item.$": "$$.Map.Item" };
    const members = await outputOf({ ItemsPath: "$.o", ItemSelector }, { o: { a: 1 } });
    expect(members).toEqual([{ item: { Index: 0, Value: 1, Key: "a", Source: "STATE_DATA" } }]);
    const read = await outputOf({ ItemReader: READER, ItemSelector: { "from.$": "$$.Map.Item.Source" } }, {});
    expect(read).toContainEqual({ from: "S3://in/items.json" });
    const JSONata = { QueryLanguage: "JSONata", Items: "{% $states.input.o %}" };
    expect(await outputOf(JSONata, { o: { a: 1 } })).toEqual([{ Key: "a", Value: 1 }]);
  });

  it("makes batches", async () => {
    const most = { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "by.$": "$.who" } }, ItemsPath: "$.items" };
    const ItemSelector = { "v.$": "$$.Map.Item.Value" };
    expect(await outputOf({ ...most, ItemSelector }, { items: [1, 2, 3], who: "Ada" })).toEqual([
      { BatchInput: { by: "Ada" }, Items: [{ v: 1 }, { v: 2 }] },
      { BatchInput: { by: "Ada" }, Items: [{ v: 3 }] },
    ]);
    const bytes = { ItemBatcher: { MaxInputBytesPerBatch: 22 } };
    expect(await outputOf(bytes, ["aa", "bé", "cc"])).toEqual([{ Items: ["aa", "bé"] }, { Items: ["cc"] }]);
  });

  it("runs its items as executions of their own", async () => {
    const [child] = (await outputOf({ Label: "Each" }, [{ n: 1 }], {
      A: { Type: "Pass", Parameters: { "context.$": "$$" }, End: true },
    })) as readonly { readonly context: JsonObject }[];
    const arn = "arn:aws:states:us-east-1:123456789012";
    expect(child?.context.StateMachine).toEqual({ Id: `${arn}:stateMachine:orders/Each`, Name: "orders/Each" });
    expect(child?.context.Execution).toMatchObject({ Input: { n: 1 }, RedriveCount: 0 });
  });

  it("tolerates as many failures as it says", async () => {
    const items = [{ n: 1 }, { n: 2 }, { n: 3 }];
    const failure = { Error: "Big", Cause: "too big" };
    const tolerated = { status: "SUCCEEDED", output: [{ n: 1 }, failure, failure] };
    const exceeded = { status: "FAILED", error: { error: "States.ExceedToleratedFailureThreshold" } };
    expect(await run({}, items, PICKY)).toMatchObject(exceeded);
    expect(await run({ ToleratedFailureCount: 2 }, items, PICKY)).toMatchObject(tolerated);
    expect(await run({ ToleratedFailureCount: 1 }, items, PICKY)).toMatchObject(exceeded);
    expect(await run({ ToleratedFailurePercentage: 67 }, items, PICKY)).toMatchObject(tolerated);
    expect(await run({ ToleratedFailurePercentage: 66 }, items, PICKY)).toMatchObject(exceeded);
    const both = { ToleratedFailureCount: 1, ToleratedFailurePercentage: 100 };
    expect(await run(both, items, PICKY)).toMatchObject(exceeded);
  });

  it("writes its results as a tree of files", async () => {
    const { output, files, events } = await run({ ItemReader: READER, ResultWriter: WRITER, Label: "L" }, {});
    const folder = /^runs\/[0-9a-f-]{36}\//.exec(Object.keys(files)[0] ?? "")?.[0];
    const run0 = folder?.split("/")[1];
    const MapRunArn = `arn:aws:states:us-east-1:123456789012:mapRun:orders/L:${run0}`;
    expect(output).toEqual({ MapRunArn, ResultWriterDetails: { Bucket: "out", Key: `${folder}manifest.json` } });
    const text = String(files[`${folder}SUCCEEDED_0.json`]);
    expect(JSON.parse(String(files[`${folder}manifest.json`]))).toEqual({
      DestinationBucket: "out",
      MapRunArn,
      ResultFiles: { FAILED: [], PENDING: [], SUCCEEDED: [{ Key: `${folder}SUCCEEDED_0.json`, Size: text.length }] },
    });
    const [record] = JSON.parse(text);
    expect(record).toMatchObject({ Input: '{"n":1}', Output: '{"n":1}', Status: "SUCCEEDED" });
    expect(record.StateMachineArn).toBe("arn:aws:states:us-east-1:123456789012:stateMachine:orders/L");
    expect(events.slice(2)).toEqual([
      "MapStateStarted 2",
      "MapRunStarted 3",
      "MapRunSucceeded 4",
      "MapStateSucceeded 5",
      "MapStateExited 4",
      "ExecutionSucceeded 7",
    ]);
  });

  it("writes what failed, was ended or never started where it fails itself", async () => {
    const Wait = { A: { Type: "Choice", Choices: PICKY.A.Choices, Default: "W" }, F: PICKY.F };
    const states = { ...Wait, W: { Type: "Wait", Seconds: 9, End: true } };
    const fields = { MaxConcurrency: 2, ResultWriter: WRITER };
    const { status, files, events } = await run(fields, [{ n: 1 }, { n: 2 }, { n: 3 }], states);
    expect(status).toBe("FAILED");
    const statuses = Object.entries(files).flatMap(([key, text]) =>
      key.endsWith("manifest.json") ? [] : JSON.parse(String(text)).map((record: JsonObject) => record.Status),
    );
    expect(statuses).toEqual(["ABORTED", "FAILED", "PENDING"]);
    expect(events.slice(4)).toEqual(["MapRunFailed 4", "MapStateFailed 5", "ExecutionFailed 6"]);
  });

  it("lays its results out as its WriterConfig says", async () => {
    const config = (WriterConfig: JsonObject) => ({ ResultWriter: { WriterConfig } });
    expect(await outputOf(config({ Transformation: "FLATTEN", OutputType: "JSON" }), [[1], [[2]], 3])).toEqual([
      1,
      [2],
      3,
    ]);
    expect(await outputOf(config({ Transformation: "COMPACT" }), [[1]])).toEqual([[1]]);
    expect(await outputOf(config({ Transformation: "NONE" }), [1])).toMatchObject([{ Output: "1" }]);
    const lines = { ResultWriter: { ...WRITER, WriterConfig: { Transformation: "COMPACT", OutputType: "JSONL" } } };
    const { files } = await run(lines, [1, { a: 2 }]);
    expect(Object.entries(files).find(([key]) => key.endsWith("SUCCEEDED_0.jsonl"))?.[1]).toBe('1\n{"a":2}\n');
  });

  it("fails as a whole where an item can't be selected or read", async () => {
    const selected = await run({ ItemSelector: { "v.$": "$.nope" }, ToleratedFailurePercentage: 100 }, [1]);
    expect(selected).toMatchObject({ status: "FAILED", error: { error: "States.Runtime" } });
    const ItemReader = { ...READER, Parameters: { Bucket: "in", Key: "none" } };
    const { error, events } = await run({ ItemReader }, {});
    expect(error?.error).toBe("States.ItemReaderFailed");
    expect(events.slice(4)).toEqual(["MapRunFailed 4", "MapStateFailed 5", "ExecutionFailed 6"]);
  });
});
