import { describe, expect, it } from "vitest";
import { catalogue } from "../../../data/index.ts";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import { type Analysis, analyze, completionsAt, hoverAt, shapeOfValue } from "../../index.ts";

const data = { input: shapeOfValue({ order: { id: "1", lines: [{ sku: "s", price: 2 }] }, "two words": true }) };

/** The document in both notations, each with the offset of its cursor. */
function cursors(marked: string): readonly (readonly [Analysis, number])[] {
  const { text, offset } = readCursor(marked);
  const mark = { span: { start: offset, end: offset }, code: "here" };
  return inBothNotations({ text, marks: [mark] }).map((written) => {
    const analysis = analyze({ uri: "", version: 1, notation: written.notation, text: written.text, catalogue, data });
    return [analysis, written.marks[0]?.span.start ?? -1];
  });
}

function offers(marked: string, expected: string): void {
  for (const [analysis, offset] of cursors(marked)) {
    const found = completionsAt(analysis, offset).map(({ label, detail }) => (detail ? `${label}: ${detail}` : label));
    expect(found.join(", "), analysis.notation.id).toBe(expected);
  }
}

const path = (states: string): string => `StartAt: A\nStates:\n  ${states}\n`;
const jsonata = (states: string): string => `QueryLanguage: JSONata\n${path(states)}`;

describe("members of data", () => {
  it.each([
    [path("A: {Type: Pass, InputPath: '$.<|>'}"), "order: object, two words: boolean"],
    [path("A: {Type: Pass, Parameters: {a.$: $.order.<|>}}"), "id: string, lines: array"],
    [path("A: {Type: Pass, Parameters: {a.$: '$.order.lines[0].<|>'}}"), "sku: string, price: number"],
    [path("A: {Type: Pass, Parameters: {a.$: '$$.Execution.Input.order.<|>'}}"), "id: string, lines: array"],
    [
      path(
        "A: {Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', ResultSelector: {m.$: '$.Messa<|>', s.$: $.MD5OfMessageBody}}",
      ),
      "MD5OfMessageBody: string, MD5OfMessageAttributes: string, MD5OfMessageSystemAttributes: string, MessageId: string, SequenceNumber: string, SdkHttpMetadata: object, SdkResponseMetadata: object",
    ],
    [path("A: {Type: Pass, Assign: {v: {net: 1}}, Next: B}\n  B: {Type: Pass, InputPath: $v.<|>}"), "net: number"],
    [
      path("A: {Type: Map, ItemsPath: $.order.lines, ItemSelector: {p.$: $$.Map.Item.Value.<|>}}"),
      "sku: string, price: number",
    ],
  ])("%s", offers);

  it.each([
    [jsonata("A: {Type: Pass, Output: '{% $states.input.<|> %}'}"), "order: object, two words: boolean"],
    [jsonata("A: {Type: Pass, Output: '{% $states.input.order.lines.<|> %}'}"), "sku: string, price: number"],
    [
      jsonata("A: {Type: Pass, Output: {s: 1}, Next: B}\n  B: {Type: Pass, Output: '{% $states.input.<|> %}'}"),
      "s: number",
    ],
    [
      jsonata(
        "A: {Type: Map, ItemProcessor: {StartAt: P, States: {P: {Type: Pass, Output: {q: 1}, End: true}}}, Output: '{% $states.result.<|> %}'}",
      ),
      "q: number",
    ],
    [
      jsonata("A: {Type: Pass, Assign: {v: {net: 1}}, Next: B}\n  B: {Type: Pass, Output: '{% $v.<|> %}'}"),
      "net: number",
    ],
  ])("%s", offers);

  it("are told by a hover", () => {
    const hovered = (marked: string): readonly (string | undefined)[] =>
      cursors(marked).map(([analysis, offset]) => hoverAt(analysis, offset)?.markdown);
    const order = "```ts\norder: { id?: string, lines?: { sku?: string, price?: number, … }[], … }\n```";
    expect(hovered(path("A: {Type: Pass, InputPath: '$.or<|>der.id'}"))).toEqual([order, order]);
    expect(hovered(jsonata("A: {Type: Pass, Output: '{% $states.input.or<|>der %}'}"))).toEqual([order, order]);
  });
});
