import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { chance } from "../../../test/kit/chance.ts";
import { nodesWithin } from "./node.ts";
import { quickTree } from "./quick-tree.ts";

/** The library's tree as plain data; undefined where it refuses the source. */
function byLibrary(source: string): unknown {
  try {
    const tree = jsonata(source).ast();
    return plain(tree);
  } catch {
    return undefined;
  }
}

/** Without prototypes and patterns, which compare by identity. */
function plain(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (_, value) => (value instanceof RegExp ? String(value) : value)));
}

const SOUND = [
  "$map($order.lines, function($line) { { 'sku': $line.sku, 'id': 1 } })",
  "$states.input ~> |$|{'stored': 's'}|",
  "$x ~> |a.b[c > 1]|{'d': e, \"f\": g}, ['h', 'i']| ~> $string",
  "($a := 1; $b := $a + 2; $f := function($x, $y) { $x > 0 ? $f($x - 1, $y) : ($y; $g($y)) }; $f($a, $b))",
  "a.b.'c'.`d e`[0][x = 'y'].$f(1)[]{k: $sum(v)}",
  "[1..3, -4, -x, 'a'].(b * 2)",
  "a^(<b, >c.d, e)[0].f",
  "*.a.**.b and or in $c",
  "$f(?, 2) & $replace(x, /a\\/[/]\"+/im, 'z')",
  "/* why */ $merge([$states.input, {'a': $exists(b) ? 1}])",
  '"\\u00e9\\n" & 1.5e3 % 2 != -3 or true and null <= false',
  "a[].b[]",
  "(a; [b])",
];

/** Texts made of the language's tokens: some are expressions, most are nearly some. */
const TOKENS =
  "$x $ $$ $f a b order and or in true null function λ 0 1.5 'x' \"y\" `q` ( ) ( ) [ ] { } . . , : ? ; + - * / % & = < >= ~> := .. ** @$v #$i ^ | ! /a/ /* ?: ??".split(
    " ",
  );

describe("the tree of an expression", () => {
  it.each(SOUND)("is what the library makes: %s", (source) => {
    const tree = quickTree(source);
    expect(tree).toBeDefined();
    expect(plain(tree)).toEqual(byLibrary(source));
  });

  it.each([
    "$x@$y.z",
    "$x#$i",
    "a.%.b",
    "a ?: b",
    "a ?? b",
    "function($x)<n:n>{$x}",
    "1 +",
    "a.1",
    "$x{a:1}[0]",
    "'\\q'",
  ])("is left to the library: %s", (source) => {
    expect(quickTree(source)).toBeUndefined();
  });

  it("needs no stack for long chains and deep nesting", () => {
    expect(quickTree(`${"a & ".repeat(5000)}b`)).toBeUndefined();
    expect(quickTree(`${"(".repeat(5000)}b${")".repeat(5000)}`)).toBeUndefined();
  });

  it("is the library's, or none, for any text", () => {
    const sound = fc.constantFrom(...SOUND);
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...TOKENS, " "), { maxLength: 14 }).map((tokens) => tokens.join("")),
      fc.array(fc.constantFrom(...TOKENS), { maxLength: 10 }).map((tokens) => tokens.join(" ")),
      fc.tuple(sound, fc.nat(), fc.nat(3), fc.constantFrom("", ...TOKENS)).map(([text, at, removed, token]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + token + text.slice(place + removed);
      }),
      fc.tuple(sound, fc.constantFrom(" + ", ".", " ~> ", "; ", " ? "), sound).map(([a, by, b]) => `(${a}${by}${b})`),
    );
    let read = 0;
    fc.assert(
      fc.property(texts, (source) => {
        const tree = quickTree(source);
        if (!tree) return;
        read++;
        expect(plain(tree)).toEqual(byLibrary(source));
        expect(nodesWithin(tree).length).toBeGreaterThan(0);
      }),
      chance(2000),
    );
    expect(read).toBeGreaterThan(100);
  });
});
