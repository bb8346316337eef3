import { expect, test } from "vitest";
import { assignTracks } from "./tracks.ts";

test.each([
  ["a straight line needs none", [[[5], [5]]], [-1]],
  [
    "lines side by side share one",
    [
      [[0], [20]],
      [[40], [60]],
    ],
    [0, 0],
  ],
  [
    "to the right, the left one goes below",
    [
      [[0], [30]],
      [[20], [50]],
    ],
    [1, 0],
  ],
  [
    "to the left, the right one goes below",
    [
      [[30], [0]],
      [[50], [20]],
    ],
    [0, 1],
  ],
  [
    "of two turns the inner one lies in the outer one",
    [
      [[0, 50], []],
      [[20, 30], []],
    ],
    [1, 0],
  ],
  ["ways to one port are one net", [[[0, 100], [50]]], [0]],
  [
    "lines that must cross cross once",
    [
      [[0], [50]],
      [[50], [0]],
    ],
    [0, 1],
  ],
] as const)("%s", (_name, nets, expected) => {
  expect(assignTracks(nets.map(([tops, bottoms]) => ({ tops, bottoms })))).toEqual(expected);
});
