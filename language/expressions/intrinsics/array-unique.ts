import { type Json, jsonEquals } from "../../text/index.ts";
import { gives, intrinsic } from "./intrinsic-function.ts";

export const arrayUnique = intrinsic({
  name: "States.ArrayUnique",
  doc: "Gives an array without its repeated elements; the first of equal ones stays where it is.",
  parameters: [{ name: "array", type: "array" }],
  result: "array",
  call([items]) {
    const simple = new Set<Json>();
    const containers: Json[] = [];
    const isNew = (item: Json): boolean => {
      if (typeof item !== "object" || item === null) return simple.size < simple.add(item).size;
      if (containers.some((container) => jsonEquals(container, item))) return false;
      containers.push(item);
      return true;
    };
    return gives(items.filter(isNew));
  },
});
