import { base64Decoded } from "../base64.ts";
import { gives, intrinsic, MAX_TEXT_LENGTH, refuses } from "./intrinsic-function.ts";

export const base64Decode = intrinsic({
  name: "States.Base64Decode",
  doc: "Decodes a text of at most 10,000 characters from Base64.",
  parameters: [{ name: "text", type: "string" }],
  result: "string",
  call([text]) {
    if (text.length > MAX_TEXT_LENGTH) return refuses(`The text is longer than ${MAX_TEXT_LENGTH} characters`);
    const decoded = base64Decoded(text);
    return decoded === undefined ? refuses("The text is not valid Base64") : gives(decoded);
  },
});
