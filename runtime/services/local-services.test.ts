import { describe, expect, it } from "vitest";
import type { Answer } from "../../engine/index.ts";
import type { Json, JsonObject } from "../../language/index.ts";
import { askTask } from "../../test/kit/task-asked.ts";
import { folderStore, memoryStore } from "../object-store.ts";
import { createTaskTokens } from "../task-tokens.ts";
import { createLocalServices } from "./local-services.ts";

function services(objects = memoryStore()) {
  const tokens = createTaskTokens();
  const made = createLocalServices({ tokens, objects });
  const call = async (action: string, payload: Json): Promise<Answer | undefined> => {
    const resource = `arn:aws:states:::${action}`;
    return (await askTask({ name: "builtin", invoke: made.invoke }, { resource, payload })).answers[0];
  };
  return { ...made, tokens, call };
}

const succeeded = (output: object) => ({ kind: "succeeded", output });

/** One call after the other on fresh services; each gives this. */
async function check(...calls: readonly (readonly [action: string, payload: JsonObject, expected: object])[]) {
  const { call } = services();
  for (const [action, payload, expected] of calls) expect(await call(action, payload)).toMatchObject(expected);
}

describe("messages", () => {
  it("are kept and acknowledged", async () => {
    const { call, inbox } = services();
    const sent = await call("sqs:sendMessage", { QueueUrl: "q", MessageBody: { a: 1 } });
    expect(sent).toMatchObject(
      succeeded({ MD5OfMessageBody: "bb6cb5c68df4652941caf652a366f2d8", SdkHttpMetadata: { HttpStatusCode: 200 } }),
    );
    await call("sns:publish", { TopicArn: "arn:aws:sns:us-east-1:123456789012:t", Message: "hello" });
    const event = { Source: "shop", DetailType: "Paid", Detail: { id: 1 } };
    expect(await call("events:putEvents", { Entries: [event] })).toEqual(
      succeeded({ Entries: [{ EventId: expect.any(String) }], FailedEntryCount: 0 }),
    );
    expect(inbox.messages.map(({ service, to, body }) => [service, to, body])).toEqual([
      ["sqs", "q", { a: 1 }],
      ["sns", "arn:aws:sns:us-east-1:123456789012:t", "hello"],
      ["events", "default", event],
    ]);
  });

  it.each<[string, JsonObject, string, string]>([
    ["sqs:sendMessage", { QueueUrl: "q.fifo", MessageBody: "x" }, "SQS.AmazonSQSException", "MessageGroupId"],
    [
      "sns:publish",
      { TopicArn: "t.fifo", Message: "x" },
      "SNS.InvalidParameterException",
      "FIFO topics (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; Request ID: ",
    ],
    [
      "events:putEvents",
      { Entries: [{ Source: "a", DetailType: "b", Detail: "no" }] },
      "EventBridge.FailedEntry",
      "Malformed",
    ],
  ])("%s of %j fails with %s", async (action, payload, error, cause) => {
    await check([action, payload, { kind: "failed", error: { error, cause: expect.stringContaining(cause) } }]);
  });
});

describe("tables", () => {
  const Item = { id: { S: "1" }, n: { N: "1" }, tags: { SS: ["a"] }, list: { L: [{ S: "x" }] } };
  const Key = { id: { S: "1" } };
  const put = ["dynamodb:putItem", { TableName: "T", Item }, succeeded({})] as const;

  it("put, get, delete", () =>
    check(
      put,
      ["dynamodb:getItem", { TableName: "T", Key }, succeeded({ Item })],
      [
        "aws-sdk:dynamodb:getItem",
        { TableName: "T", Key, ProjectionExpression: "#n", ExpressionAttributeNames: { "#n": "n" } },
        succeeded({ Item: { n: { N: "1" } } }),
      ],
      ["dynamodb:deleteItem", { TableName: "T", Key, ReturnValues: "ALL_OLD" }, succeeded({ Attributes: Item })],
      ["aws-sdk:dynamodb:getItem", { TableName: "T", Key }, succeeded({})],
    ));

  it.each<[string, JsonObject, JsonObject]>([
    ["SET n = n + :one", { ":one": { N: "2" } }, { n: { N: "3" } }],
    ["SET a = if_not_exists(a, :v), m.#x = :v", { ":v": { S: "v" } }, {}],
    ["SET #x = if_not_exists(#x, :v)", { ":v": { S: "v" } }, { new: { S: "v" } }],
    ["SET list = list_append(list, :l)", { ":l": { L: [{ S: "y" }] } }, { list: { L: [{ S: "x" }, { S: "y" }] } }],
    ["SET list[0] = :v REMOVE n", { ":v": { S: "z" } }, { list: { L: [{ S: "z" }] } }],
    ["ADD n :v, tags :t", { ":v": { N: "-1" }, ":t": { SS: ["b"] } }, { n: { N: "0" }, tags: { SS: ["a", "b"] } }],
    ["DELETE tags :t", { ":t": { SS: ["a"] } }, {}],
  ])("%s", async (UpdateExpression, values, expected) => {
    const { call } = services();
    await call("dynamodb:putItem", { TableName: "T", Item });
    const input = { TableName: "T", Key, UpdateExpression, ExpressionAttributeNames: { "#x": "new" } };
    const answer = await call("dynamodb:updateItem", {
      ...input,
      ExpressionAttributeValues: values,
      ReturnValues: "UPDATED_NEW",
    });
    if (UpdateExpression.includes("m.#x")) {
      return expect(answer).toMatchObject({ error: { error: "DynamoDB.AmazonDynamoDBException" } });
    }
    const { Attributes = {} } = (answer?.kind === "succeeded" ? answer.output : {}) as JsonObject;
    expect(Attributes).toEqual(expected);
  });

  it.each<[string, boolean]>([
    ["attribute_not_exists(id)", false],
    ["attribute_exists(id) AND n = :one", true],
    ["NOT (n < :one OR n > :one)", true],
    ["n BETWEEN :one AND :one", true],
    ["n IN (:one, :a)", true],
    ["contains(tags, :a)", true],
    ["size(tags) >= :one", true],
    ["begins_with(id, :a)", false],
  ])("ConditionExpression %s is %s", async (ConditionExpression, holds) => {
    const ExpressionAttributeValues = { ":one": { N: "1.0" }, ":a": { S: "a" } };
    const error = "DynamoDB.ConditionalCheckFailedException";
    const expected = holds ? succeeded({}) : { kind: "failed", error: { error } };
    const input = { TableName: "T", Key, ConditionExpression, ExpressionAttributeValues };
    await check(put, ["dynamodb:deleteItem", input, expected]);
  });

  it("are queried", () =>
    check(put, [
      "aws-sdk:dynamodb:query",
      { TableName: "T", KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": { S: "1" } } },
      succeeded({ Count: 1, Items: [Item], ScannedCount: 1 }),
    ]));

  it.each<[string, JsonObject]>([
    ["dynamodb:updateItem", { TableName: "T", Key, AttributeUpdates: {} }],
    ["dynamodb:updateItem", { TableName: "T", Key, UpdateExpression: "FETCH a" }],
    ["dynamodb:deleteItem", { TableName: "T", Key, ConditionExpression: "sounds_like(a, :b)" }],
    ["dynamodb:deleteItem", { TableName: "T", Key, ConditionExpression: "(".repeat(5000) }],
  ])("refuse what they can't do: %s", async (action, input) => {
    await check([action, input, { kind: "failed", error: { error: "Statecraft.NotSupported", terminal: true } }]);
  });
});

describe("objects", () => {
  const at = { Bucket: "b", Key: "in/a.txt" };

  it("are put, listed, copied, got and deleted", () =>
    check(
      ["aws-sdk:s3:putObject", { ...at, Body: "text" }, succeeded({ ETag: '"1cb251ec0d568de6a929b520c4aed8d1"' })],
      ["aws-sdk:s3:copyObject", { Bucket: "b", Key: "out.txt", CopySource: "b/in/a.txt" }, succeeded({})],
      [
        "aws-sdk:s3:listObjectsV2",
        { Bucket: "b", Prefix: "in/" },
        succeeded({ KeyCount: 1, Contents: [{ Key: "in/a.txt", Size: 4 }] }),
      ],
      [
        "aws-sdk:s3:listObjectsV2",
        { Bucket: "b", Delimiter: "/" },
        succeeded({ CommonPrefixes: [{ Prefix: "in/" }], KeyCount: 2 }),
      ],
      ["aws-sdk:s3:getObject", { Bucket: "b", Key: "out.txt" }, succeeded({ Body: "text", ContentLength: 4 })],
      ["aws-sdk:s3:deleteObject", at, succeeded({})],
      ["aws-sdk:s3:headObject", at, { kind: "failed", error: { error: "S3.NoSuchKeyException" } }],
    ));
});

describe("activities", () => {
  it("wait for a worker, who takes the task and answers it", async () => {
    const { invoke, activities, tokens } = services();
    const resource = "arn:aws:states:us-east-1:123456789012:activity:Approve";
    const answers: Answer[] = [];
    const handler = { name: "builtin", invoke };
    await askTask(
      { name: "", invoke: (call) => handler.invoke({ ...call, answer: (answer) => answers.push(answer) }) },
      { resource, payload: { id: 7 } },
    );
    const task = activities.getActivityTask(resource, "Ada");
    expect(task?.input).toBe('{"id":7}');
    expect(activities.getActivityTask(resource)).toBeUndefined();
    tokens.sendTaskHeartbeat(task?.taskToken ?? "");
    tokens.sendTaskSuccess(task?.taskToken ?? "", { ok: true });
    expect(answers).toEqual([
      { kind: "started", workerName: "Ada" },
      { kind: "heartbeat" },
      { kind: "succeeded", output: { ok: true } },
    ]);
    expect(tokens.sendTaskSuccess("none", 1)).toMatchObject({ ok: false, error: "InvalidToken" });
  });
});

it("Buckets whose folder is missing say where it was looked for", async () => {
  const { call } = services(folderStore({ orders: "/nowhere/orders" }));
  const get = "aws-sdk:s3:getObject";
  expect(await call(get, { Bucket: "orders", Key: "a.json" })).toMatchObject({
    error: {
      error: "S3.NoSuchKeyException",
      cause: expect.stringContaining(
        'The specified key does not exist. The bucket "orders" is the folder "/nowhere/orders" by "buckets" in statecraft.json: there is no such folder.',
      ),
    },
  });
  expect(await call(get, { Bucket: "other", Key: "a.json" })).toMatchObject({
    error: { cause: expect.stringContaining('"buckets" in statecraft.json names no folder for the bucket "other".') },
  });
});
