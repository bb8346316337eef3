import { base64Encoded } from "../base64.ts";
import { gives, intrinsic, MAX_TEXT_LENGTH, refuses } from "./intrinsic-function.ts";

export const base64Encode = intrinsic({
  name: "States.Base64Encode",
  doc: "Encodes a text of at most 10,000 characters in Base64.",
  parameters: [{ name: "text", type: "string" }],
  result: "string",
  call([text]) {
    if (text.length > MAX_TEXT_LENGTH) return refuses(`The text is longer than ${MAX_TEXT_LENGTH} characters`);
    return gives(base64Encoded(text));
  },
});
