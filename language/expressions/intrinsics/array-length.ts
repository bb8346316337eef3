import { gives, intrinsic } from "./intrinsic-function.ts";

export const arrayLength = intrinsic({
  name: "States.ArrayLength",
  doc: "Gives the number of an array's elements.",
  parameters: [{ name: "array", type: "array" }],
  result: "number",
  call: ([items]) => gives(items.length),
});
