import { expect, test } from "vitest";
import { separate } from "./separation.ts";

test.each([
  ["what doesn't touch stays where it wants to be", [0, 100], [[0, 1, 20]], [0, 100]],
  ["two that overlap give way alike", [0, 0], [[0, 1, 20]], [-10, 10]],
  [
    "three in a row share the loss",
    [0, 0, 0],
    [
      [0, 1, 10],
      [1, 2, 10],
    ],
    [-10, 0, 10],
  ],
  [
    "a pushed one pushes the next",
    [0, 5, 12],
    [
      [0, 1, 10],
      [1, 2, 10],
    ],
    [-13 / 3, 17 / 3, 47 / 3],
  ],
  [
    "two that keep from one",
    [0, 0, 0],
    [
      [0, 2, 10],
      [1, 2, 10],
    ],
    [-10 / 3, -10 / 3, 20 / 3],
  ],
] as const)("%s", (_name, wishes, gaps, expected) => {
  const separations = gaps.map(([left, right, gap]) => ({ left, right, gap }));
  const places = separate(
    wishes,
    wishes.map(() => 1),
    separations,
  );
  for (const [i, place] of places.entries()) expect(place).toBeCloseTo(expected[i] ?? 0, 6);
});

test("who weighs more gives way less", () => {
  const [left = 0, right = 0] = separate([0, 0], [9, 1], [{ left: 0, right: 1, gap: 10 }]);
  expect([left, right].map((place) => Math.round(place))).toEqual([-1, 9]);
});
