import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../../test/kit/chance.ts";
import type { Json, Span } from "../../text/index.ts";
import { checkIntrinsic, type Evaluation, evaluateIntrinsic, type IntrinsicCall, parseIntrinsic } from "../index.ts";

const evaluation: Evaluation = {
  now: () => 0,
  random: () => 0.5,
  uuid: () => "00000000-0000-4000-8000-000000000000",
  hash: (algorithm, text) => createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex"),
};

const data = {
  a: [1, 2, 3, 4],
  o: { x: 1, n: { y: 2 } },
  s: "text",
  n: -1.5,
  odd: { Arg1: 1, Arg2: [], t: "u" },
  template: "{} \\{\\} C:\\temp {}",
};

function parsed(text: string): IntrinsicCall {
  const result = parseIntrinsic(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
  return result.value;
}

function evaluate(text: string, input: Json = data): Json {
  const result = evaluateIntrinsic(
    parsed(text),
    { input, context: () => ({ Id: "c" }), variable: () => undefined },
    evaluation,
  );
  return result.ok ? result.value : result.message;
}

describe("evaluateIntrinsic", () => {
  it.each<[string, Json]>([
    ["States.Format('{} and {}', $.s, 1)", "text and 1"],
    ["States.Format('{}', 1.1)", "1.1"],
    ["States.Format('{}{}{}', true, null, $.odd)", "truenull{Arg1=1, Arg2=[], t=u}"],
    ["States.Format('it\\'s \\{{}\\} \\\\{}', 1, 2)", "it's {1} \\2"],
    ["States.Format($.template, 1, 2)", "1 {} C:\\temp 2"],
    ["States.Format('none')", "none"],
    ["States.StringToJson('')", null],
    ["States.StringToJson(' ')", null],
    ["States.StringToJson('-0')", 0],
    ["States.StringToJson('{\"a\": [1]}')", { a: [1] }],
    ["States.JsonToString($.odd)", '{"Arg1":1,"Arg2":[],"t":"u"}'],
    ["States.JsonToString('x')", '"x"'],
    ["States.Array()", []],
    ["States.Array(1, 'b', null, $$.Id)", [1, "b", null, "c"]],
    ["States.ArrayPartition($.a, 3)", [[1, 2, 3], [4]]],
    ["States.ArrayPartition(States.Array(), 2)", []],
    ["States.ArrayContains($.a, 4)", true],
    ["States.ArrayContains(States.Array($.o), $.o)", true],
    ["States.ArrayRange(0, 9, 3)", [0, 3, 6, 9]],
    ["States.ArrayRange(1, 9, 9)", [1]],
    ["States.ArrayRange(3, 1, -1)", [3, 2, 1]],
    ["States.ArrayRange(3, 1, 1)", []],
    ["States.ArrayGetItem($.a, 3)", 4],
    ["States.ArrayLength($.a)", 4],
    ["States.ArrayUnique(States.Array(1, 1, '1', null, null, $.o, $.o))", [1, "1", null, data.o]],
    ["States.Base64Encode('Data to encode')", "RGF0YSB0byBlbmNvZGU="],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "Data to encode"],
    ["States.Base64Decode(States.Base64Encode('äöü€😀'))", "äöü€😀"],
    ["States.Hash('input data', 'SHA-1')", "aaff4a450a104cd177d28d18d74485e8cae074b7"],
    ["States.JsonMerge($.o, States.StringToJson('{\"n\": 3}'), false)", { x: 1, n: 3 }],
    ["States.MathAdd(1.5, 1.51)", 4],
    ["States.MathAdd($.n, 0)", -1],
    ["States.MathAdd(-0.5, 0.5)", 1],
    ["States.MathAdd(-2.5, 0)", -2],
    ["States.MathRandom(0, 10)", 5],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", ["This", "is", "a", "test", "string"]],
    ["States.StringSplit(',,,,', ',')", []],
    ["States.UUID()", "00000000-0000-4000-8000-000000000000"],
    ["States.ArrayGetItem(States.StringSplit('a-b', '-'), States.MathAdd(States.ArrayLength($.a), -3))", "b"],
  ])("%s", (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it("gives the same random number for the same seed", () => {
    const numbers = [1, 2, 3].map((seed) => evaluate(`States.MathRandom(0, 1000000, ${seed})`));
    expect(numbers).toEqual([1, 2, 3].map((seed) => evaluate(`States.MathRandom(0, 1000000, ${seed})`)));
    expect(new Set(numbers).size).toBe(3);
  });

  it.each([
    ["States.Format('{}', $.no)", "The JsonPath argument for the field '$.no' could not be found in the input '[]'"],
    ["States.Format('{}')", "The number of values (0) does not match the occurrences of {} (1)"],
    ["States.StringToJson('{')", "The text is not valid JSON"],
    ["States.ArrayGetItem(States.Array(1), 1)", "The index 1 is outside of the array's bounds"],
    ["States.MathAdd('1', 2)", 'The first must be a number, but was: "1"'],
    ["States.ArrayRange(0, 1000, 1)", "The range has 1001 elements, and at most 1000 are allowed"],
    ["States.Base64Decode('*')", "The text is not valid Base64"],
    ["States.UUID(1)", "Too many arguments: 1"],
    ["States.MathAdd(1)", "The second is missing"],
    ["States.Nothing()", "There is no function States.Nothing"],
  ])("%s fails", (text, message) => {
    expect(evaluate(text, [])).toBe(`The function '${text}' had the following error: ${message}`);
  });
});

describe("parseIntrinsic", () => {
  it("keeps the places of calls, names and arguments", () => {
    const text = " States.Format( 'a, b)', $.x[?(@.y == 'c,)')].z , States.MathAdd(1,2), null)";
    const call = parsed(text);
    const slice = ({ start, end }: Span) => text.slice(start, end);
    expect(slice(call.nameSpan)).toBe("States.Format");
    expect(call.arguments.map(({ span }) => slice(span))).toEqual([
      "'a, b)'",
      "$.x[?(@.y == 'c,)')].z",
      "States.MathAdd(1,2)",
      "null",
    ]);
    expect(call.text).toBe(text.trim());
  });

  it.each([
    ["States.Format('a'", "intrinsic-syntax", 'The call of "States.Format" is not closed: add ")".'],
    ['States.Format("a")', "intrinsic-syntax", "A text stands in single quotes here: 'text'."],
    ["States.Format('a)", "intrinsic-syntax", "This text has no end: close it with a single quote."],
    ["States.Format ('a')", "intrinsic-syntax", 'A "(" must follow "States.Format" at once.'],
    ["States.Array(1 2)", "intrinsic-syntax", 'After an argument comes "," or ")".'],
    ["States.Array(1,)", "intrinsic-syntax", "An argument is missing here."],
    [
      "States.Array(x)",
      "intrinsic-syntax",
      '"x" is no argument: write a text in single quotes, a number, a path or a call.',
    ],
    ["States.Array($.)", "intrinsic-syntax", "A path can't end with a dot: add a name, or delete it."],
    ["States.UUID() + 1", "intrinsic-syntax", "Nothing may follow the call."],
    ["States.Format('\\\"')", "intrinsic-escape", '"\\"" is no escape: only \\\', \\{, \\} and \\\\ are.'],
    [`${"States.Array(".repeat(12)}1${")".repeat(12)}`, "intrinsic-nesting", "At most 10 calls may be nested."],
  ])("says what is wrong with %s", (text, code, message) => {
    expect(parseIntrinsic(text)).toMatchObject({ ok: false, problem: { code, message } });
  });

  it("never throws", () => {
    const pieces = [
      "States.",
      "Array",
      "Format",
      "(",
      ")",
      ",",
      "'",
      "a",
      "\\",
      "{}",
      "$.a",
      "$",
      "[",
      "]",
      "1",
      " ",
      "null",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 15 }), (parts) => {
        const text = `States.${parts.join("")}`;
        const result = parseIntrinsic(text);
        if (!result.ok) return result.problem.span.end <= text.length;
        checkIntrinsic(result.value);
        return (
          typeof evaluate(text) !== "undefined" && text.slice(result.value.nameSpan.start).startsWith(result.value.name)
        );
      }),
      chance(3_000),
    );
  });
});

describe("checkIntrinsic", () => {
  it.each([
    ["States.Array()", []],
    ["States.Format('{}', $.a)", []],
    ["States.format('{}', $.a)", ['intrinsic-unknown: There is no function "States.format".']],
    ["States.UUID(1)", ['intrinsic-arity: "States.UUID" takes 0 arguments, not 1.']],
    ["States.MathRandom(1)", ['intrinsic-arity: "States.MathRandom" takes 2 or 3 arguments, not 1.']],
    ["States.Format()", ['intrinsic-arity: "States.Format" takes at least 1 argument, not 0.']],
    ["States.Format('{} {}', $.a)", ["intrinsic-format-placeholders: The text has 2 places {} for 1 value."]],
    ["States.Format('\\{{}', $.a)", []],
    ["States.MathAdd('1', 2)", ['intrinsic-argument-type: The first of "States.MathAdd" must be a number.']],
    [
      "States.Hash($.a, 'SHA-2')",
      ['intrinsic-argument-type: The algorithm of "States.Hash" must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512.'],
    ],
    ["States.JsonMerge($.a, $.b, true)", ['intrinsic-argument-type: The deep of "States.JsonMerge" must be false.']],
    [
      "States.ArrayPartition($.a, 0)",
      ['intrinsic-argument-type: The size of "States.ArrayPartition" must be at least 1.'],
    ],
    ["States.MathAdd(States.UUID(), 1)", ['intrinsic-argument-type: The first of "States.MathAdd" must be a number.']],
    ["States.ArrayLength(States.StringToJson($.a))", []],
    ["States.Array(States.UUID(1), States.X())", ["intrinsic-arity", "intrinsic-unknown"]],
  ])("%s", (text, expected) => {
    const found = checkIntrinsic(parsed(text)).map(({ code, message }) => `${code}: ${message}`);
    expect(found.map((finding, index) => finding.slice(0, expected[index]?.length))).toEqual(expected);
  });
});
