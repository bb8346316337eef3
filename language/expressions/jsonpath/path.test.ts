import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../../test/kit/chance.ts";
import type { Json } from "../../text/index.ts";
import { evaluatePath, type JsonPath, parsePath, placeAt, referenceProblem } from "../index.ts";

const roots = (input: Json) => ({
  input,
  context: () => ({ Execution: { Id: "arn" } }),
  variable: (name: string) => (name === "order" ? { id: 7, items: [1, 2] } : undefined),
});

function parsed(text: string): JsonPath {
  const result = parsePath(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
  return result.value;
}

const evaluate = (text: string, input: Json) => {
  const result = evaluatePath(parsed(text), roots(input));
  return result.found ? result.value : `${result.fault.kind}: ${result.fault.reason}`;
};

describe("parsePath", () => {
  it.each([
    ["$", "input", []],
    ["$$.State.Name", "context", ["State", "Name"]],
    ["$order.items[0]", "variable", ["items", 0]],
    ["$['a b'].c[-1]", "input", ["a b", "c", -1]],
    ["$.a\\.b.\\[c\\]", "input", ["a.b", "[c]"]],
    ["$['it\\'s']", "input", ["it's"]],
    // Recorded: other backslashes belong to the name.
    ["$['Test\\\"']", "input", ['Test\\"']],
  ])("reads %s", (text, root, keys) => {
    const path = parsed(text);
    expect(path.root.kind).toBe(root);
    expect(path.keys).toEqual(keys);
    expect(path.definite).toBe(true);
  });

  it("keeps the place of every step and name", () => {
    const text = "$order.items[0, 1]['a', \"b\"]..x[?(@.c == 1)].length()";
    const path = parsed("$order.items[0, 1]['a', 'b']..x[?(@.c == 1)].length()");
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end).replaceAll('"', "'");
    expect(slice(path.root.span)).toBe("$order");
    expect(path.steps.map(({ span }) => slice(span))).toEqual([
      ".items",
      "[0, 1]",
      "['a', 'b']",
      "..",
      "x",
      "[?(@.c == 1)]",
      ".length()",
    ]);
    const names = path.steps.flatMap((step) => (step.kind === "property" ? step.names : []));
    expect(names.map(({ span }) => slice(span))).toEqual(names.map(({ name }) => name));
  });

  it.each([
    ["a.b", 'A path begins with "$".', "a"],
    ["$.", "A path can't end with a dot: add a name, or delete it.", "."],
    ["$.a..", 'A name, a "*" or a bracket is missing after "..".', "."],
    ["$.two words", "A name with a blank stands in brackets and quotes: ['two words'].", " "],
    ["$[a]", 'A bracket takes names in quotes, indexes, "*", a slice such as [1:3], or a filter.', "[a]"],
    ["$.a[", 'A bracket takes names in quotes, indexes, "*", a slice such as [1:3], or a filter.', "["],
    ["$[1", 'This bracket is not closed: add "]".', "[1"],
    ["$['a", "This name has no end: close it with '.", "'a"],
    ["$.a[?(@.b == )]", "A value is missing here.", ")"],
    ["$.a[?(@.b == 'c]", "This text has no end: close it with a quote.", "'c]"],
    ["$a-b", '"-" can\'t stand here: after the root comes a "." or a "[".', "-"],
  ])("says what is wrong with %s", (text, message, place) => {
    const result = parsePath(text);
    expect(result).toMatchObject({ ok: false, problem: { message } });
    if (!result.ok) expect(text.slice(result.problem.span.start, result.problem.span.end)).toBe(place);
  });

  it("remarks on texts without quotes, which the service takes", () => {
    const path = parsed("$.Labels[?(@.Name==Receipt)]");
    expect(path.remarks).toEqual([{ message: "Put the text into quotes: 'Receipt'.", span: { start: 19, end: 26 } }]);
    expect(evaluatePath(path, roots({ Labels: [{ Name: "Receipt" }, { Name: "Cat" }] }))).toEqual({
      found: true,
      value: [{ Name: "Receipt" }],
    });
  });

  it("refuses nesting without end", () => {
    for (const text of [`$[?(${"(".repeat(10_000)}`, `$${"[?(@".repeat(5_000)}`, `$.f(${"$.f(".repeat(5_000)}`]) {
      expect(parsePath(text).ok).toBe(false);
    }
  });
});

describe("evaluatePath", () => {
  const input = { a: { b: [1, 2, 3] }, n: null, list: [{ v: 1 }, { v: "x" }, 5] };

  it.each([
    ["$.a.b[-1]", 3],
    ["$.n", null],
    ["$$.Execution.Id", "arn"],
    ["$order.items", [1, 2]],
    // Reference, section 3: what an array lacks is null, what an indefinite path lacks is no fault.
    ["$.a.b[9]", null],
    ["$.items[*]", []],
    ["$.a.items[1:5]", []],
    ["$.items[1:].v", []],
    ["$.list[*].v", [1, "x"]],
    ["$.list[?(@.v)].v", [1, "x"]],
    ["$['a','n']", { a: { b: [1, 2, 3] }, n: null }],
    ["$..v", [1, "x"]],
    ["$.no", "missing: No results for path: $['no']"],
    ["$.no.such", "missing: Missing property in path $['no']"],
    ["$.a.b.length()", "missing: No results for path: $['a']['b'].length()"],
    ["$.n[0]", "missing: The path $['n'] is null"],
    ["$unknown.a", "unassigned: The variable '$unknown' is not assigned"],
  ])("%s", (text, expected) => {
    expect(evaluate(text, input)).toEqual(expected);
  });

  it("gives the very same value", () => {
    const result = evaluatePath(parsed("$.a.b"), roots(input));
    expect(result.found && result.value).toBe(input.a.b);
  });

  it("finds own members only, and those of any name", () => {
    expect(evaluate("$.constructor", {})).toBe("missing: No results for path: $['constructor']");
    const odd = JSON.parse('{"__proto__": {"x": 1}}');
    expect(evaluate("$.__proto__.x", odd)).toBe(1);
    expect(JSON.stringify(evaluate("$['__proto__','y']", odd))).toBe('{"__proto__":{"x":1}}');
  });

  it("scans values of any depth", () => {
    let deep: Json = { leaf: 1 };
    for (let i = 0; i < 50_000; i++) deep = { down: deep };
    expect(evaluate("$..leaf", deep)).toEqual([1]);
    expect(evaluate("$.down[0]", deep)).toContain("can only be applied to arrays");
  });

  it("neither throws nor changes its input", () => {
    const pieces = ["$", "$$", "$v", ".", "..", "a", "*", "[0]", "[*]", "['a','b']", "[1:]", "[-1]", "[?(@.a)]", "()"];
    const more = [
      "[?(",
      "@",
      " == ",
      "=~ /a+/",
      " in [1,'a']",
      ")]",
      "&&",
      "||",
      "!",
      "'",
      "]",
      "[",
      "(",
      "empty true",
    ];
    const text = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 9 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const result = parsePath(path);
        if (!result.ok) {
          const { start, end } = result.problem.span;
          return 0 <= start && start <= end && end <= path.length;
        }
        const before = JSON.stringify(value);
        evaluatePath(result.value, { input: value as Json, context: () => ({}), variable: () => value as Json });
        return before === JSON.stringify(value) && path.startsWith("$", result.value.root.span.start);
      }),
      chance(3_000),
    );
  });
});

describe("reference paths", () => {
  it.each([
    ["$.a.b[0]", undefined],
    ["$['a b']", undefined],
    ["$.a[*]", '"[*]" names several places: use names and indexes only, such as $.a.b[0].'],
    ["$.a[-1]", '"[-1]" counts from the end: use names and indexes only, such as $.a.b[0].'],
    ["$..a", '".." names several places: use names and indexes only, such as $.a.b[0].'],
    ["$.a[?(@.b)]", '"[?(@.b)]" is a filter: use names and indexes only, such as $.a.b[0].'],
  ])("%s", (text, message) => {
    expect(referenceProblem(parsed(text))?.message).toBe(message);
    expect(parsed(text).isReference).toBe(message === undefined);
  });
});

describe("placeAt", () => {
  it.each([
    ["$", { a: 1 }, 9],
    ["$.b", { a: 1 }, { a: 1, b: 9 }],
    ["$.a", { a: 1, b: 2 }, { a: 9, b: 2 }],
    ["$.b.c.d", { a: 1 }, { a: 1, b: { c: { d: 9 } } }],
    ["$.l[1]", { l: [1, 2, 3] }, { l: [1, 9, 3] }],
    ["$.l[0].x", { l: [{ y: 1 }] }, { l: [{ y: 1, x: 9 }] }],
    ["$.l[1]", { l: [1] }, 'Unable to apply step "1" to input "[1]"'],
    ["$.l[0]", {}, 'Unable to apply step "0" to input "null"'],
    ["$.a.b", { a: "text" }, 'Unable to apply step "b" to input ""text""'],
    ["$.a", [1], 'Unable to apply step "a" to input "[1]"'],
  ])("%s", (text, into, expected) => {
    const before = JSON.stringify(into);
    const result = placeAt(parsed(text), into, 9);
    expect(result.ok ? result.value : result.message).toEqual(expected);
    expect(JSON.stringify(into)).toBe(before);
  });

  it("puts members of any name", () => {
    const result = placeAt(parsed("$.__proto__"), {}, 9);
    expect(result.ok && JSON.stringify(result.value)).toBe('{"__proto__":9}');
  });
});
