import { javaRandom } from "../java-random.ts";
import { gives, intrinsic, refuses, rounded } from "./intrinsic-function.ts";

export const mathRandom = intrinsic({
  name: "States.MathRandom",
  doc: "Gives a random integer from the first number up to, but without, the second. The same seed gives the same number.",
  parameters: [
    { name: "first", type: "number" },
    { name: "last", type: "number" },
    { name: "seed", type: "number", optional: true },
  ],
  result: "number",
  call([from, to, seed], evaluation) {
    const [first, last] = [rounded(from), rounded(to)];
    if (first >= last) return refuses(`The first number, ${first}, must be less than the second, ${last}`);
    const span = last - first;
    if (seed !== undefined) return gives(first + javaRandom(rounded(seed)).nextInt(span));
    return gives(first + Math.floor(evaluation.random() * span));
  },
});
