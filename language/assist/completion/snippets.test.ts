import { describe, expect, it } from "vitest";
import { readCursor } from "../../../test/kit/marks.ts";
import { analyze, applyEdits, type Completion, completionsAt, notationOf, notations, stateTypes } from "../../index.ts";

function offered(marked: string, notation = notationOf(marked)): readonly (readonly [Completion, string])[] {
  const { text, offset } = readCursor(marked);
  const analysis = analyze({ uri: "", version: 1, notation, text });
  const snippets = completionsAt(analysis, offset).filter(({ kind }) => kind === "snippet");
  return snippets.map((each) => {
    // Editors indent the lines of a completion as the first one stands.
    const indent = /[ \t]*$/.exec(text.slice(0, each.edit.span.start))?.[0] ?? "";
    const edit = { ...each.edit, newText: each.edit.newText.replaceAll("\n", `\n${indent}`) };
    return [each, applyEdits(text, [edit, ...(each.also ? [each.also] : [])])];
  });
}

/** What a text that is still to be filled in may lack: the state that comes next. */
const codesOf = (text: string, notation = notationOf(text)): readonly string[] =>
  analyze({ uri: "", version: 1, notation, text })
    .diagnostics.filter(({ code, severity }) => severity === "error" && code !== "next-unknown-state")
    .map(({ code, message }) => `${code}: ${message}`)
    .filter((each) => !each.startsWith("default-unknown-state") && !each.startsWith("start-at-unknown-state"));

const languages = ["JSONPath", "JSONata"] as const;

describe("snippets of states", () => {
  for (const language of languages) {
    const places = {
      json: `{"QueryLanguage": "${language}", "StartAt": "A", "States": {\n  <|>\n}}`,
      yaml: `QueryLanguage: ${language}\nStartAt: A\nStates:\n  <|>\n`,
    };
    it.each(Object.entries(places))(`are valid states in ${language}, %s`, (_, place) => {
      const all = offered(place).filter(([{ label }]) => label.endsWith(" state"));
      expect(all.map(([{ label }]) => label)).toEqual(stateTypes.map((type) => `${type} state`));
      for (const [, text] of all) expect(codesOf(text), text).toEqual([]);
    });
  }

  it("have tab stops that hold what they begin with", () => {
    const [task] = offered('{"StartAt": "A", "States": {\n<|>\n}}');
    expect(task?.[0].snippet).toBe(
      '"${1:Name}": {\n\t"Type": "Task",\n\t"Resource": "${2:arn:aws:states:::lambda:invoke}",\n\t"Parameters": {\n\t\t"FunctionName": "${3:name}",\n\t\t"Payload.\\$": "\\$"\n\t\\},\n\t"Next": "${4}"\n\\}',
    );
  });
});

describe("snippets of retriers, catchers and machines", () => {
  it.each([
    "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    End: true\n    <|>\n",
    '{"StartAt": "A", "States": {"A": {\n"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,\n<|>\n}}}',
  ])("are valid: %s", (place) => {
    const all = offered(place);
    expect(all.map(([{ label }]) => label)).toEqual(["Retry with backoff", "Catch all errors"]);
    for (const [, text] of all) expect(codesOf(text), text).toEqual([]);
  });

  it.each([notations.json, notations.yaml])("make a whole machine of an empty document", (notation) => {
    const all = offered("<|>", notation);
    expect(all.length).toBe(2);
    for (const [, text] of all) expect(codesOf(text, notation), text).toEqual([]);
  });
});
