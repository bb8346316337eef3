import { jsonEquals } from "../../text/index.ts";
import { gives, intrinsic } from "./intrinsic-function.ts";

export const arrayContains = intrinsic({
  name: "States.ArrayContains",
  doc: "Tells whether an array has an element that equals the value, objects and arrays included.",
  parameters: [
    { name: "array", type: "array" },
    { name: "value", type: "any" },
  ],
  result: "boolean",
  call: ([items, wanted]) => gives(items.some((item) => jsonEquals(item, wanted))),
});
