import { gives, intrinsic } from "./intrinsic-function.ts";

export const uuid = intrinsic({
  name: "States.UUID",
  doc: "Gives a new UUID of version 4.",
  parameters: [],
  result: "string",
  call: (_, evaluation) => gives(evaluation.uuid()),
});
