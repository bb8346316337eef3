import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { readMarks } from "../../test/kit/marks.ts";
import { ruleCases } from "../../test/kit/rule-cases.ts";
import {
  analyze,
  applyEdits,
  type Diagnostic,
  type Notation,
  notationOf,
  type RuleSettings,
  ruleCodes,
} from "../index.ts";
import { fixableCodes, fixesOf } from "./index.ts";

/** Every offered fix of every rule's examples, in both notations: the finding is gone, and the text can still be read. */
const cases = ruleCases();

/** Rules that look into the catalogue; the examples of others call services loosely. */
const aboutServices: ReadonlySet<string> = new Set([
  "unknown-parameter",
  "missing-required-parameter",
  "parameter-value",
  "sdk-integration-unknown",
  "sync-unsupported",
  "callback-unsupported",
]);

function analyzed(text: string, notation: Notation, title: string, code: string) {
  const setting = /\(rules: ([\w-]+)=(\w+)\)/.exec(title);
  const rules: RuleSettings = setting ? { [setting[1] ?? ""]: "error" } : {};
  const type = title.includes("(type: EXPRESS)") ? ({ type: "EXPRESS" } as const) : {};
  const known = aboutServices.has(code) ? { catalogue } : {};
  return analyze({ uri: title, version: 1, notation, text, rules, ...type, ...known });
}

const isSyntax = ({ code }: Diagnostic): boolean => code === "json-syntax" || code === "yaml-syntax";

/** The lines that differ, as they were and as they are. */
function changedLines(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const shown = (lines: readonly string[], mark: string): string =>
    lines
      .slice(start, lines.length - end)
      .map((line) => `${mark}${line}\n`)
      .join("");
  return shown(old, "- ") + shown(now, "+ ");
}

const offered = new Set<string>();

describe("every fix of a rule's examples", () => {
  it.each([...fixableCodes])("%s", async (code) => {
    const golden: string[] = [];
    for (const { title, marked } of cases.filter((each) => each.code === code)) {
      const written = readMarks(marked);
      const asItIs = { ...written, name: "as it is", notation: notationOf(written.text) };
      for (const { text, notation, name } of title.includes("(as it is)") ? [asItIs] : inBothNotations(written)) {
        const before = analyzed(text, notation, title, code);
        const findings = before.diagnostics.filter((found) => found.code === code);
        for (const found of findings) {
          for (const { title: action, edits, preferred } of fixesOf(before, found)) {
            offered.add(code);
            const edited = applyEdits(text, edits);
            golden.push(`${name}: ${action}${preferred ? " (preferred)" : ""}\n${changedLines(text, edited)}`);
            const after = analyzed(edited, notation, title, code);
            const shown = `${name}: ${action}\n${text}\n--->\n${edited}`;
            // What was meant may have no value there either: that is another finding.
            const alike = (each: Diagnostic): boolean =>
              each.code === code && (code !== "variable-unassigned" || each.message === found.message);
            const [left, there] = [after, before].map(({ diagnostics }) => diagnostics.filter(alike).length);
            expect(left, shown).toBeLessThan(there ?? 0);
            const syntaxErrors = after.diagnostics.filter(isSyntax).length;
            expect(syntaxErrors, shown).toBeLessThanOrEqual(before.diagnostics.filter(isSyntax).length);
          }
        }
      }
    }
    await expect(`${golden.join("\n")}\n`).toMatchFileSnapshot(join(import.meta.dirname, "golden", `${code}.txt`));
  });

  it("is offered for each code that says it has one", () => {
    const shownElsewhere = ["yaml-syntax"];
    expect([...fixableCodes].filter((code) => !offered.has(code) && !shownElsewhere.includes(code))).toEqual([]);
    expect([...fixableCodes].filter((code) => !ruleCodes.has(code))).toEqual([]);
    expect(fixableCodes.size).toBeGreaterThan(100);
  });
});
