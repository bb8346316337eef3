import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { readMarks, writeMarks } from "../../test/kit/marks.ts";
import { analyze, notationOf, objectSpecs, ruleCodes, stateSpecs } from "../index.ts";

/**
 * Every code has a file of marked texts, `cases/<code>.yaml`, with at least one finding and one text without. A line
 * `--- what is shown` begins each of them; all findings are marked. With `(as it is)` a text isn't rewritten in the
 * other notation; with `(rules: code=level)` a setting holds.
 */
const folder = join(import.meta.dirname, "cases");

interface Case {
  readonly title: string;
  readonly marked: string;
}

function casesIn(file: string): readonly Case[] {
  const [, ...sections] = `\n${readFileSync(join(folder, file), "utf8").trimEnd()}`.split(/\n--- /);
  return sections.map((section) => {
    const end = section.indexOf("\n");
    return { title: section.slice(0, end), marked: section.slice(end + 1) };
  });
}

function check({ title, marked }: Case): void {
  const written = readMarks(marked);
  const setting = /\(rules: ([\w-]+)=(\w+)\)/.exec(title);
  const rules = setting ? { [setting[1] ?? ""]: setting[2] as "error" } : {};
  const asItIs = { ...written, name: "as it is", notation: notationOf(written.text) };
  for (const { text, marks, notation, name } of title.includes("(as it is)") ? [asItIs] : inBothNotations(written)) {
    const { diagnostics } = analyze({ uri: title, version: 1, notation, text, rules });
    const found = diagnostics.map((diagnostic) => {
      const mark = marks.find(({ code, span }) => code === diagnostic.code && span.start === diagnostic.span.start);
      return mark && !mark.message ? { span: diagnostic.span, code: diagnostic.code } : diagnostic;
    });
    expect(writeMarks(text, found), name).toBe(writeMarks(text, marks));
  }
}

const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

for (const file of files) {
  const code = file.slice(0, -".yaml".length);
  describe(code, () => {
    const cases = casesIn(file);
    it.each(cases.map((each) => [each.title, each] as const))("%s", (_, each) => check(each));
    it("is shown with and without a finding", () => {
      const findings = cases.map(({ marked }) => readMarks(marked).marks.some((mark) => mark.code === code));
      expect(new Set(findings)).toEqual(new Set([true, false]));
    });
  });
}

describe("the table of rules", () => {
  it("shows every code, and nothing else", () => {
    expect(files.map((file) => file.slice(0, -".yaml".length)).toSorted()).toEqual([...ruleCodes.keys()].toSorted());
  });

  it("explains every code that the table of the language names", () => {
    const named = JSON.stringify([objectSpecs, stateSpecs]).matchAll(
      /"(?:code|format|empty|fixed|missing|elsewhere|foreign|none|many|unknown)":"([a-z0-9.-]+)"/g,
    );
    const codes = new Set([...named].map(([, code]) => code ?? ""));
    expect([...codes].filter((code) => !ruleCodes.has(code))).toEqual([]);
    expect(codes.size).toBeGreaterThan(60);
  });
});
