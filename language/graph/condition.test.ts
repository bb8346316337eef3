import { expect, test } from "vitest";
import { notations, type ObjectNode } from "../syntax/index.ts";
import { conditionText } from "./condition.ts";

function check(rule: string, expected: string, limit = 500, paths: "full" | "short" = "full"): void {
  expect(conditionText(nodeOf(rule), limit, paths)).toBe(expected);
}

function nodeOf(rule: string): ObjectNode {
  const { root } = notations.yaml.parse(rule);
  if (root.kind !== "object") throw new Error("a rule is an object");
  return root;
}

test.each([
  ["{ Variable: $.amount, NumericGreaterThan: 100 }", "$.amount > 100"],
  ["{ Variable: $.amount, NumericLessThanEqualsPath: $.limit }", "$.amount <= $.limit"],
  ["{ Variable: $.status, StringEquals: PAID }", '$.status == "PAID"'],
  ["{ Variable: $.vip, BooleanEquals: false }", "$.vip == false"],
  ["{ Variable: $.file, StringMatches: '*.csv' }", '$.file matches "*.csv"'],
  ["{ Variable: $.at, TimestampGreaterThanEquals: '2026-01-01T00:00:00Z' }", '$.at >= "2026-01-01T00:00:00Z"'],
  ["{ Variable: $.x, IsPresent: true }", "$.x exists"],
  ["{ Variable: $.x, IsPresent: false }", "$.x is missing"],
  ["{ Variable: $.x, IsNull: true }", "$.x is null"],
  ["{ Variable: $.t, IsTimestamp: true }", "$.t is timestamp"],
  ["{ Variable: $.t, IsString: false }", "$.t is no string"],
  ["{ Not: { Variable: $.x, IsPresent: true } }", "not ($.x exists)"],
  [
    "{ And: [{ Variable: $.a, BooleanEquals: true }, { Variable: $.b, IsNull: false }] }",
    "$.a == true && $.b is not null",
  ],
  [
    "{ And: [{ Variable: $.a, IsNull: true }, { Or: [{ Variable: $.b, IsNull: true }, { Variable: $.c, IsNull: true }] }] }",
    "$.a is null && ($.b is null || $.c is null)",
  ],
  ["{ Condition: '{% $states.input.ok %}' }", "$states.input.ok"],
  ["{ Condition: true }", "true"],
  ["{ Next: A }", ""],
  ["{ Variable: 4, NumericEquals: [] }", "? == ?"],
  ["{ And: 5 }", ""],
])("%s", (rule, expected) => check(rule, expected));

test("paths by their last step alone", () => {
  check("{ Variable: '$.job.result.Labels[0]', IsPresent: true }", "…Labels[0] exists", 500, "short");
  check("{ Variable: $.status, StringEquals: PAID }", '$.status == "PAID"', 500, "short");
});

test("neither the depth nor the size of a rule matters", () => {
  const deep = `${"{ Not: ".repeat(900)}{ Variable: $.x, IsNull: true }${" }".repeat(900)}`;
  check(deep, "not (not (not (not (not (not…", 30);
  const bomb = Array.from({ length: 30 }).reduce<ObjectNode>(doubled, nodeOf("{ Variable: $.x, IsNull: true }"));
  expect(conditionText(bomb, 30)).toBe("$.x is null && $.x is null &&…");
});

/** A rule that demands another one twice, as aliases in YAML do. */
function doubled(rule: ObjectNode): ObjectNode {
  const outer = nodeOf("{ And: [] }");
  const [and] = outer.members;
  if (and?.value.kind !== "array") throw new Error("And is a list");
  return { ...outer, members: [{ ...and, value: { ...and.value, items: [rule, rule] } }] };
}
