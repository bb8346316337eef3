import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { integrations } from "../spec/index.ts";
import { createCatalogue, resultProblem, skeletonOf } from "./index.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "data", `${name}.json`), "utf8");
const catalogue = createCatalogue({
  optimized: () => read("optimized"),
  awsSdk: () => read("aws-sdk"),
  results: () => read("results"),
});

describe("the catalogue", () => {
  it("reads nothing before it is asked", () => {
    const refuse = (): never => {
      throw new Error("read");
    };
    const untouched = createCatalogue({ optimized: refuse, awsSdk: refuse, results: refuse });
    expect(() => untouched.integration("lambda", "invoke")).toThrow("read");
    expect(
      () => createCatalogue({ optimized: () => read("optimized"), awsSdk: refuse, results: refuse }).integrations,
    ).not.toThrow();
  });

  it("finds integrations, whatever their pattern", () => {
    expect(catalogue.integration("lambda", "invoke.waitForTaskToken")).toMatchObject({
      title: "AWS Lambda",
      output: { StatusCode: "integer", Payload: "json" },
    });
    expect(catalogue.integration("states", "startExecution.sync:2")?.patterns).toContain("sync:2");
    expect(catalogue.integration("lambda", "fly")).toBeUndefined();
    expect(catalogue.integration("toString", "toString")).toBeUndefined();
  });

  it("has the integrations that the table of the language names", () => {
    const named = Object.entries(integrations).flatMap(([service, actions = []]) =>
      actions.map((it) => `${service}:${it}`),
    );
    expect(named.toSorted()).toEqual(
      catalogue.integrations.map(({ service, action }) => `${service}:${action}`).toSorted(),
    );
  });

  it("knows the types that parameters name", () => {
    const types = catalogue.integrations.flatMap(({ parameters }) => parameters.map(({ type }) => type));
    const named = types.map((type) => type.replaceAll(/list<|map<|>/g, "")).filter((type) => type.includes("."));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !catalogue.shape(name))).toEqual([]);
    expect(catalogue.shape("constructor")).toBeUndefined();
  });

  it("reads actions of aws-sdk services", () => {
    expect(catalogue.sdkServices.get("dynamodb")?.name).toBe("Amazon DynamoDB");
    const { parameters = [], errors } = catalogue.sdkAction("dynamodb", "getItem.waitForTaskToken") ?? {};
    expect(parameters.filter(({ required }) => required)).toEqual([
      { name: "TableName", type: "string", required: true },
      { name: "Key", type: "map", required: true },
    ]);
    expect(errors).toEqual(
      expect.arrayContaining(["DynamoDb.ResourceNotFoundException", "DynamoDb.DynamoDbException"]),
    );
    expect(catalogue.sdkAction("dynamodb", "flyAway")).toBeUndefined();
    expect(catalogue.sdkAction("nowhere", "getItem")).toBeUndefined();
  });
});

describe("a skeleton", () => {
  it.each([
    ["lambda", "invoke", { ExecutedVersion: "$LATEST", Payload: {}, StatusCode: 200 }],
    ["sqs", "sendMessage", { MD5OfMessageBody: "", MessageId: "" }],
    ["events", "putEvents", { FailedEntryCount: 0, Entries: [{ EventId: "" }] }],
    ["dynamodb", "getItem", { Item: {} }],
    ["dynamodb", "putItem", {}],
    ["http", "invoke", { Headers: {}, ResponseBody: {}, StatusCode: 200, StatusText: "OK" }],
    ["glue", "startJobRun.sync", { Id: "", JobName: "", JobRunState: "SUCCEEDED" }],
    ["sqs", "sendMessage.waitForTaskToken", {}],
    ["eks", "createCluster.sync", {}],
    ["aws-sdk:dynamodb", "query", {}],
    ["nowhere", "fly", {}],
  ])("of %s:%s has the members that the service gives", (service, action, skeleton) => {
    expect(skeletonOf(catalogue, service, action)).toEqual(skeleton);
  });

  it("of a nested execution holds texts with .sync, values with .sync:2", () => {
    expect(skeletonOf(catalogue, "states", "startExecution.sync")).toMatchObject({ Status: "SUCCEEDED", Output: "{}" });
    expect(skeletonOf(catalogue, "states", "startExecution.sync:2")).toMatchObject({ Output: {} });
  });

  it("of every integration is a result that nothing is wrong with", () => {
    for (const { service, action, patterns } of catalogue.integrations) {
      for (const pattern of patterns) {
        const written = pattern === "request-response" ? action : `${action}.${pattern}`;
        const skeleton = skeletonOf(catalogue, service, written);
        expect([written, resultProblem(catalogue, service, written, skeleton)]).toEqual([written, undefined]);
      }
    }
  });
});

describe("a mocked result", () => {
  it.each([
    ["lambda", "invoke", { ok: true }, '"ok" would be "Ok"'],
    ["lambda", "invoke", { StatusCode: 200 }, 'put what the function returns into "Payload"'],
    ["lambda", "invoke", { statusCode: 200, Payload: {} }, '"statusCode" would be "StatusCode"'],
    ["lambda", "invoke", { StatusCode: "200", Payload: {} }, '"StatusCode" must be a number, not a string.'],
    ["lambda", "invoke", [], "gives an object, not an array."],
    ["sqs", "sendMessage", null, "gives an object, not null."],
    ["sqs", "sendMessage", { messageId: "1" }, '"messageId" would be "MessageId"'],
    ["dynamodb", "getItem", { Item: [] }, '"Item" must be an object, not an array.'],
    ["aws-sdk:s3", "getObject", { body: "" }, '"body" would be "Body"'],
    ["glue", "startJobRun.sync", { jobRunState: "SUCCEEDED" }, '"jobRunState" would be "JobRunState"'],
  ])("of %s:%s: %j", (service, action, result, problem) => {
    expect(resultProblem(catalogue, service, action, result)).toContain(problem);
  });

  it.each([
    ["lambda", "invoke", { Payload: null, StatusCode: 200, Whatever: 1 }],
    ["lambda", "invoke.waitForTaskToken", { approved: true }],
    ["sqs", "sendMessage", {}],
    ["eks", "runJob.sync", { logs: {} }],
    ["aws-sdk:dynamodb", "query", { Items: [], Count: 0 }],
  ])("of %s:%s may be %j", (service, action, result) => {
    expect(resultProblem(catalogue, service, action, result)).toBeUndefined();
  });
});
