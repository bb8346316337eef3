import { describe, expect, it } from "vitest";
import type { Json } from "../language/index.ts";
import { recordedRun } from "../test/kit/recorded.ts";
import { compareExecutions, jsonDifferences } from "./index.ts";

const MACHINE = `
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:charge
    Catch: [{ ErrorEquals: [States.ALL], Next: Refuse }]
    Next: Each
  Each:
    Type: Map
    ItemsPath: $.items
    ItemProcessor: { StartAt: Pack, States: { Pack: { Type: Pass, End: true } } }
    End: true
  Refuse: { Type: Fail, Error: Refused }
`;

const run = async (items: Json, isGood = true) => {
  const made = await recordedRun(MACHINE, {}, () => {
    if (!isGood) throw Object.assign(new Error("no money"), { name: "Declined" });
    return { items };
  });
  return made.record;
};

describe("two executions", () => {
  it("that did the same don't differ", async () => {
    expect(compareExecutions(await run([1, 2]), await run([1, 2]))).toEqual({ states: {}, values: [], isCut: false });
  });

  it("don't differ in the numbers of requests and the names of local executions", async () => {
    const of = (request: string, name: string): Json => [{ SdkResponseMetadata: { RequestId: request }, key: name }];
    const [left, right] = [await run(of("a1", "local-17")), await run(of("b2", "local-4"))];
    expect(compareExecutions(left, right).values).toEqual([]);
    expect(compareExecutions(left, await run(of("a1", "other"))).values).not.toEqual([]);
  });

  it("differ in values, at the innermost place, item by item", async () => {
    const { states, values } = compareExecutions(await run([1, { a: 2 }]), await run([1, { a: 3 }]));
    const pack = "/States/Each/ItemProcessor/States/Pack";
    expect(states).toEqual({ "/States/Charge": "differs", "/States/Each": "differs", [pack]: "differs" });
    expect(values.filter(({ path }) => path === pack)).toEqual([
      { path: pack, place: "Each[1] > Pack", field: "input", at: "/a", left: "2", right: "3" },
      { path: pack, place: "Each[1] > Pack", field: "output", at: "/a", left: "2", right: "3" },
    ]);
  });

  it("differ in where they went", async () => {
    const { states, values } = compareExecutions(await run([1]), await run([1], false));
    expect(states).toMatchObject({ "/States/Each": "onlyLeft", "/States/Refuse": "onlyRight" });
    expect(values).toContainEqual({
      path: "/States/Charge",
      place: "Charge",
      field: "status",
      at: "",
      left: "succeeded",
      right: "caught",
    });
  });

  it("that differ everywhere are told of in part, at once", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => index);
    const { values, isCut } = compareExecutions(await run(many), await run(many.map((each) => -each - 1)));
    expect([values.length, isCut]).toEqual([500, true]);
  });
});

it.each<[Json | undefined, Json | undefined, readonly string[]]>([
  [{ a: [1, 2] }, { a: [1, 3] }, ["/a/1"]],
  [{ "a/b": 1 }, { "a/b": 2, c: null }, ["/a~1b", "/c"]],
  [[], {}, [""]],
  [{ a: [] }, { a: [] }, []],
  [undefined, null, [""]],
])("%j and %j differ at %j", (left, right, places) => {
  expect(jsonDifferences(left, right).map(({ at }) => at)).toEqual(places);
});
