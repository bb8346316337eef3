import { describe, expect, it } from "vitest";
import { jsonFault } from "./index.ts";

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const check = (text: string, expected: string | undefined, at?: readonly [line: number, column: number]): void => {
  const fault = jsonFault(text);
  expect(fault?.message).toBe(expected);
  if (at) expect(fault?.location).toBe(`[Source: (String)"${text}"; line: ${at[0]}, column: ${at[1]}]`);
};

describe("a text that is no JSON", () => {
  it.each<readonly [string, string, number, number]>([
    ["not a definition", `Unrecognized token 'not': was expecting ${VALUES}`, 1, 4],
    ["nul", `Unrecognized token 'nul': was expecting ${VALUES}`, 1, 4],
    ["{a}", "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", 1, 3],
    ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 1, 7],
    ['{"a": 1 "b": 2}', `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`, 1, 10],
    ["[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 5],
    ['{"a": 1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 1, 10],
    ["[1,]", `Unexpected character (']' (code 93)): expected a valid value ${VALUES}`, 1, 5],
    ['{"a":\n  x1}', `Unrecognized token 'x1': was expecting ${VALUES}`, 2, 5],
    ['"abc', "Unexpected end-of-input: was expecting closing quote for a string value", 1, 5],
    ['{"abc', "Unexpected end-of-input in field name", 1, 6],
    ['{"a":', "Unexpected end-of-input within/between Object entries", 1, 6],
    ["[007]", "Invalid numeric value: Leading zeroes not allowed", 1, 3],
    ['"\\q"', "Unrecognized character escape 'q' (code 113)", 1, 4],
  ])("%j", (text, message, line, column) => check(text, message, [line, column]));

  it("says which bracket is open", () => {
    check(
      "{",
      `Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])`,
      [1, 2],
    );
    check(
      '[{"a": 1]',
      `Unexpected close marker ']': expected '}' (for Object starting at [Source: (String)"[{"a": 1]"; line: 1, column: 2])`,
    );
  });

  it("may be a comment", () => {
    check(
      "// a",
      "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    );
  });

  it("is quoted up to a limit", () => {
    expect(jsonFault(`[${"1,".repeat(300)}`)?.location).toMatch(
      /^\[Source: \(String\)"\[(1,){249}1"\[truncated 101 chars\]; line: 1, column: 602\]$/,
    );
  });
});

describe("JSON", () => {
  it.each(["", "  ", "{}", "[]", "0", "-1.5e+3", '{"a": [1, {"b": null}, "x\\u00e9\\n"], "c": true}', "[[[]]]"])(
    "%j has no fault",
    (text) => check(text, undefined),
  );

  it("may be nested deep", () => {
    check(`${"[".repeat(100_000)}${"]".repeat(100_000)}`, undefined);
  });
});
