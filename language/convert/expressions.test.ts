import { describe, expect, it } from "vitest";
import { converted } from "../../test/kit/converted-state.ts";
import type { Json } from "../index.ts";

describe("expressions", () => {
  it.each<[string, Json]>([
    ["$.a[0].b", "{% $states.input.a[0].b %}"],
    ["$.a[*].b", "{% [$states.input.a.b] %}"],
    ["$.a[1:3]", "{% [$states.input.a[[1..2]]] %}"],
    ["$.a[1:]", "{% [$filter($states.input.a, function($item, $index) { $index >= 1 })] %}"],
    ["$.a[-2:]", "{% [$states.input.a[[-2..-1]]] %}"],
    ["$..b", "{% [$states.input.**.b] %}"],
    ["$.a[?(@.b == 'x' && @.c > 1)].d", "{% [$states.input.a[b = 'x' and c > 1].d] %}"],
    ["$.a[?(!@.b)]", "{% [$states.input.a[$not($exists(b))]] %}"],
    ["States.Array($.a, 'x')", ["{% $states.input.a %}", "x"]],
    ["States.Format('{}-{}', $.a, States.UUID())", "{% $states.input.a & '-' & $uuid() %}"],
    ["States.Format('\\{{}\\}', $.a)", "{% '{' & $states.input.a & '}' %}"],
    ["States.StringToJson($.a)", "{% $parse($states.input.a) %}"],
    ["States.JsonToString($)", "{% $string($states.input) %}"],
    ["States.ArrayPartition($.a, 4)", "{% [$partition($states.input.a, 4)] %}"],
    ["States.ArrayContains($.a, 'x')", "{% 'x' in $states.input.a %}"],
    ["States.ArrayContains($.a, $.b)", "{% $exists($states.input.a[$ = $states.input.b]) %}"],
    ["States.ArrayRange(1, 9, 2)", "{% [$range(1, 9, 2)] %}"],
    ["States.ArrayGetItem($.a, 2)", "{% $states.input.a[2] %}"],
    ["States.ArrayLength($.a)", "{% $count($states.input.a) %}"],
    ["States.ArrayUnique($.a)", "{% $distinct($states.input.a) %}"],
    ["States.Base64Encode($.a)", "{% $base64encode($states.input.a) %}"],
    ["States.Base64Decode($.a)", "{% $base64decode($states.input.a) %}"],
    ["States.Hash($.a, 'SHA-256')", "{% $hash($states.input.a, 'SHA-256') %}"],
    ["States.JsonMerge($.a, $.b, false)", "{% $merge([$states.input.a, $states.input.b]) %}"],
    ["States.MathRandom(1, 7)", "{% $floor($random() * 6) + 1 %}"],
    ["States.MathAdd($.a, 1)", "{% $states.input.a + 1 %}"],
    ["States.StringSplit($.a, ',')", "{% [$split($states.input.a, ',')[$ != '']] %}"],
    ["States.StringSplit($.a, '.+')", "{% [$split($states.input.a, /[.+]/)[$ != '']] %}"],
  ])("%s", (text, value) => {
    expect(converted({ Type: "Pass", Parameters: { "v.$": text }, End: true }).state).toMatchObject({
      Output: { v: value },
    });
  });

  it.each([
    ["$.a[*][0]", "JSONata would apply its last steps"],
    ["$.a[1:-1]", "no equal for one of its steps"],
    ["$.a[?(@.b =~ /x/)]", "no equal for one of its steps"],
    ["$.${Name}", "holds a placeholder"],
    ["States.MathRandom(1, 7, 3)", "no equal"],
    ["States.Format($.a, $.b)", "no equal"],
    ["States.ArrayRange(1, 1, 0)", "no equal"],
    ["States.ArrayRange(1, 1001, 1)", "no equal"],
    ["$.a[", "can't be read"],
  ])("refuses %s", (text, problem) => {
    const { problems } = converted({ Type: "Pass", Parameters: { "v.$": text }, End: true });
    expect(problems?.join()).toContain(problem);
  });
});
