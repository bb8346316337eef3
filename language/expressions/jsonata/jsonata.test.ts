import { createHash } from "node:crypto";
import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../text/index.ts";
import {
  type Evaluation,
  type EvaluationResult,
  evaluateJsonata,
  type JsonataExpression,
  jsonataArity,
  jsonataFunctions,
  jsonataSource,
  parseJsonata,
} from "../index.ts";

const evaluation: Evaluation = {
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  random: () => 0.25,
  uuid: () => "00000000-0000-4000-8000-000000000000",
  hash: (algorithm, text) => createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex"),
};

const states = deepFrozen<JsonObject>({
  input: {
    n: 5,
    empty: [],
    none: null,
    one: [7],
    matrix: [[1, 2], [3]],
    single: [[1]],
    nested: [[]],
    o: { a: 1, b: [1, 2], f: { x: 1 } },
    items: [
      { c: "x", p: 1, t: ["a"] },
      { c: "y", p: 2 },
      { c: "x", p: 3, t: ["b", "c"] },
    ],
    text: "a-b",
  },
  context: { Execution: { Name: "e" } },
});
const variables = deepFrozen<JsonObject>({ v: { w: 3 }, list: [1, 2, 3], none: [], max: { shadow: true } });

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null)
    for (const part of Object.values(Object.freeze(value))) deepFrozen(part);
  return value;
}

function parsed(source: string): JsonataExpression {
  const result = parseJsonata(source);
  if (!result.ok) throw new Error(`${source}: ${result.problem.message}`);
  return result.value;
}

const evaluate = (source: string, options = {}): Promise<EvaluationResult> =>
  evaluateJsonata(parsed(source), { states, variables }, evaluation, options);

async function shown(source: string): Promise<Json> {
  const result = await evaluate(source);
  if (result.kind === "value") return result.value;
  return result.kind === "error" ? result.message : result.kind;
}

describe("jsonataSource", () => {
  it.each([
    ["{% $x %}", { source: "$x", offset: 3 }],
    ["{%10%}", { source: "10", offset: 2 }],
    ["{%\n  $x\n%}", { source: "$x", offset: 5 }],
    [" {% $x %}", undefined],
    ["{% $x %} ", undefined],
    ["{%}", undefined],
    ["$x", undefined],
  ])("%j", (text, expected) => {
    expect(jsonataSource(text)).toEqual(expected && { ...expected, hasPlaceholder: false, kept: expect.anything() });
  });
});

describe("evaluateJsonata", () => {
  it.each<[string, Json]>([
    ["$states.input.n + 1", 6],
    ["$states.input.none", null],
    ["$states.input.items[c = 'x'].p", [1, 3]],
    ["$states.input.items[0]", { c: "x", p: 1, t: ["a"] }],
    ["$states.context.Execution.Name", "e"],
    ["$v.w", 3],
    ["{'k': $states.input.nope, 'l': 1}", { l: 1 }],
    ["[$states.input.nope]", []],
    ["$states.input.nope", "undefined"],
    ["$unknown", "undefined"],
    ["$fn := function($x){$x}", "unsupported"],
    ["{'f': $sum}", "unsupported"],
    ["/a/", "unsupported"],
    ["1/0", "Infinity"],
    ["[1/0, -1/0, 0/0, {'a': 1/0}]", ["Infinity", "-Infinity", "NaN", { a: "Infinity" }]],
    ["$eval('1')", "T1006: Attempted to invoke a non-function"],
    ["$nothing()", "T1006: Attempted to invoke a non-function"],
    ["$max(1)", "T1006: Attempted to invoke a non-function"],
    ["$v()", "T1006: Attempted to invoke a non-function"],
    ["$states.input.o.f()", "T1006: Attempted to invoke a non-function"],
    ["($f := $states.input.o; $f())", "T1006: Attempted to invoke a non-function"],
    ["(function($g){ $g() })($v)", "T1006: Attempted to invoke a non-function"],
    ["$error('no')", "D3137: no"],
    ["$abs('x')", 'T0410: Argument 1 of function "abs" does not match function signature'],
    ["$contains('hello$world', /^hello\\$/)", true],
    ["/* note */ $states.input.n /* more */", 5],
    ["$partition([1,2,3,4,5], 2)", [[1, 2], [3, 4], [5]]],
    ["$partition([0], 1)", [[0]]],
    ["$partition([0, 1], 5.9)", [[0, 1]]],
    ["$partition([], 1)", "undefined"],
    ["$partition([1], 0)", "undefined"],
    ["$range(0, 6, 2)", [0, 2, 4, 6]],
    ["$range(1, 9, 9)", 1],
    ["$range(3, 1, -1)", [3, 2, 1]],
    ["$range(1, 9, -1)", "undefined"],
    ["$hash('input', 'SHA-1')", "140f86aae51ab9e1cda9b4254fe98a74eb54c1a1"],
    ["$hash('input')", "undefined"],
    ["$random(42)", 0.7275636800328681],
    ["$random()", 0.25],
    ["$uuid()", "00000000-0000-4000-8000-000000000000"],
    ["$parse('{\"a\": [1]}').a", [1]],
    ["$map(['1', 'true'], $parse)", [1, true]],
    ["$parse(5)", 'T0410: Argument 1 of function "parse" does not match function signature'],
    ["$now()", "2026-01-02T03:04:05.678Z"],
    ["$now('[Y]-[M01]')", "2026-01"],
    ["$millis()", Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ["[1..900000] ~> $count()", "Expression evaluation memory limit exceeded: Check for excessive memory usage"],
    ["$count([1..873782])", 873_782],
    ["$count($range(1, 360146, 1))", "Expression evaluation memory limit exceeded: Check for excessive memory usage"],
  ])("%s", async (source, expected) => {
    expect(await shown(source)).toEqual(expected);
  });

  it.each([
    "$states.input.empty[]",
    "$states.input.one[]",
    "$states.input.single[]",
    "$states.input.nested[0][]",
    "$states.input.n[]",
    "$states.input.nope[]",
    "$states.input.items[].p",
    "$states.input.items[c = 'y'][].p",
    "$states.input.items[c = 'y'].[p, c][]",
    "$states.input.items.t[]",
    "$none[]",
    "$states.input.empty{c: p}",
    "$none{c: p}",
    "$states.input.nope{'k': 1}",
    "$states.input.items{c: $sum(p)}",
    "$states.input.items.t{$: 1}",
    "$states.input.items[p > 1]{c: $sum(p)}",
    "$list{$string(): $}",
    "$states.input.items@$i{$i.c: $count($i)}",
    "$states.input.items#$i[p > 1].{'i': $i, 'p': p}",
    "$states.input.items^(>p).p",
    "$states.input.one^($)",
    "$states.input.items.(p ~> $string)",
    "$states.input ~> |items|{'q': p * 2}, 't'|",
    "$append($states.input.one, $states.input.empty)",
    "$reverse($states.input.one)",
    "$distinct($list)",
    "$sort($list, function($a, $b){ $a < $b })",
    "$merge([$states.input.o, {'z': 1}])",
    "$each($states.input.o, function($x, $k){ $k })",
    "$sift($states.input.o, function($x){ $x = 1 })",
    "$spread($states.input.o)",
    "$reduce($list, function($a, $b){ $a + $b })",
    "($fac := function($n){ $n < 2 ? 1 : $n * $fac($n - 1) }; $fac(20))",
    "($loop := function($n){ $n > 2000 ? $n : $loop($n + 1) }; $loop(0))",
    "$map($list, function($x, $i){ {'i': $i, 'x': $x} })",
    "$states.input.**.p",
    "$states.input.items.%.n",
    "$split($states.input.text, '-')[1]",
  ])("gives what the library gives, and leaves frozen values alone: %s", async (source) => {
    const thawed = JSON.parse(JSON.stringify({ states, ...variables }));
    const plain = await jsonata(source).evaluate(undefined, thawed);
    const result = await evaluate(source);
    if (result.kind === "error") throw new Error(result.message);
    expect(JSON.stringify(result.kind === "value" ? result.value : undefined)).toBe(JSON.stringify(plain));
    if (result.kind === "value") expect(JSON.parse(JSON.stringify(result.value))).toStrictEqual(result.value);
  });

  it("gives the very same value for a part of the input", async () => {
    const result = await evaluate("$states.input.o");
    expect(result.kind === "value" && result.value).toBe((states.input as JsonObject).o);
    const merged = await evaluate("{'keep': $states.input.o}");
    expect(merged.kind === "value" && (merged.value as JsonObject).keep).toBe((states.input as JsonObject).o);
  });

  it("ends loops when time is up", async () => {
    let asked = 0;
    const options = { limit: { expired: () => ++asked > 3, search: () => undefined } };
    const result = await evaluate("($f := function($x){ $f($x + 1) }; $f(1))", options);
    expect(result).toEqual({ kind: "error", message: "Expression evaluation timeout: Check for infinite loop" });
  });

  it.each(["$match(@)", "$contains(@)", "$split(@)", "$replace(@, '')", "@"])(
    "ends a search when time is up: %s",
    async (call) => {
      const options = { limit: { expired: () => false, search: () => undefined } };
      const result = await evaluate(call === "@" ? "/(a)b/('ab')" : call.replace("@", "'ab', /(a)b/"), options);
      expect(result).toEqual({ kind: "error", message: "Expression evaluation timeout: Check for infinite loop" });
    },
  );

  it("searches with what it is given", async () => {
    const searched: string[] = [];
    const search = (pattern: RegExp, text: string): RegExpExecArray | null => {
      searched.push(`${pattern} in ${text}`);
      return pattern.exec(text);
    };
    const options = { limit: { expired: () => false, search } };
    const result = await evaluate("$replace('abcab', /A(b)/i, '<$1>')", options);
    expect(result).toEqual({ kind: "value", value: "<b>c<b>" });
    expect(searched).toEqual(["/A(b)/gi in abcab", "/A(b)/gi in abcab"]);
  });

  it.each([
    ["calls without end", "($f := function($x){ 1 + $f($x + 1) }; $f(1))"],
    ["200 terms", Array(200).fill("1").join("+")],
  ])("bounds the depth: %s", async (_, source) => {
    expect(await shown(source)).toMatch(/^Stack overflow error/);
  });

  it("takes 90 terms, and arrays of any length", async () => {
    expect(await shown(Array(90).fill("1").join("+"))).toBe(90);
    expect(await shown(`$count([${Array(2_000).fill("$list[0]").join(",")}])`)).toBe(2_000);
  });

  it("runs at the same time without mixing up", async () => {
    const expression = parsed("$map([1..20], function($i){ $states.input & $now() & $random() & $i })[19]");
    const runs = Array.from({ length: 10 }, (_, i) =>
      evaluateJsonata(
        expression,
        { states: { input: `${i}:` }, variables },
        { ...evaluation, now: () => i, random: () => i / 10 },
      ),
    );
    const results = await Promise.all(runs);
    expect(results.map((result) => result.kind === "value" && result.value)).toEqual(
      results.map((_, i) => `${i}:${new Date(i).toISOString()}${i / 10}20`),
    );
  });
});

describe("parseJsonata", () => {
  it.each([
    ["1 +", "S0207", "Unexpected end of expression", ""],
    ["a[1,2)", "S0202", 'Expected "]", got ","', ","],
    ["$f('x'", "S0203", 'Expected ")" before end of expression', ""],
    ["1 'two'", "S0201", 'Syntax error: "two"', "'two'"],
    ['1 "a\\"b"', "S0201", 'Syntax error: "a\\"b"', '"a\\"b"'],
    ['{"a":}', "S0211", 'The symbol "}" cannot be used as a unary operator', "}"],
    ["$x & 'abc", "S0101", "String literal must be terminated by a matching quote", "'abc"],
    ["'a\\q'", "S0103", 'Unsupported escape sequence: \\"q"', "\\q"],
    ["$match('a', /abc", "S0302", "No terminating / in regular expression", "c"],
    ["1 /* note", "S0106", "Comment has no closing tag", "/*"],
    ["5 := 1", "S0212", "The left side of := must be a variable name (start with $)", "5"],
    ["$x ?: 1", "S0211", 'The symbol ":" cannot be used as a unary operator', "?:"],
    ["$x ?? 1", "S0211", 'The symbol "?" cannot be used as a unary operator', "??"],
    ["", "S0207", "Unexpected end of expression", ""],
  ])("says what is wrong with %j", (source, code, message, place) => {
    const result = parseJsonata(source);
    expect(result).toMatchObject({ ok: false, problem: { code, message } });
    if (!result.ok) expect(source.slice(result.problem.span.start, result.problem.span.end)).toBe(place);
  });

  it("never throws, and every span is the name's", () => {
    const pieces = [
      "$",
      "$x",
      "states",
      ".",
      "a",
      "`b c`",
      "'d'",
      '"e',
      "[",
      "]",
      "{",
      "}",
      "(",
      ")",
      ":",
      ";",
      ",",
      " ",
    ];
    const more = [
      "function($y)",
      ":=",
      "~>",
      "?",
      "1",
      "-",
      "/r/",
      "/*",
      "*/",
      "^",
      "@$i",
      "#$j",
      "%",
      "**",
      "|",
      "..",
      "\\",
    ];
    const start = fc.constantFrom("", "$states.input.", "( $x := ", "$f(");
    const source = fc.tuple(start, fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 8 }));
    fc.assert(
      fc.property(source, ([before, parts]) => {
        const text = before + parts.join("");
        const result = parseJsonata(text);
        if (!result.ok) {
          const { start: from, end } = result.problem.span;
          return 0 <= from && from <= end && end <= text.length;
        }
        const { variables, calls, bindings } = result.value.uses;
        return [...variables, ...calls, ...bindings].every(
          ({ name, span }) => text.slice(span.start, span.end) === `$${name}`,
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it("refuses nesting without end", () => {
    const result = parseJsonata("(".repeat(100_000));
    expect(result).toMatchObject({ ok: false, problem: { message: "This is nested too deeply: simplify it." } });
  });
});

describe("jsonataFunctions", () => {
  it("lists functions that exist, and no other", async () => {
    for (const name of jsonataFunctions.keys()) {
      expect([name, await shown(`$type($${name})`)]).toEqual([name, name === "max" ? "object" : "function"]);
    }
    expect(jsonataFunctions.has("eval")).toBe(false);
  });

  it.each([
    ["substring", 1, 3],
    ["sum", 1, 1],
    ["uuid", 0, 0],
    ["zip", 1, Number.POSITIVE_INFINITY],
  ])("knows how many arguments $%s takes", (name, least, most) => {
    const one = jsonataFunctions.get(name);
    expect(one && jsonataArity(one)).toEqual({ least, most });
  });
});
