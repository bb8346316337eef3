import { gives, intrinsic } from "./intrinsic-function.ts";

export const array = intrinsic({
  name: "States.Array",
  doc: "Makes an array of its arguments.",
  parameters: [],
  rest: { name: "value", type: "any" },
  result: "array",
  call: (_, _evaluation, values) => gives(values),
});
