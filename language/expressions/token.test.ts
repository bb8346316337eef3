import { describe, expect, it } from "vitest";
import { jsonataTokens, pathTokens, type Token } from "./index.ts";

const shown = (tokens: readonly Token[]): string => tokens.map(({ kind, text }) => `${kind[0]}:${text}`).join(" ");

describe("tokens of JSONata", () => {
  it.each([
    ["$states.input.`a b`.in", "v:$states o:. n:input o:. n:`a b` o:. n:in"],
    ["a in [1..5] and true", "n:a k:in o:[ n:1 o:.. n:5 o:] k:and c:true"],
    ["$f := function($x){ $x / 2 }", "v:$f o::= k:function o:( v:$x o:) o:{ v:$x o:/ n:2 o:}"],
    ["$match(s, /a[/]\\/b/i) ~> $count", "v:$match o:( n:s o:, r:/a[/]\\/b/i o:) o:~> v:$count"],
    ["/* a */ 'it\\'s' & \"b", "c:/* a */ s:'it\\'s' o:& s:\"b"],
    ["$states.", "v:$states o:."],
    ["$$.a != 1.5e3", "v:$$ o:. n:a o:!= n:1.5e3"],
    ["`open", "n:`open"],
    ["", ""],
  ])("%s", (source, expected) => expect(shown(jsonataTokens(source))).toBe(expected));
});

describe("tokens of paths and calls", () => {
  it.each([
    ["$.a-b['c d'][0]..x[*]", "v:$ o:. n:a-b o:[ n:'c d' o:] o:[ n:0 o:] o:.. n:x o:[ o:* o:]"],
    ["$$.State.Name", "v:$$ o:. n:State o:. n:Name"],
    ["$order.id", "v:$order o:. n:id"],
    [
      "States.Format('a\\'{}', $.b, -1, null)",
      "f:States.Format o:( s:'a\\'{}' o:, v:$ o:. n:b o:, n:-1 o:, c:null o:)",
    ],
    [
      "$[?(@.price > 10 && @.a in ['x'])]",
      "v:$ o:[ o:? o:( v:@ o:. n:price o:> n:10 o:&& v:@ o:. n:a k:in o:[ n:'x' o:] o:) o:]",
    ],
    ["States.", "f:States."],
    ["$.a.length()", "v:$ o:. n:a o:. f:length o:( o:)"],
  ])("%s", (source, expected) => expect(shown(pathTokens(source))).toBe(expected));
});
