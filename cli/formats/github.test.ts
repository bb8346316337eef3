import { describe, expect, it } from "vitest";
import type { Finding } from "../../language/index.ts";
import { github } from "./github.ts";

const finding = (more: Partial<Finding> = {}): Finding => ({
  code: "next-unknown-state",
  severity: "error",
  message: "There is no state.",
  range: { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } },
  path: "",
  ...more,
});

const line = (file: string, more?: Partial<Finding>): string => github([{ file, diagnostics: [finding(more)] }]);

describe("findings as commands of GitHub Actions", () => {
  it("stand at their places, counted from 1", () => {
    expect(line("a.asl.json")).toBe(
      "::error file=a.asl.json,line=3,endLine=3,col=5,endColumn=10,title=next-unknown-state::There is no state.",
    );
  });

  it.each([
    ["error", "error"],
    ["warning", "warning"],
    ["information", "notice"],
    ["hint", "notice"],
  ] as const)("of severity %s are called %s", (severity, command) => {
    expect(line("a", { severity })).toMatch(new RegExp(`^::${command} `));
  });

  it("escape what would end a command or a property", () => {
    expect(line("a,b:c%.json", { message: "100 %\r\nnot: a, command ::error::" })).toBe(
      "::error file=a%2Cb%3Ac%25.json,line=3,endLine=3,col=5,endColumn=10,title=next-unknown-state::100 %25%0D%0Anot: a, command ::error::",
    );
  });

  it("have no columns where they go over several lines: GitHub takes none there", () => {
    const range = { start: { line: 2, character: 4 }, end: { line: 5, character: 1 } };
    expect(line("a", { range })).toBe("::error file=a,line=3,endLine=6,title=next-unknown-state::There is no state.");
  });

  it("are one a line", () => {
    const found = github([{ file: "a", diagnostics: [finding(), finding({ message: "two\nlines" })] }]);
    expect(found.split("\n")).toHaveLength(2);
  });
});
