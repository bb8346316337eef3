import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { readMarks, writeMarks } from "../../test/kit/marks.ts";
import { analyze, notationOf, objectSpecs, ruleCodes, stateSpecs } from "../index.ts";

/**
 * Every code has a file of marked texts, `cases/<code>.yaml`, with at least one finding and one text without. A line
 * `--- what is shown` begins each of them; all findings are marked. With `(as it is)` a text isn't rewritten in the
 * other notation; with `(rules: code=level)` a setting holds, and `(type: EXPRESS)` is known of the executions.
 */
const folder = join(import.meta.dirname, "cases");

interface Case {
  readonly title: string;
  readonly marked: string;
}

/** The rules about what services take; the others' examples needn't heed it. */
const aboutServices = new Set([
  "callback-unsupported",
  "deprecated-action",
  "missing-required-parameter",
  "parameter-value",
  "sdk-integration-unknown",
  "sync-unsupported",
  "unknown-parameter",
]);

function casesIn(file: string): readonly Case[] {
  const [, ...sections] = `\n${readFileSync(join(folder, file), "utf8").trimEnd()}`.split(/\n--- /);
  return sections.map((section) => {
    const end = section.indexOf("\n");
    return { title: section.slice(0, end), marked: section.slice(end + 1) };
  });
}

/** What short texts have anyway: only where it is marked it counts. */
const beside = ["path-unknown", "variable-unassigned", "variable-unused", "variable-same-state"];

function check({ title, marked }: Case, own: string): void {
  const written = readMarks(marked);
  const setting = /\(rules: ([\w-]+)=(\w+)\)/.exec(title);
  const rules = setting ? { [setting[1] ?? ""]: setting[2] as "error" } : {};
  const type = title.includes("(type: EXPRESS)") ? ({ type: "EXPRESS" } as const) : {};
  const asItIs = { ...written, name: "as it is", notation: notationOf(written.text) };
  for (const { text, marks: wanted, notation, name } of title.includes("(as it is)")
    ? [asItIs]
    : inBothNotations(written)) {
    const known = aboutServices.has(own) ? { catalogue } : {};
    const diagnostics = analyze({
      uri: title,
      version: 1,
      notation,
      text,
      rules,
      ...type,
      ...known,
    }).diagnostics.filter(
      ({ code }) => code === own || !beside.includes(code) || wanted.some((mark) => mark.code === code),
    );
    const marks = wanted.map((mark) => {
      const { code, also } = mark;
      const isThere = diagnostics.some(({ span, ...found }) => found.code === code && span.start === also?.start);
      return also && isThere ? { ...mark, span: also } : mark;
    });
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
    it.each(cases.map((each) => [each.title, each] as const))("%s", (_, each) => check(each, code));
    it("is shown with and without a finding", () => {
      const findings = cases.map(({ marked }) => readMarks(marked).marks.some((mark) => mark.code === code));
      expect(new Set(findings)).toEqual(new Set([true, false]));
    });
  });
}

/** What takes too large a text for a file. */
const shownBelow = ["definition-size", "nesting-too-deep"];

describe("large texts", () => {
  const codesOf = (text: string): readonly string[] => {
    const { diagnostics } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
    return diagnostics.map(({ code, severity }) => `${code} ${severity}`);
  };
  const withComment = (length: number): string =>
    `{"Comment": "${"x".repeat(length)}", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`;

  it.each([
    [800_000, []],
    [900_000, ["definition-size warning"]],
    [1_100_000, ["definition-size error"]],
  ])("has a limit: %i characters", (length, expected) => {
    expect(codesOf(withComment(length))).toEqual(expected);
  });

  it("counts bytes, not characters", () => {
    expect(
      codesOf(`{"Comment": "${"é".repeat(600_000)}", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`),
    ).toEqual(["definition-size error"]);
  });

  it("ends its nesting", () => {
    const deep = `${"[".repeat(1_001)}${"]".repeat(1_001)}`;
    expect(codesOf(`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${deep}, "End": true}}}`)).toEqual([
      "nesting-too-deep error",
    ]);
  });
});

describe("comments that silence", () => {
  const check = (text: string, expected: readonly string[]): void => {
    const { diagnostics } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
    expect(diagnostics.map(({ code }) => code).filter((code) => code !== "json-comment")).toEqual(expected);
  };

  it("hold for the next line and the codes they name", () => {
    const text = (comment: string): string =>
      `StartAt: A\nStates:\n  A:\n    ${comment}\n    {Type: Pass, Next: B, Foo: 1}`;
    check(text("# nothing"), ["next-unknown-state", "unknown-state-field"]);
    check(text("# statecraft-disable-next-line next-unknown-state"), ["unknown-state-field"]);
    check(text("# statecraft-disable-next-line next-unknown-state, unknown-state-field"), []);
    check(text("# statecraft-disable-next-line"), ["next-unknown-state", "unknown-state-field"]);
  });

  it("hold in JSON too", () => {
    check(
      '{"StartAt": "A", "States": {\n// statecraft-disable-next-line next-unknown-state\n"A": {"Type": "Pass", "Next": "B"}}}',
      [],
    );
  });
});

describe("the table of rules", () => {
  it("shows every code, and nothing else", () => {
    const shown = files.map((file) => file.slice(0, -".yaml".length));
    expect([...shown, ...shownBelow].toSorted()).toEqual([...ruleCodes.keys()].toSorted());
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
