import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { readMarks } from "../../test/kit/marks.ts";
import { analyze, ruleCodes, toolkitCodes, unknownToToolkit } from "../index.ts";

describe("beside AWS Toolkit", () => {
  it("has codes that exist, each once", () => {
    expect(toolkitCodes.filter((code) => !ruleCodes.has(code))).toEqual([]);
    expect(new Set(toolkitCodes).size).toBe(toolkitCodes.length);
  });

  it.each([
    `StartAt: A
States:
  A: {Type: Pass, QueryLanguage: JSONata, Output: "{% $sm([1]) %}", Next: Nowhere}
                                                      ^^^ jsonata-unknown-function`,
    `StartAt: A
States:
  A: {Type: Succeed}
  Alone: {Type: Succeed}
  Island: {Type: Pass, Next: Other}
  ^^^^^^ unreachable-state
  Other: {Type: Pass, Next: Island}
  ^^^^^ unreachable-state`,
  ])("leaves what it reports to it: %s", (marked) => {
    for (const { text, marks, notation } of inBothNotations(readMarks(marked))) {
      const { diagnostics, model } = analyze({ uri: "", version: 1, notation, text });
      const left = unknownToToolkit(diagnostics, model);
      expect(left.length).toBeLessThan(diagnostics.length);
      expect(left.map(({ code }) => code)).toEqual(marks.map(({ code }) => code));
    }
  });
});
