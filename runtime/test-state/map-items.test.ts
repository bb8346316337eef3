import { describe, it } from "vitest";
import type { Json, JsonObject } from "../../language/index.ts";
import { asking, check, debug, result, text } from "../../test/kit/tested-state.ts";
import type { TestStateRequest } from "../index.ts";

const processor: Json = { StartAt: "One", States: { One: { Type: "Succeed" } } };
const map: JsonObject = { Type: "Map", ItemsPath: "$.list", ItemProcessor: processor, End: true };
const distributed: JsonObject = {
  ...map,
  ItemProcessor: { ...(processor as JsonObject), ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
};

describe("a Map state", () => {
  const input = { list: [1, 2] };
  const shown = { input, afterInputPath: input, afterItemsPath: [1, 2], maxConcurrency: 0 };
  const selector = { "n.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index" };
  const done = { status: "SUCCEEDED", output: [8, 9] };
  const selected = [
    { n: 1, i: 0 },
    { n: 2, i: 1 },
  ];
  const ends = { afterResultSelector: [8, 9], afterResultPath: [8, 9] };

  it.each<readonly [string, TestStateRequest, Json]>([
    [
      "shows its items",
      asking(map, { input, ...result([8, 9]), ...debug }),
      { ...done, inspectionData: { ...shown, ...ends } },
    ],
    [
      "shows what its iterations get",
      asking({ ...map, ItemSelector: selector, MaxConcurrency: 3 }, { input, ...result([8, 9]), ...debug }),
      { ...done, inspectionData: { ...shown, ...ends, maxConcurrency: 3, afterItemSelector: selected } },
    ],
    [
      "selects with the context object that was given",
      asking(
        { ...map, ItemSelector: { "n.$": "$$.Map.Item.Value", "name.$": "$$.State.Name" } },
        { input: { list: [1] }, context: '{"State":{"Name":"N"}}', ...result([8]), ...debug },
      ),
      {
        status: "SUCCEEDED",
        output: [8],
        inspectionData: {
          input: { list: [1] },
          afterInputPath: { list: [1] },
          afterItemsPath: [1],
          maxConcurrency: 0,
          afterItemSelector: [{ n: 1, name: "N" }],
          afterResultSelector: [8],
          afterResultPath: [8],
        },
      },
    ],
    [
      "shows its batches",
      asking(
        {
          ...distributed,
          ItemSelector: selector,
          ItemBatcher: { MaxItemsPerBatch: 2 },
          ToleratedFailurePercentage: 50,
        },
        { input, ...result([8, 9]), ...debug },
      ),
      {
        ...done,
        inspectionData: {
          ...shown,
          ...ends,
          toleratedFailurePercentage: 50,
          afterItemSelector: selected,
          afterItemBatcher: [{ Items: selected }],
        },
      },
    ],
    [
      "fails where its items can't be selected",
      asking({ ...map, ItemSelector: { "n.$": "$.none" } }, { input, ...result([8, 9]), ...debug }),
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: `The JSONPath '$.none' specified for the field 'n.$' could not be found in the input '${text(input)}'`,
        inspectionData: shown,
      },
    ],
    [
      "tolerates so many failures",
      asking(
        { ...distributed, ToleratedFailureCount: 1 },
        { input, ...result([8, 9]), stateConfiguration: { mapIterationFailureCount: 1 } },
      ),
      done,
    ],
    [
      "tolerates no more of them",
      asking(
        { ...distributed, ToleratedFailurePercentage: 49 },
        { input, ...result([8, 9]), stateConfiguration: { mapIterationFailureCount: 1 } },
      ),
      {
        status: "FAILED",
        error: "States.ExceedToleratedFailureThreshold",
        cause: "The specified tolerated failure threshold was exceeded",
      },
    ],
    [
      "has no more failures than items",
      asking(distributed, { input, ...result([8, 9]), stateConfiguration: { mapIterationFailureCount: 3 } }),
      "ValidationException: MapIterationFailureCount must not exceed the number of items, which is 2.",
    ],
    [
      "reads items out of a text",
      asking(
        {
          Type: "Map",
          QueryLanguage: "JSONata",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            Arguments: { Bucket: "b", Key: "k" },
            ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
          },
          ItemSelector: { x: "{% $states.context.Map.Item.Value.a %}" },
          ItemProcessor: distributed.ItemProcessor ?? null,
          End: true,
        },
        { ...result([1]), ...debug, stateConfiguration: { mapItemReaderData: "a,b\n1,2\n" } },
      ),
      {
        status: "SUCCEEDED",
        output: [1],
        inspectionData: { input: {}, maxConcurrency: 0, afterItemSelector: [{ x: "1" }] },
      },
    ],
  ])("%s", (_, request, expected) => check(request, expected));
});
