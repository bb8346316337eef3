import { gives, intrinsic, refuses, rounded } from "./intrinsic-function.ts";

const MAX_ELEMENTS = 1_000;

export const arrayRange = intrinsic({
  name: "States.ArrayRange",
  doc: "Makes an array of numbers from the first to the last, both included, at most 1,000.",
  parameters: [
    { name: "first", type: "number" },
    { name: "last", type: "number" },
    { name: "step", type: "number" },
  ],
  result: "array",
  call(given) {
    const [first, last, step] = given.map(rounded) as [number, number, number];
    if (step === 0) return refuses("The step can't be 0");
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > MAX_ELEMENTS)
      return refuses(`The range has ${length} elements, and at most ${MAX_ELEMENTS} are allowed`);
    return gives(Array.from({ length }, (_, index) => first + index * step));
  },
});
