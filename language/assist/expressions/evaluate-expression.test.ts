import { describe, expect, it } from "vitest";
import { inBothNotations } from "../../../test/kit/both-notations.ts";
import { readCursor } from "../../../test/kit/marks.ts";
import {
  analyze,
  type Evaluation,
  evaluateExpression,
  expressionAt,
  notationOf,
  type StateData,
  type TimeLimit,
} from "../../index.ts";

const evaluation: Evaluation = { now: () => 0, random: () => 0.5, uuid: () => "u", hash: () => "h" };

const data: StateData = {
  input: { order: { id: "A-1", lines: [{ price: 2 }, { price: 3 }] }, two: "x" },
  result: { body: { ok: true } },
  errorOutput: { Error: "E", Cause: "because" },
  context: { State: { Name: "A" } },
  variables: { limit: 4 },
};

/** What the expression at the cursor gives in both notations; of an error also the text that it is about. */
async function check(marked: string, expected: string, limit?: TimeLimit): Promise<void> {
  const { text, offset } = readCursor(marked);
  const mark = { span: { start: offset, end: offset }, code: "here" };
  for (const { text: written, marks, notation, name } of inBothNotations({ text, marks: [mark] })) {
    const document = analyze({ uri: "", version: 1, notation, text: written });
    const expression = expressionAt(document, marks[0]?.span.start ?? -1);
    if (!expression) throw new Error("no expression");
    const given = await evaluateExpression(expression, data, { evaluation, ...(limit && { limit }) });
    const shown =
      given.kind === "value"
        ? JSON.stringify(given.value)
        : given.kind === "nothing"
          ? "nothing"
          : `${given.message} @ ${written.slice(given.span.start, given.span.end)}`;
    expect(shown, name).toBe(expected);
  }
}

const LATE = "A regular expression in its filter takes too long";

const jsonata = (source: string): string =>
  `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A: {Type: Task, Output: '{% <|>${source} %}'}\n`;
const path = (state: string): string => `StartAt: A\nStates:\n  A: ${state}\n`;

describe("JSONata", () => {
  it.each([
    ["$sum($states.input.order.lines.price) > $limit", "true"],
    ["$states.result.body", '{"ok":true}'],
    ["$states.context.State.Name", '"A"'],
    ["$states.input.nope", "nothing"],
    ["$sum", "The expression gives a function: call it. @ $sum"],
    ["$states.input.order +", "Unexpected end of expression @ "],
    ['"a" + 1', 'T2001: The left side of the "+" operator must evaluate to a number @ +'],
  ])("%s", (source, expected) => check(jsonata(source), expected));

  it("ends when its time is over", async () => {
    const text =
      "QueryLanguage: JSONata\nStates:\n  A: {Type: Pass, Output: '{% ($f := function() { $f() }; $f()) %}'}";
    const document = analyze({
      uri: "",
      version: 1,
      notation: notationOf(text),
      text,
    });
    const expression = expressionAt(document, text.indexOf("$f"));
    if (!expression) throw new Error("no expression");
    let asked = 0;
    const limit = { expired: () => ++asked > 10, search: () => undefined };
    const given = await evaluateExpression(expression, data, { evaluation, limit });
    expect(given.kind).toBe("error");
  });
});

describe("paths and intrinsic functions", () => {
  it.each([
    ["{Type: Pass, InputPath: $.or<|>der.id}", '"A-1"'],
    ["{Type: Pass, InputPath: $.order, Parameters: {x.$: $.i<|>d}}", '"A-1"'],
    ["{Type: Pass, Parameters: {x.$: '$.order.lines[*].<|>price'}}", "[2,3]"],
    ["{Type: Pass, Parameters: {x.$: $li<|>mit}}", "4"],
    ["{Type: Pass, Parameters: {x.$: $$.State.<|>Name}}", '"A"'],
    ["{Type: Task, ResultSelector: {x.$: $.bo<|>dy.ok}}", "true"],
    ["{Type: Task, Assign: {x.$: $.bo<|>dy.ok}}", "true"],
    [
      '{Type: Task, ResultSelector: {y.$: $.body}, ResultPath: $.r, OutputPath: \'$<|>["r", "two"]\'}',
      '{"r":{"y":{"ok":true}},"two":"x"}',
    ],
    ["{Type: Task, ResultPath: null, OutputPath: $.<|>two}", '"x"'],
    ["{Type: Task, Catch: [{Assign: {x.$: $.Er<|>ror}}]}", '"E"'],
    ["{Type: Pass, Parameters: {x.$: \"States.Fo<|>rmat('{}!', $.two)\"}}", '"x!"'],
    ["{Type: Choice, Choices: [{Variable: $.tw<|>o}]}", '"x"'],
    [
      "{Type: Pass, InputPath: '$.order[<|>'}",
      'A bracket takes names in quotes, indexes, "*", a slice such as [1:3], or a filter. @ [',
    ],
    ["{Type: Pass, InputPath: $.no<|>pe.x}", "Missing property in path $['nope']. @ .nope"],
  ])("%s", (state, expected) => check(path(state), expected));

  it("end when a pattern takes too long", async () => {
    const filter = "$.order.lines[?(@.price =~ /1+/)]";
    const late = { expired: () => true, search: () => undefined };
    await check(path(`{Type: Pass, InputPath: '$<|>${filter.slice(1)}'}`), `${LATE}. @ ${filter}`, late);
    const next = `{Type: Pass, InputPath: '${filter}', Parameters: {x.$: $.<|>id}}`;
    await check(path(next), `In "InputPath": ${LATE} @ $.id`, late);
  });
});
