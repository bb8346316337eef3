import { describe, expect, it } from "vitest";
import { analyze, findingsOf, notationOf, ruleCodes } from "../../language/index.ts";
import type { CheckedFile } from "../checked-file.ts";
import { sarif } from "./sarif.ts";

const checked = (file: string, text: string): CheckedFile => ({
  file,
  diagnostics: findingsOf(analyze({ uri: "", version: 0, notation: notationOf(text), text })),
});

const TEXT = 'StartAt: "A 😀"\nStates:\n  "A 😀": {Type: Pass, Next: B}\n';

const logOf = (...files: readonly CheckedFile[]) => JSON.parse(sarif(files, "/work/project"));

describe("findings as SARIF", () => {
  it("name the rule, with help and the page that explains it", () => {
    const [run] = logOf(checked("a.asl.yaml", TEXT)).runs;
    const { rules } = run.tool.driver;
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex].id).toBe(ruleId);
    const rule = rules.find(({ id }: { readonly id: string }) => id === "next-unknown-state");
    const page = "https://github.com/statecraft-dev/statecraft/blob/main/docs/rules.md#next-unknown-state";
    expect(rule).toMatchObject({ helpUri: page, defaultConfiguration: { level: "error" } });
    expect(rule.help.text).toContain(page);
    expect(rule.shortDescription.text).not.toContain("`");
  });

  it("have all that SARIF 2.1.0 asks for", () => {
    const log = logOf(checked("a.asl.yaml", TEXT));
    expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringContaining("sarif-2.1.0") });
    const [run] = log.runs;
    expect(run.columnKind).toBe("utf16CodeUnits");
    for (const { level, message, locations } of run.results) {
      expect(["error", "warning", "note", "none"]).toContain(level);
      expect(message.text).not.toBe("");
      const { startLine, startColumn, endLine, endColumn } = locations[0].physicalLocation.region;
      expect(startLine >= 1 && startColumn >= 1 && endLine >= startLine).toBe(true);
      expect(endLine > startLine || endColumn >= startColumn).toBe(true);
    }
  });

  it("count lines and columns from 1, in UTF-16", () => {
    const [run] = logOf(checked("a.asl.yaml", TEXT)).runs;
    const result = run.results.find(({ ruleId }: { readonly ruleId: string }) => ruleId === "next-unknown-state");
    expect(result.locations[0].physicalLocation.region).toEqual({
      startLine: 3,
      startColumn: 30,
      endLine: 3,
      endColumn: 31,
    });
  });

  it.each([
    ["a.asl.json", { uri: "a.asl.json", uriBaseId: "SRCROOT" }],
    ["./flows/a b#1.asl.json", { uri: "flows/a%20b%231.asl.json", uriBaseId: "SRCROOT" }],
    ["/work/project/flows/ä.asl.json", { uri: "flows/%C3%A4.asl.json", uriBaseId: "SRCROOT" }],
    ["../other/a.asl.json", { uri: "file:///work/other/a.asl.json" }],
    ["/elsewhere/a.asl.json", { uri: "file:///elsewhere/a.asl.json" }],
    ["-", { uri: "stdin:" }],
  ])("say where %s is", (file, expected) => {
    const log = logOf(checked(file, TEXT));
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual(expected);
    expect(log.runs[0].originalUriBaseIds).toEqual({ SRCROOT: { uri: "file:///work/project/" } });
  });

  it("are an empty list where nothing is wrong", () => {
    const [run] = logOf(checked("a.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}')).runs;
    expect([run.results, run.tool.driver.rules]).toEqual([[], []]);
  });

  it("can explain every rule", () => {
    for (const [code, { doc }] of ruleCodes) expect(doc, code).not.toBe("");
  });
});
