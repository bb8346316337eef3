import { jsonText } from "../../text/index.ts";
import { hashAlgorithms, isHashAlgorithm } from "../evaluation.ts";
import { gives, intrinsic, MAX_TEXT_LENGTH, refuses } from "./intrinsic-function.ts";

export const hash = intrinsic({
  name: "States.Hash",
  doc: "Gives the digest of a text, or of a value's JSON text, in lower-case hexadecimal digits.",
  parameters: [
    { name: "value", type: "any" },
    { name: "algorithm", type: "string", oneOf: hashAlgorithms },
  ],
  result: "string",
  call([value, algorithm], evaluation) {
    const text = typeof value === "string" ? value : jsonText(value);
    if (text.length > MAX_TEXT_LENGTH) return refuses(`The value is longer than ${MAX_TEXT_LENGTH} characters`);
    if (!isHashAlgorithm(algorithm)) return refuses(`The algorithm must be one of ${hashAlgorithms.join(", ")}`);
    return gives(evaluation.hash(algorithm, text));
  },
});
