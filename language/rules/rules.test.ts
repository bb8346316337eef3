import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../data/index.ts";
import { inBothNotations } from "../../test/kit/both-notations.ts";
import { readMarks, writeMarks } from "../../test/kit/marks.ts";
import { analyze, type Host, notationOf, objectSpecs, ruleCodes, stateSpecs } from "../index.ts";

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

/**
 * What a title says to stand around the text: `(deployed with: Table, Queue)` is a template that fills these in,
 * `(file orders.asl.json: ${Table})` a file, and `(no files)` says that there are none.
 */
function hostIn(title: string): { readonly host?: Host } {
  const names = /\(deployed with: ([^)]*)\)/.exec(title)?.[1]?.split(", ");
  const [, location, text] = /\(file ([^:)]+): ([^)]*)\)/.exec(title) ?? [];
  if (!names && location === undefined && !title.includes("(no files)")) return {};
  const substitutions = new Set(names);
  const host: Host = {
    deployments: names ? [{ template: "template.yaml", machine: "Orders", type: "STANDARD", substitutions }] : [],
    fileAt: (wanted) => (wanted === location && text !== undefined ? { kind: "text", text } : { kind: "missing" }),
  };
  return { host };
}

function check({ title, marked }: Case, own: string): void {
  const written = readMarks(marked);
  const setting = /\(rules: ([\w-]+)=(\w+)\)/.exec(title);
  const rules = setting ? { [setting[1] ?? ""]: setting[2] as "error" } : {};
  const type = title.includes("(type: EXPRESS)") ? ({ type: "EXPRESS" } as const) : {};
  const host = hostIn(title);
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
      ...host,
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
    expect(diagnostics.map(({ code }) => code)).toEqual(expected);
  };

  it("hold for the next line and the codes they name", () => {
    const text = (comment: string): string =>
      `StartAt: A\nStates:\n  A:\n    ${comment}\n    {Type: Pass, Next: B, Foo: 1}`;
    check(text("# nothing"), ["next-unknown-state", "unknown-state-field"]);
    check(text("# statecraft-disable-next-line next-unknown-state"), ["unknown-state-field"]);
    check(text("# statecraft-disable-next-line next-unknown-state, unknown-state-field"), []);
    check(text("# statecraft-disable-next-line"), [
      "suppression-unknown-code",
      "next-unknown-state",
      "unknown-state-field",
    ]);
  });

  it("hold in JSON too", () => {
    check(
      '{"StartAt": "A", "States": {\n// statecraft-disable-next-line next-unknown-state\n"A": {"Type": "Pass", "Next": "B"}}}',
      [],
    );
  });
});

describe("comments that silence, written in other ways", () => {
  const codesOf = (comment: string): readonly string[] => {
    const text = `{"StartAt": "A", "States": {\n${comment}\n"A": {"Type": "Pass", "Next": "B", "Foo": 1}}}`;
    const { diagnostics } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
    return diagnostics.map(({ code }) => code);
  };

  it.each([
    ["/* statecraft-disable-next-line next-unknown-state unknown-state-field */", []],
    [
      "/* statecraft-disable-next-line\n   next-unknown-state */",
      ["suppression-unknown-code", "next-unknown-state", "unknown-state-field"],
    ],
    ["/* why:\n * statecraft-disable-next-line next-unknown-state\n */", ["unknown-state-field"]],
    ["// statecraft-disable-next-line next-unknown-state: it comes later", ["unknown-state-field"]],
    [
      "// statecraft-disable-next-line no-such-code",
      ["suppression-unknown-code", "next-unknown-state", "unknown-state-field"],
    ],
    [
      "// statecraft-disable-next-line next-unknown-states",
      ["suppression-unknown-code", "next-unknown-state", "unknown-state-field"],
    ],
    ["// statecraft-disable-next-line", ["suppression-unknown-code", "next-unknown-state", "unknown-state-field"]],
  ])("%j", (comment, expected) => expect(codesOf(comment)).toEqual(expected));

  it("hold in the definitions of templates too", () => {
    const text = (comment: string): string =>
      `Resources:\n  A:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        ${comment}\n        {StartAt: B, States: {A: {Type: Succeed}}}`;
    const codes = (comment: string): readonly string[] =>
      analyze({ uri: "", version: 1, notation: notationOf("a: 1"), text: text(comment) }).diagnostics.map(
        ({ code }) => code,
      );
    expect(codes("# nothing")).toEqual(["start-at-unknown-state"]);
    expect(codes("# statecraft-disable-next-line start-at-unknown-state")).toEqual([]);
  });
});

describe("the other places of a finding", () => {
  const placesOf = (text: string, wanted: string): readonly string[] | undefined => {
    const { diagnostics } = analyze({ uri: "", version: 1, notation: notationOf(text), text });
    const found = diagnostics.find(({ code }) => code === wanted);
    return found?.related?.map(({ span }) => text.slice(span.start, span.end));
  };

  const machine = (states: string, more = ""): string => `{"StartAt": "A", ${more}"States": {${states}}}`;
  const task = '"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true';

  it.each([
    ["duplicate-key", machine('"A": {"Type": "Pass", "End": true, "End": true}'), ['"End"']],
    [
      "duplicate-state-name",
      machine(
        '"A": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}',
      ),
      ['"A"'],
    ],
    [
      "paired-static-and-path",
      machine(`"A": {${task}, "TimeoutSeconds": 9, "TimeoutSecondsPath": "$.t"}`),
      ['"TimeoutSeconds"'],
    ],
    ["next-and-end", machine('"A": {"Type": "Pass", "Next": "A", "End": true}'), ['"Next"']],
    [
      "dollar-field-conflict",
      machine('"A": {"Type": "Pass", "End": true, "Parameters": {"a": 1, "a.$": "$.a"}}'),
      ['"a"'],
    ],
    [
      "states-all-last",
      machine(`"A": {${task}, "Retry": [{"ErrorEquals": ["States.ALL"]}, {"MaxAttempts": 1, "ErrorEquals": ["B"]}]}`),
      ['"MaxAttempts"'],
    ],
    [
      "retry-unreachable",
      machine(`"A": {${task}, "Retry": [{"ErrorEquals": ["B"]}, {"ErrorEquals": ["B"]}]}`),
      ['"B"'],
    ],
    ["heartbeat-not-less-than-timeout", machine(`"A": {${task}, "HeartbeatSeconds": 9, "TimeoutSeconds": 8}`), ["8"]],
    [
      "jsonpath-field-in-jsonata",
      machine(`"A": {${task}, "InputPath": "$"}`, '"QueryLanguage": "JSONata", '),
      ['"JSONata"'],
    ],
    [
      "query-language-downgrade",
      machine(`"A": {${task}, "QueryLanguage": "JSONPath"}`, '"QueryLanguage": "JSONata", '),
      ['"JSONata"'],
    ],
    ["unreachable-state", machine('"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}'), ['"A"']],
    ["terminal-unreachable", machine('"A": {"Type": "Pass", "Next": "A"}, "B": {"Type": "Succeed"}'), ['"B"']],
  ])("%s", (code, text, expected) => expect(placesOf(text, code)).toEqual(expected));
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
