import type { Json } from "../../text/index.ts";
import { gives, intrinsic, refuses, rounded } from "./intrinsic-function.ts";

export const arrayPartition = intrinsic({
  name: "States.ArrayPartition",
  doc: "Cuts an array into arrays of a size; the last one may be shorter.",
  parameters: [
    { name: "array", type: "array" },
    { name: "size", type: "number", min: 1 },
  ],
  result: "array",
  call([items, wanted]) {
    const size = rounded(wanted);
    if (size < 1) return refuses(`The chunk size must be positive, but was: ${wanted}`);
    const parts: Json[] = [];
    for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
    return gives(parts);
  },
});
