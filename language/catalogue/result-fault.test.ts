import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json } from "../text/index.ts";
import { createCatalogue, describedShape, type FieldValidationMode, resultFault } from "./index.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "data", `${name}.json`), "utf8");
const catalogue = createCatalogue({
  optimized: () => read("optimized"),
  awsSdk: () => read("aws-sdk"),
  results: () => read("results"),
});

const check = (resource: string, result: Json, mode: FieldValidationMode, expected: string | undefined): void => {
  const [, service = "", action = ""] = /^(.+?):(\w+(?:\.[\w:]+)?)$/.exec(resource) ?? [];
  expect(resultFault(catalogue.result(service, action) ?? [], result, mode)).toBe(expected);
};

describe("a mocked result", () => {
  it.each<readonly [string, Json, string]>([
    ["lambda:invoke", { StatusCode: "200" }, "Field 'StatusCode' must be a number"],
    ["events:putEvents", { Entries: {} }, "Field 'Entries' must be an array"],
    ["events:putEvents", { Entries: [{ EventId: "1" }, { EventId: 2 }] }, "Field 'EventId' must be a string"],
    ["states:startExecution", { ExecutionArn: "arn" }, "Required field 'StartDate' is missing"],
    ["states:startExecution.sync", { ExecutionArn: "arn" }, "Required field 'StateMachineArn' is missing"],
    ["states:startExecution", { ExecutionArn: "arn", StartDate: 5 }, "Field 'StartDate' must be a string"],
    ["dynamodb:putItem", { ConsumedCapacity: { CapacityUnits: "1" } }, "Field 'CapacityUnits' must be a number"],
    ["dynamodb:getItem", { Item: { id: { S: 1 } } }, "Field 'S' must be a string"],
    ["aws-sdk:kms:encrypt", { CiphertextBlob: "" }, "Field 'CiphertextBlob' is smaller than the minimum length"],
    ["aws-sdk:kms:encrypt", { KeyId: "k".repeat(2049) }, "Field 'KeyId' exceeds the maximum length"],
    [
      "aws-sdk:lambda:getFunction",
      { Configuration: { Timeout: 0 } },
      "Field 'Timeout' is smaller than the minimum value",
    ],
    ["aws-sdk:s3:getObject", { StorageClass: "Papyrus" }, "Field 'StorageClass' is not an expected value"],
    ["aws-sdk:s3:getObject", { DeleteMarker: "no" }, "Field 'DeleteMarker' must be a boolean"],
    ["aws-sdk:s3:getObject", { Metadata: { a: 1 } }, "Field 'a' must be a string"],
  ])("of %s can't be %j", (resource, result, fault) => {
    check(resource, result, "STRICT", fault);
    check(resource, result, "NONE", undefined);
  });

  it.each<readonly [string, Json]>([
    ["lambda:invoke", { Payload: [1, { any: "thing" }], Other: true }],
    ["events:putEvents", {}],
    ["http:invoke", { StatusCode: 200, ResponseBody: "text", Headers: { a: ["b"] } }],
    [
      "states:startExecution.sync:2",
      { ExecutionArn: "a", StateMachineArn: "b", Status: "SUCCEEDED", StartDate: "c", Output: { a: 1 } },
    ],
    ["aws-sdk:s3:getObject", { StorageClass: null }],
    ["nowhere:fly", { anything: 1 }],
  ])("of %s may be %j", (resource, result) => check(resource, result, "STRICT", undefined));

  it("may lack what is always there, where only what is present counts", () => {
    check("states:startExecution", {}, "PRESENT", undefined);
    check("states:startExecution", { StartDate: true }, "PRESENT", "Field 'StartDate' must be a string");
  });

  it("may hold itself, as deep as it likes", () => {
    let item: Json = { S: "x" };
    for (let depth = 0; depth < 20_000; depth++) item = { L: [item] };
    check("dynamodb:getItem", { Item: { id: item } }, "STRICT", undefined);
  });

  it("is an object of a shape that may be written down", () => {
    expect(resultFault(describedShape("a!=o0;b=ls", ["c=i1,5"]), { a: { c: 6 } }, "STRICT")).toBe(
      "Field 'c' exceeds the maximum value",
    );
  });
});
