import { describe, expect, it } from "vitest";
import type { Json } from "../../language/index.ts";
import { findInJson, jsonRows, pathOf } from "./json-rows.ts";

const shown = (value: Json): readonly string[] => {
  const rows = jsonRows(value);
  return Array.from({ length: rows.length }, (_, index) => {
    const row = rows.at(index);
    return row ? pathOf(row) : "";
  });
};

describe("a value as a tree", () => {
  it("is open at first, what is in it closed", () => {
    expect(shown({ a: [1, 2], "b c": { d: 1 } })).toEqual(["$", "$.a", "$['b c']"]);
    expect(shown(5)).toEqual(["$"]);
  });

  it("opens and closes", () => {
    const rows = jsonRows({ a: [1, { b: 2 }], c: 3 });
    rows.toggle(1);
    rows.toggle(3);
    expect(rows.length).toBe(6);
    rows.toggle(1);
    expect(rows.length).toBe(3);
    rows.toggle(1);
    expect(rows.length).toBe(5);
  });

  it("holds a million members in ranges, and finds the way to any of them", () => {
    const rows = jsonRows(Array.from({ length: 1_000_000 }, (_, index) => index));
    expect(rows.length).toBe(1001);
    const index = rows.reveal([765_432]);
    const row = rows.at(index);
    expect([row?.value, row && pathOf(row)]).toEqual([765_432, "$[765432]"]);
    expect(rows.length).toBe(2001);
    expect(rows.reveal([1_000_001])).toBe(-1);
  });

  it("is searched in keys and values, nested as deep as it likes", () => {
    const value = { name: "Ada", list: [{ NAME: 1 }, "x adamant"], none: null };
    expect(findInJson(value, "name")).toEqual([["name"], ["list", 0, "NAME"]]);
    expect(findInJson(value, "ada")).toEqual([["name"], ["list", 1]]);
    expect(findInJson(value, "null")).toEqual([["none"]]);
    let deep: Json = "needle";
    for (let i = 0; i < 20_000; i++) deep = [deep];
    expect(findInJson(deep, "needle")[0]).toHaveLength(20_000);
    expect(findInJson(Array(5000).fill("same"), "same")).toHaveLength(1000);
  });
});
