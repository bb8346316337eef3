import { describe, expect, it } from "vitest";
import { isQuick } from "./quick-pattern.ts";
import { startTimeLimit } from "./time-limit.ts";

const RUNAWAY = "a".repeat(40);

/** The milliseconds that work takes. */
function taken(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/** Searches on and on, as `$match` does. */
function searchAll(pattern: RegExp, search: (pattern: RegExp, text: string) => unknown, text: string): unknown[] {
  const found: unknown[] = [];
  for (let match = search(pattern, text); match; match = search(pattern, text)) {
    found.push({ match, lastIndex: pattern.lastIndex });
    if (Array.isArray(match) && match[0] === "") break;
  }
  return [...found, pattern.lastIndex];
}

describe("a time limit", () => {
  it("ends a search that runs away", () => {
    const limit = startTimeLimit(100);
    const milliseconds = taken(() => expect(limit.search(/(a+)+b/, RUNAWAY)).toBeUndefined());
    expect(milliseconds).toBeGreaterThan(95);
    expect(milliseconds).toBeLessThan(2000);
    expect(limit.expired()).toBe(true);
    expect(limit.search(/a/, "a")).toBeUndefined();
  });

  it("ends many searches that take long together", () => {
    const limit = startTimeLimit(200);
    const slow = /(a+)+b/;
    const milliseconds = taken(() => {
      while (limit.search(slow, "a".repeat(18)) !== undefined);
    });
    expect(milliseconds).toBeLessThan(2000);
  });

  it.each([
    [/(?:a|b)+(,)?/g, "ab,ba,,a,b"],
    [/(a)*/g, "aab"],
    [/(a)*/y, "aabaa"],
    [/(?:x)+/g, "no"],
    [/(?:é|😀)+./gu, "é😀!é?"],
    [/a/g, "banana"],
  ])("finds what %s finds", (pattern, text) => {
    const limit = startTimeLimit();
    const own = new RegExp(pattern);
    expect(searchAll(pattern, limit.search, text)).toEqual(searchAll(own, (one, on) => one.exec(on), text));
  });

  it("finds the same from any place, in any order", () => {
    const limit = startTimeLimit();
    const pattern = /(?:a|b)+/g;
    const own = new RegExp(pattern);
    const texts = ["ab-ba-a-b", "b-a-b-abba", "--"];
    for (const [index, at] of [0, 3, 1, 0, 0, 4, 7, 2, 20, 0].entries()) {
      const text = texts[index % 3] ?? "";
      for (const one of [pattern, own]) one.lastIndex = at;
      for (let times = 0; times < 4; times++) {
        expect(limit.search(pattern, text)).toEqual(own.exec(text));
        expect(pattern.lastIndex).toBe(own.lastIndex);
      }
    }
  });

  it("lets a text have very many matches", () => {
    const pattern = /"(?:[^"])*"/g;
    const text = '"",'.repeat(87_381);
    expect(isQuick(pattern, text.length)).toBe(false);
    const limit = startTimeLimit();
    const milliseconds = taken(() => expect(searchAll(pattern, limit.search, text)).toHaveLength(87_382));
    expect(milliseconds).toBeLessThan(3000);
  });

  it("takes no time for matches that nobody asks for", () => {
    const limit = startTimeLimit(1000);
    const pattern = /(a+)+b/g;
    const text = `ab ab ${RUNAWAY}`;
    expect(limit.search(pattern, text)?.index).toBe(0);
    expect(limit.search(pattern, text)?.index).toBe(3);
    expect(limit.expired()).toBe(false);
    expect(limit.search(pattern, text)).toBeUndefined();
    expect(limit.expired()).toBe(true);
  });

  it("tells of a search that needs too much memory", () => {
    expect(() => startTimeLimit().search(/(?:a|b)*c/, "ab".repeat(10_000_000))).toThrow(RangeError);
  });
});
