import { expect, it } from "vitest";
import { isQuick } from "./quick-pattern.ts";

/** As JSONPath has them. */
const wholeText = (body: string): RegExp => new RegExp(`(?<![^])(?:${body})(?![^])`);

it.each<[RegExp, number]>([
  [/,/, 262_144],
  [/[+*)({]|\(\*\)/, 262_144],
  [/^(?:https?:\/\/)?[a-z]\.(?=b)/i, 10_000],
  [/\s+/, 1000],
  [/(\w+)@(\w+)/, 50],
  [/^\d+(\.\d+)?$/, 50],
  [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 60],
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, 10_000],
  [wholeText("A-.*"), 10_000],
])("%s is quick in a text of %i characters", (pattern, length) => {
  expect(isQuick(pattern, length)).toBe(true);
});

it.each<[RegExp, number]>([
  [/(a+)+b/, 2],
  [/(?:a|b)*c/, 2],
  [/(a|aa){2,}b/, 2],
  [/(?<x>a?)*?b/, 2],
  [/a*a*a*a*b/, 1000],
  [/\s+$/, 262_144],
  [/(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)b/, 20],
  [/a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaa/, 30],
  [/^[^@\s]+@[^@\s]+\.[^@\s]+$/m, 60],
  [/^a|a*a*b/, 1000],
  [/a{9999999}/, 1000],
  [/(?=a*)[*](b+)\1\1\1c/, 100],
])("%s may run away in a text of %i characters", (pattern, length) => {
  expect(isQuick(pattern, length)).toBe(false);
});

it("says so only of patterns that are quick", () => {
  const pieces = [
    "a",
    "b",
    "(",
    ")",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{1,}",
    "[ab]",
    "\\1",
    "(?:",
    "(?=",
    "(?<=",
    ".",
    "^",
    "{30}",
  ];
  let seed = 1;
  const chance = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let quick = 0;
  for (let round = 0; round < 20_000; round++) {
    const source = Array.from({ length: 1 + chance(9) }, () => pieces[chance(pieces.length)]).join("");
    const length = 5 + chance(60);
    const pattern = read(source);
    if (!pattern || !isQuick(pattern, length)) continue;
    quick++;
    const begin = performance.now();
    pattern.exec("a".repeat(length));
    expect([source, length, performance.now() - begin < 500]).toEqual([source, length, true]);
  }
  expect(quick).toBeGreaterThan(1000);
});

function read(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}
