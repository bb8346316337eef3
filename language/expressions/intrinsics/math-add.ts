import { gives, intrinsic, refuses, rounded } from "./intrinsic-function.ts";

export const mathAdd = intrinsic({
  name: "States.MathAdd",
  doc: "Adds two integers; other numbers are rounded first, halves up.",
  parameters: [
    { name: "first", type: "number" },
    { name: "second", type: "number" },
  ],
  result: "number",
  call([first, second]) {
    const outside = [first, second].find((number) => number < -(2 ** 31) || number > 2 ** 31 - 1);
    if (outside !== undefined) return refuses(`The number ${outside} is outside of the range of integers`);
    return gives(rounded(first) + rounded(second));
  },
});
