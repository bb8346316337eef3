import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../../test/kit/chance.ts";
import { compileJsonata } from "./compile-jsonata.ts";
import { plainUses } from "./plain-uses.ts";

const byLibrary = (source: string) => {
  const compiled = compileJsonata(source);
  return compiled.ok ? compiled.value.expression.uses : undefined;
};

/** Texts made of the language's tokens: some are expressions, most are nearly some. */
const TOKENS = [
  ..."$x $states $ $$ $sum $f a b order and or in true false null function 0 1 2.5 'x' \"y\" 'it\\'s' `q`".split(" "),
  ..."( ) ( ) [ ] [ ] { } . . . , , : ? ; + - * / % & = != < <= > >= ~> := .. ** @ # ^ | ! /a/ /^b\\d*$/ /c+/i /* */ ?: ??".split(
    " ",
  ),
  " ",
  " ",
];

const sounds: fc.Arbitrary<string> = fc.letrec<{ value: string; operand: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    tie("operand"),
    fc
      .tuple(
        tie("operand"),
        fc.constantFrom(" + ", "-", " & ", " = ", " and ", " or ", " in ", " < ", "*", " % "),
        tie("value"),
      )
      .map((parts) => parts.join("")),
    fc.tuple(tie("operand"), tie("value"), tie("value")).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    tie("value").map((value) => `-${value}`),
  ),
  operand: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      "$x",
      "$states.input.a",
      "$",
      "$$.a",
      "price",
      "a.b.c",
      "1",
      "'t'",
      "true",
      "null",
      "[]",
      "{}",
      "$f()",
      "$match($x, /^web-\\d+/i)",
      "$x[]",
    ),
    fc.tuple(tie("operand"), fc.constantFrom(".a", ".b.c", "[0]", " . a", ".$f(1)")).map((parts) => parts.join("")),
    fc.tuple(tie("operand"), tie("value")).map(([a, b]) => `${a}[${b}]`),
    fc.tuple(tie("operand"), tie("value")).map(([a, b]) => `${a}.(${b})`),
    fc.tuple(tie("operand"), tie("value"), tie("value")).map(([a, b, c]) => `${a}{${b}: ${c}}`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `$sum(${a}, ${b})`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `{'k': ${a}, "l": ${b}}`),
    tie("value").map((value) => `(${value})`),
    tie("value").map((value) => `$map($x, function($x, $f) { ${value} })`),
    tie("value").map((value) => `function() {${value}}`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `$x ~> |${a}|{'k': ${b}}|`),
    fc.tuple(tie("operand"), tie("value"), tie("value")).map(([a, b, c]) => `(${a}~> | $ | ${b} , ${c}| )`),
  ),
})).value;

describe("plain expressions", () => {
  it.each([
    "$states.input.orders[price > 0].sku",
    "$uppercase($states.input.name) & ' (' & $string($total) & ')'",
    "{ 'a': $x ? $y : [1, $z.b], 'c': $sum($x.(price * quantity)) }",
    "price * 2",
    "$map($order.lines, function($line, $i) { { 'sku': $line.sku, 'at': $i + $from } })",
    "$states.input ~> |$|{'stored': $x, 'by': name}, ['a', b]|",
  ])("are read without the library: %s", (source) => {
    expect(plainUses(source)).toEqual(byLibrary(source));
    expect(plainUses(source)).toBeDefined();
  });

  it.each(["$match($x, - /a/)", "$match($x, (/a/))", "$f([/a/])", "$f({/a/: 1})"])(
    "take a pattern only where the library does: %s",
    (source) => {
      expect(plainUses(source)).toBeUndefined();
      expect(compileJsonata(source).ok).toBe(false);
    },
  );

  it.each(["$y in$x", "$y and'x'", '$y or"x"', "$y in\f$x", "$y in\u00a0$x"])(
    "take no word for an operator that goes on as a name: %j",
    (source) => {
      expect(plainUses(source)).toEqual(undefined);
    },
  );

  it("have the same names as by the library, and no others are taken for some", () => {
    const texts = fc.oneof(
      sounds,
      fc.array(fc.constantFrom(...TOKENS), { maxLength: 12 }).map((tokens) => tokens.join("")),
      fc.tuple(sounds, fc.nat(), fc.constantFrom(...TOKENS)).map(([text, at, token]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + token + text.slice(place);
      }),
    );
    let plain = 0;
    fc.assert(
      fc.property(texts, (source) => {
        const uses = plainUses(source);
        if (!uses) return;
        plain++;
        expect(uses).toEqual(byLibrary(source));
      }),
      chance(2000),
    );
    expect(plain).toBeGreaterThan(100);
  });
});
