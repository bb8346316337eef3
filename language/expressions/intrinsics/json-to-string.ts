import { jsonText } from "../../text/index.ts";
import { gives, intrinsic } from "./intrinsic-function.ts";

export const jsonToString = intrinsic({
  name: "States.JsonToString",
  doc: "Writes a value as JSON text without blanks.",
  parameters: [{ name: "value", type: "any" }],
  result: "string",
  call: ([value]) => gives(jsonText(value)),
});
