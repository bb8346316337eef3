import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Json } from "../language/index.ts";
import { type Answers, compareConversion, type ExecutionCase } from "../scripts/conformance/conversion-case.mjs";
import { chance } from "./kit/chance.ts";

/** Every test here runs hundreds of executions. */
vi.setConfig({ testTimeout: 120_000 });

const folder = join(process.env.STATECRAFT_SHARED ?? "../shared", "conformance");
const isHere = existsSync(folder);
if (!isHere && !process.env.CI) console.log("left out: the recorded executions (no shared folder)");

interface RecordedCase extends ExecutionCase {
  readonly id: string;
  readonly kind: string;
  readonly replay: string;
}

/** Every recorded execution that needs no service. */
async function recordedCases(): Promise<readonly { readonly recorded: RecordedCase; answers(): Answers }[]> {
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
  const { readCases } = await load("compare.mjs");
  const { taskResults } = await load("mocks.mjs");
  const found: { readonly recorded: RecordedCase; answers(): Answers }[] = [];
  for await (const recorded of readCases(folder)) {
    if (recorded.kind !== "execution" || !["pure", "mocked"].includes(recorded.replay)) continue;
    found.push({ recorded, answers: () => taskResults(recorded) });
  }
  return found;
}

describe.skipIf(!isHere && !process.env.CI)("machines of recorded executions, converted to JSONata", () => {
  it("end as they did, data missing and of odd types included, if they shall be exact", async () => {
    const { count, differing } = await compareAll(true);
    expect(differing).toEqual([]);
    expect(count.same).toBeGreaterThan(700);
    expect(count.refused).toBeLessThan(12);
  });

  it("end otherwise only where the conversion tells of it", async () => {
    const { count, differing } = await compareAll(false);
    expect(differing.filter(({ caveats }) => caveats.length === 0)).toEqual([]);
    expect(differing.length).toBeLessThan(40);
    expect(count.same).toBeGreaterThan(660);
  });
});

const CASE = { type: "STANDARD", placeholders: {}, expected: { status: "SUCCEEDED" } } as const;

const FIELDS = ["a", "b", "c"] as const;
const variable = fc.constantFrom(...FIELDS.map((name) => `$.${name}`), "$.o.a", "$$.Execution.Name");
const moment = fc.constantFrom("2024-01-31T10:00:00Z", "2024-01-31T11:00:00+01:00", "2024-02-01T00:00:00.5Z");
const text = fc.constantFrom("", "x", "X", "xy", "a*b", "5");
const number = fc.constantFrom(-1, 0, 1, 1.5, 1e20);
const value = fc.oneof<fc.Arbitrary<Json>[]>(
  text,
  number,
  fc.boolean(),
  moment,
  fc.constant(null),
  fc.constant([1]),
  fc.constant({}),
);

const ORDERS = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"] as const;
const operator = (kind: string, operand: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof(
    fc
      .tuple(variable, fc.constantFrom(...ORDERS), operand)
      .map(([Variable, order, of]) => ({ Variable, [kind + order]: of })),
    fc
      .tuple(variable, fc.constantFrom(...ORDERS), variable)
      .map(([Variable, order, of]) => ({ Variable, [`${kind}${order}Path`]: of })),
  );
const tests = fc.constantFrom(
  "IsPresent",
  "IsNull",
  "IsString",
  "IsNumeric",
  "IsBoolean",
  "IsTimestamp",
  "BooleanEquals",
);
const comparison: fc.Arbitrary<Json> = fc.oneof(
  operator("String", text),
  operator("Numeric", number),
  operator("Timestamp", moment),
  fc.tuple(variable, tests, fc.boolean()).map(([Variable, test, is]) => ({ Variable, [test]: is })),
  fc
    .tuple(variable, fc.constantFrom("*", "x*", "*y", "*x*", "x*y", "a\\*b", "x"))
    .map(([Variable, of]) => ({ Variable, StringMatches: of })),
);
const { rule } = fc.letrec<{ rule: Json }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((And) => ({ And })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((Or) => ({ Or })),
    tie("rule").map((Not) => ({ Not })),
  ),
}));

describe("Choice rules, converted to be exact", () => {
  it("hold for the same inputs, and fail for the same", async () => {
    const input = fc.record({ a: value, b: value, c: value, o: fc.record({ a: value }) }, { requiredKeys: [] });
    const same = fc.asyncProperty(rule, input, async (condition, data) => {
      const Choices = [{ ...(condition as object), Next: "Yes" }];
      const States = {
        Choose: { Type: "Choice", Choices, Default: "No" },
        Yes: { Type: "Pass", Result: "yes", End: true },
        No: { Type: "Pass", Result: "no", End: true },
      };
      const definition = { StartAt: "Choose", States } as unknown as Json;
      const comparison = await compareConversion(
        { ...CASE, definition, input_text: JSON.stringify(data) },
        () => () => ({}),
        true,
      );
      if (comparison.kind === "different") console.log(shown(comparison));
      return comparison.kind === "same";
    });
    await fc.assert(same, chance(400));
  });
});

const argument = fc.oneof(
  fc.constantFrom("$.a", "$.b", "$.l", "$.m", "$.o", "$.none"),
  fc.constantFrom("1", "2", "0", "-1", "'x'", "'a,b'", "null", "true"),
);
const calls = fc.oneof(
  fc.tuple(fc.constantFrom("ArrayPartition", "ArrayContains", "ArrayGetItem", "MathAdd"), argument, argument),
  fc.tuple(
    fc.constantFrom("ArrayLength", "ArrayUnique", "JsonToString", "StringToJson", "Base64Encode", "Base64Decode"),
    argument,
  ),
  fc.tuple(fc.constantFrom("ArrayRange"), argument, argument, argument),
  argument.map((one) => ["Hash", one, "'SHA-256'"]),
  fc.tuple(argument, fc.constantFrom("','", "'x.'")).map(([one, marks]) => ["StringSplit", one, marks]),
  fc.tuple(argument, argument).map(([one, other]) => ["JsonMerge", one, other, "false"]),
  fc.tuple(argument, argument).map(([one, other]) => ["Format", "'a{}\\\\{\\'{}'", one, other]),
);
const intrinsic = calls.map(([name, ...given]) => `States.${name}(${given.join(", ")})`);

describe("intrinsic functions, converted to be exact", () => {
  it("give the same, and fail for the same inputs, but for what is told", async () => {
    const list = fc.array(fc.oneof(text, number, fc.constant(null), fc.constant({ k: 1 })), { maxLength: 4 });
    const input = fc.record({ a: value, b: value, l: list, m: list, o: fc.dictionary(text, value, { maxKeys: 2 }) });
    const same = fc.asyncProperty(intrinsic, input, async (call, data) => {
      const States = { A: { Type: "Pass", Parameters: { "v.$": call }, End: true } };
      const testCase = { ...CASE, definition: { StartAt: "A", States }, input_text: JSON.stringify(data) };
      const comparison = await compareConversion(testCase, () => () => ({}), true);
      if (comparison.kind !== "different") return true;
      const isTold = comparison.caveats.some((caveat) => /failed |no texts|Java's way|UTF-8|15 digits/.test(caveat));
      if (!isTold) console.log(shown(comparison));
      return isTold;
    });
    await fc.assert(same, chance(400));
  });
});

const path = fc.constantFrom("$", "$.a", "$.o", "$.o.a", "$.x", "$.x.a", "$.o.y", "$$.State.Name");
const template = fc.dictionary(
  fc.constantFrom("a", "x", "k.$", "l.$"),
  fc.oneof(
    path,
    fc.constantFrom("States.Format('{}!', $.a)", "States.Array($.a, $.o)", "States.JsonMerge($.o, $.x, false)"),
  ),
  { maxKeys: 3 },
);
const or = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const flow = fc.record({
  Type: fc.constantFrom("Pass", "Parallel", "Wait", "Succeed"),
  InputPath: or(fc.oneof(path, fc.constant(null))),
  Parameters: or(template),
  ResultSelector: or(template),
  ResultPath: or(fc.constantFrom("$", "$.x", "$.o.y", "$.a.b", "$.o", null)),
  OutputPath: or(fc.oneof(path, fc.constant(null))),
  Assign: or(template.map((assigned) => ({ ...assigned, v: 1 }))),
});

/** The fields of a state of its type, and its next state, which puts a variable out. */
function stateOf({
  Type,
  Parameters,
  ResultSelector,
  ResultPath,
  Assign,
  ...paths
}: typeof flow extends fc.Arbitrary<infer T> ? T : never) {
  const last = { Type: "Pass", Parameters: { "data.$": "$", "v.$": "$v" }, End: true };
  const branch = {
    StartAt: "In",
    States: { In: { Type: "Pass", Parameters: { "a.$": "$.a", "o.$": "$" }, End: true } },
  };
  const Next = "Last";
  const given = Assign ?? { v: 0 };
  const Last = { Last: last };
  if (Type === "Succeed") return { A: { Type, ...paths } };
  if (Type === "Wait") return { A: { Type, ...paths, Seconds: 0, Assign: given, Next }, ...Last };
  const both = { Type, ...paths, Parameters, ResultPath, Assign: given, Next };
  return { A: Type === "Pass" ? both : { ...both, ResultSelector, Branches: [branch] }, ...Last };
}

describe("data flow, converted to be exact", () => {
  it("gives the same output, and fails for the same inputs", async () => {
    const object = fc.dictionary(fc.constantFrom("a", "x", "y"), fc.oneof(text, number), { maxKeys: 3 });
    const input = fc.record({ a: fc.oneof(text, object), o: object, x: object }, { requiredKeys: [] });
    const same = fc.asyncProperty(flow, fc.oneof(input, text), async (fields, data) => {
      const definition: Json = JSON.parse(JSON.stringify({ StartAt: "A", States: stateOf(fields) }));
      const comparison = await compareConversion(
        { ...CASE, definition, input_text: JSON.stringify(data) },
        () => () => ({}),
        true,
      );
      if (comparison.kind !== "different") return true;
      const isTold = comparison.caveats.some((caveat) => /Java's way|joined to the list|any more/.test(caveat));
      if (!isTold) console.log(shown(comparison));
      return isTold;
    });
    await fc.assert(same, chance(400));
  });
});

/** A comparison without the histories, for whoever looks into a failure. */
const shown = (comparison: object): string => JSON.stringify(comparison).replace(/"events".*?\}\]/g, "");

async function compareAll(exact: boolean) {
  const count = { nothing: 0, refused: 0, same: 0, different: 0 };
  const differing: { readonly id: string; readonly caveats: readonly string[] }[] = [];
  for (const { recorded, answers } of await recordedCases()) {
    const comparison = await compareConversion(recorded, answers, exact);
    count[comparison.kind]++;
    if (comparison.kind === "different") differing.push({ id: recorded.id, caveats: comparison.caveats });
  }
  return { count, differing };
}
