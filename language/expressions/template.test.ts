import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../text/index.ts";
import {
  compileTemplate,
  type Evaluation,
  evaluateJsonata,
  evaluateTemplate,
  fillTemplate,
  type Template,
} from "./index.ts";

const evaluation: Evaluation = {
  now: () => 0,
  random: () => 0,
  uuid: () => "generated-uuid",
  hash: (algorithm, text) => createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex"),
};

function compiled(value: Json, language: "JSONPath" | "JSONata" = "JSONPath"): Template {
  const result = compileTemplate(value, language);
  if (!result.ok) throw new Error(`${result.problem.location}: ${result.problem.message}`);
  return result.template;
}

function filled(value: Json, input: Json): Json {
  const template = compiled(value);
  if (template.language !== "JSONPath") throw new Error("another language");
  const roots = {
    input,
    context: () => ({ State: { Name: "S" }, Execution: { Input: input } }),
    variable: (name: string) => (name === "v" ? [1] : undefined),
  };
  const result = evaluateTemplate(template, roots, evaluation);
  return result.ok ? result.value : `${result.location}: ${result.message}`;
}

describe("JSONPath templates", () => {
  it.each<[Json, Json]>([
    [
      { "a.$": "$.x", b: "$.x", c: { "d.$": "$$.State.Name" } },
      { a: 1, b: "$.x", c: { d: "S" } },
    ],
    [
      [{ "a.$": "$v[0]" }, "$.x", { b: [] }],
      [{ a: 1 }, "$.x", { b: [] }],
    ],
    [{ "a.$": "States.Format('{}', $.x)" }, { a: "1" }],
    [{ "a.$": "$" }, { a: { x: 1 } }],
    [{ "__proto__.$": "$.x", b: { "": { "$.$": "$.x" } } }, JSON.parse('{"__proto__": 1, "b": {"": {"$": 1}}}')],
    [
      { "a.$": "$.no" },
      `a.$: The JSONPath '$.no' specified for the field 'a.$' could not be found in the input '{"x":1}'`,
    ],
    [
      { l: [{ "a.$": "$$.no.such" }] },
      `l[0]/a.$: The JSONPath '$$.no.such' specified for the field 'a.$' could not be found in the input '{"State":{"Name":"S"},"Execution":{"Input":{"x":1}}}'`,
    ],
    [
      { "a.$": "States.Array($.no)" },
      `a.$: The function 'States.Array($.no)' had the following error: The JsonPath argument for the field '$.no' could not be found in the input '{"x":1}'`,
    ],
    [{ "a.$": "$w" }, "a.$: The variable '$w' is not assigned"],
  ])("%j", (template, expected) => {
    expect(JSON.stringify(filled(template, { x: 1 }))).toBe(JSON.stringify(expected));
  });

  it("keeps what has no expressions", () => {
    const value = { fixed: { a: [1, 2] }, "x.$": "$.x" };
    expect(compiled(value.fixed).value).toBe(value.fixed);
    expect(filled(value.fixed, {})).toBe(value.fixed);
    expect((filled(value, { x: 1 }) as JsonObject).fixed).toBe(value.fixed);
  });

  it.each<[Json, string, string]>([
    [{ a: { "b.$": 1 } }, "a/b.$", "it is no text."],
    [{ "b.$": "x" }, "b.$", 'it begins with neither "$" nor "States.".'],
    [{ "b.$": "$." }, "b.$", "A path can't end with a dot: add a name, or delete it."],
    [{ "b.$": "States.Array(" }, "b.$", "An argument is missing here."],
    [[{ b: 1, "b.$": "$" }], "[0]/b.$", "The field 'b' is given twice."],
  ])("refuses %j", (template, location, message) => {
    const result = compileTemplate(template, "JSONPath");
    expect(result).toMatchObject({ ok: false, problem: { location, message: expect.stringContaining(message) } });
  });

  it("takes values of any depth", () => {
    let value: Json = { "a.$": "$.x" };
    for (let i = 0; i < 20_000; i++) value = i % 2 ? [value] : { v: value };
    expect(filled(value, { x: 1 })).toBeTypeOf("object");
  });
});

describe("JSONata templates", () => {
  it("lists expressions with their places, and is filled with their values", () => {
    const value = { a: "{% $x %}", b: [1, { "c.$": "{%$y%}" }], d: " {% no %}" };
    const template = compiled(value, "JSONata");
    if (template.language !== "JSONata") throw new Error("another language");
    expect(template.expressions.map(({ expression, location }) => [expression.text, location])).toEqual([
      ["$x", "a"],
      ["$y", "b[1]/c.$"],
    ]);
    expect(template.whole).toBe(false);
    expect(fillTemplate(template, ["X", null])).toEqual({ a: "X", b: [1, { "c.$": null }], d: " {% no %}" });
  });

  it("knows a template that is one expression", () => {
    expect(compiled("{% 1 %}", "JSONata")).toMatchObject({ whole: true, expressions: [{ location: "" }] });
    expect(compiled("text", "JSONata")).toMatchObject({ whole: false, expressions: [], value: "text" });
  });

  it("says which expression can't be read", () => {
    expect(compileTemplate({ a: ["{% 1 + %}"] }, "JSONata")).toEqual({
      ok: false,
      problem: { location: "a[0]", message: "Unexpected end of expression" },
    });
  });
});

const file = join(process.env.STATECRAFT_SHARED ?? "../shared", "conformance/execution.jsonl");
const isThere = existsSync(file);
if (!isThere) console.log("template.test.ts: the recorded executions are missing, left out.");

/** Machines of one Pass state that only fills a template in: what the service gave must come out. */
interface Case {
  readonly id: string;
  readonly definition: { readonly StartAt: string; readonly States: { readonly [name: string]: JsonObject } };
  readonly input: Json;
  readonly placeholders: JsonObject;
  readonly expected: { readonly status: string; readonly output: Json };
}

it.skipIf(!isThere && !process.env.CI)("fills templates as the service did", async () => {
  const cases = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line): Case => JSON.parse(line));
  const simple = cases.filter(({ definition: { StartAt, States }, expected, placeholders }) => {
    const fields = Object.keys(States[StartAt] ?? {}).filter(
      (field) => !["Type", "End", "QueryLanguage", "Comment"].includes(field),
    );
    const output = JSON.stringify(expected.output ?? null);
    if (Object.keys(States).length > 1 || fields.length > 1) return false;
    if (output.includes("Random") || Object.keys(placeholders ?? {}).some((token) => output.includes(token)))
      return false;
    return ["Parameters", "Output"].includes(fields[0] ?? "") && expected.status === "SUCCEEDED";
  });
  for (const { id, definition, input, expected } of simple) {
    const state = definition.States[definition.StartAt];
    expect([id, await passed(state ?? {}, input)]).toEqual([id, recorded(expected.output)]);
  }
  console.log(`template.test.ts: ${simple.length} recorded templates agree.`);
  expect(simple.length).toBeGreaterThan(80);
});

async function passed({ Parameters, Output = null }: JsonObject, input: Json): Promise<Json> {
  if (Parameters !== undefined) return filled(Parameters, input);
  const template = compiled(Output, "JSONata");
  if (template.language !== "JSONata") throw new Error("another language");
  const values: Json[] = [];
  for (const { expression } of template.expressions) {
    const result = await evaluateJsonata(expression, { states: { input }, variables: {} }, evaluation);
    if (result.kind !== "value") throw new Error(`${expression.text}: ${JSON.stringify(result)}`);
    values.push(result.value);
  }
  return fillTemplate(template, values);
}

/** The recordings are JSON texts, or parsed where they begin with a brace. */
const recorded = (value: Json): Json => (typeof value === "string" ? (JSON.parse(value) as Json) : value);
