import { isJsonObject, type Json } from "../../text/index.ts";
import { type ObjectInMaking, setMember } from "../json-object.ts";
import { gives, intrinsic, refuses } from "./intrinsic-function.ts";

export const jsonMerge = intrinsic({
  name: "States.JsonMerge",
  doc: "Merges two objects; where both have a field, that of the second holds. Only `false`, the shallow merge, is supported.",
  parameters: [
    { name: "first", type: "object" },
    { name: "second", type: "object" },
    { name: "deep", type: "boolean", oneOf: [false] },
  ],
  result: "object",
  call([first, second, deep]) {
    if (deep) return refuses("Deep merging is not supported");
    const merged: ObjectInMaking = {};
    for (const source of [first, second]) for (const [key, value] of members(source)) setMember(merged, key, value);
    return gives(merged);
  },
});

const members = (value: Json): readonly (readonly [string, Json])[] =>
  isJsonObject(value) ? Object.entries(value) : [];
