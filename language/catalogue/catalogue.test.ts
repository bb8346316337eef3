import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { integrations } from "../spec/index.ts";
import { createCatalogue, parameterType, resourceName, resultProblem, sdkCall, skeletonOf } from "./index.ts";

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

describe("the data that is shipped", () => {
  it("has all services and actions, with parameters, required ones and errors", () => {
    const services = [...catalogue.sdkServices];
    const actions = services.flatMap(([name, { actions }]) =>
      Object.keys(actions ?? {}).map((it) => [name, it] as const),
    );
    expect([services.length, actions.length]).toEqual([435, 18_029]);
    const calls = actions.map(([service, action]) => sdkCall(catalogue, service, action));
    expect(calls.every((call) => call && call.errors.length > 0)).toBe(true);
    expect(calls.filter((call) => call?.parameters.some(({ required }) => required)).length).toBeGreaterThan(12_000);
  });

  it("has a shape for every type within shapes", () => {
    const seen = new Set<string>();
    const pending = catalogue.integrations.flatMap(({ parameters }) =>
      parameters.map((it) => parameterType(catalogue, it)),
    );
    for (let type = pending.pop(); type; type = pending.pop()) {
      if ((type.kind === "list" || type.kind === "map") && type.of) pending.push(type.of);
      if (type.kind !== "members" || seen.has(type.name ?? "")) continue;
      seen.add(type.name ?? "");
      const { parameters } = type.set();
      for (const { type: name } of parameters) {
        const shape = /[^<>]*\.[^<>]*/.exec(name)?.[0];
        if (shape) expect(catalogue.shape(shape), shape).toBeDefined();
      }
      pending.push(...parameters.map((it) => parameterType(catalogue, it)));
    }
    expect(seen.size).toBeGreaterThan(400);
  });
});

describe("a resource", () => {
  it.each([
    ["arn:aws:states:::sqs:sendMessage", "sqs sendMessage "],
    ["arn:aws-cn:states:::states:startExecution.sync:2", "states startExecution .sync:2"],
    ["arn:${AWS::Partition}:states:::aws-sdk:s3:getObject.waitForTaskToken", "aws-sdk:s3 getObject .waitForTaskToken"],
    ["arn:aws:states:us-east-1:123456789012:aws-sdk:s3:getObject", "aws-sdk:s3 getObject "],
    ["arn:aws:states:us-east-1:123456789012:activity:approve", undefined],
    ["arn:aws:lambda:us-east-1:123456789012:function:f", undefined],
    ["arn:aws:states:::${Service}:invoke", undefined],
    ["arn:aws:states:::sqs:${Action}", undefined],
    ["${FunctionArn}", undefined],
    ["arn:aws:states:::aws-sdk:s3", "aws-sdk:s3  "],
  ])("%s names %s", (resource, expected) => {
    const name = resourceName(resource);
    expect(name && `${name.service} ${name.action} ${name.suffix}`).toBe(expected);
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
