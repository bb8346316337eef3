import { describe, expect, it } from "vitest";
import type { Span } from "../../text/index.ts";
import { type JsonataExpression, parseJsonata } from "./compile-jsonata.ts";

function parsed(source: string): JsonataExpression {
  const result = parseJsonata(source);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe("uses", () => {
  const source = [
    '( $total := $sum($states.input.`unit price`."n"[$ > 1]); $x := function($a, $b) { $a + $b + foo };',
    "$map($list[c = $w], $x) ~> $append(?, $y.k[0].l); { 'k': bar.baz, 'q': $$ }; $total; $i.($i) ; $ )",
  ].join("\n");
  const { uses } = parsed(source);
  const slice = ({ start, end }: Span) => source.slice(start, end);

  it("finds variables with the names after them", () => {
    const found = uses.variables.map(({ span, names, isLocal }) => [
      slice(span),
      names.map(({ span: at }) => slice(at)),
      isLocal,
    ]);
    expect(found).toEqual([
      ["$states", ["input", "`unit price`", '"n"'], false],
      ["$a", [], true],
      ["$b", [], true],
      ["$list", [], false],
      ["$w", [], false],
      ["$x", [], true],
      ["$y", ["k", "l"], false],
      ["$total", [], true],
      ["$i", [], false],
      ["$i", [], false],
    ]);
    expect(uses.variables[0]?.names.map(({ name }) => name)).toEqual(["input", "unit price", "n"]);
  });

  it("finds calls, bindings and names without a value", () => {
    expect(uses.calls.map(({ span, arguments: given, isPartial }) => [slice(span), given, isPartial])).toEqual([
      ["$sum", 1, false],
      ["$map", 2, false],
      ["$append", 2, true],
    ]);
    expect(uses.bindings.map(({ span, isFunction }) => [slice(span), isFunction])).toEqual([
      ["$total", false],
      ["$x", true],
      ["$a", false],
      ["$b", false],
    ]);
    expect(uses.rootNames.map(({ name, span }) => [name, slice(span)])).toEqual([
      ["foo", "foo"],
      ["bar", "bar"],
      ["$$", "$$"],
      ["$", "$"],
    ]);
  });

  /** The names in an expression, each with the number of what it means; free ones with a dash. */
  const meant = (text: string): string => {
    const { variables, calls, bindings } = parsed(text).uses;
    return [...variables, ...calls, ...bindings]
      .toSorted((a, b) => a.span.start - b.span.start)
      .map(({ name, span, local }) => {
        expect(text.slice(span.start, span.end)).toBe(`$${name}`);
        return `${name}${local ?? "-"}`;
      })
      .join(" ");
  };

  it.each([
    ["($x := $x + 1; $x)", "x0 x- x0"],
    ["($x := 1; ($x := $x; $x); $x := 2; $x)", "x1 x0 x1 x0 x1 x1"],
    ["($f := function($n) { $n > 0 ? $f($n - 1) : $x }; $x := 1; $f(2))", "f1 n0 n0 f1 n0 x2 x2 f1"],
    ["function($x) { function($x) { $x }($x) }($x)", "x1 x0 x0 x1 x-"],
    ["$orders@$o.lines#$i[$i = 0].{'o': $o}", "orders- o0 i1 i1 o0"],
    ["($y; $y := 1)", "y- y0"],
  ])("tells which names mean the same: %s", (text, expected) => {
    const found = meant(text);
    const order = new Map<string, number>();
    const inOrder = (names: string): string =>
      names.replaceAll(/\d+/g, (id) => String(order.get(id) ?? order.set(id, order.size).get(id)));
    const first = inOrder(found);
    order.clear();
    expect(first).toBe(inOrder(expected));
  });

  it.each([
    ["$states.input.items[price > 3].name", []],
    ["$states.input.items^(price).(name & $.x)", []],
    ["$states.input.items{name: price}", []],
    ["count($x)", ["count"]],
    ["foo.bar", ["foo"]],
    ["$x ~> |items|{'a': b}|", []],
    ["[a, {'b': c}]", ["a", "c"]],
    ["$v ? d : e", ["d", "e"]],
  ])("refuses names at the top only: %s", (text, expected) => {
    expect(parsed(text).uses.rootNames.map(({ name }) => name)).toEqual(expected);
  });
});
