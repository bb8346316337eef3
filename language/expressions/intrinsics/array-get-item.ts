import { gives, intrinsic, refuses, rounded } from "./intrinsic-function.ts";

export const arrayGetItem = intrinsic({
  name: "States.ArrayGetItem",
  doc: "Gives the element of an array at an index, counted from 0.",
  parameters: [
    { name: "array", type: "array" },
    { name: "index", type: "number", min: 0 },
  ],
  result: "any",
  call([items, index]) {
    const item = index < 0 ? undefined : items[rounded(index)];
    return item === undefined ? refuses(`The index ${index} is outside of the array's bounds`) : gives(item);
  },
});
