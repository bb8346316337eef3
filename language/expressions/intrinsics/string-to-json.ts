import type { Json } from "../../text/index.ts";
import { gives, intrinsic, refuses } from "./intrinsic-function.ts";

export const stringToJson = intrinsic({
  name: "States.StringToJson",
  doc: "Reads a JSON text. A blank text gives null.",
  parameters: [{ name: "text", type: "string" }],
  result: "any",
  call([text]) {
    if (text.trim() === "") return gives(null);
    try {
      const value = JSON.parse(text) as Json;
      return gives(value === 0 ? 0 : value);
    } catch {
      return refuses("The text is not valid JSON");
    }
  },
});
