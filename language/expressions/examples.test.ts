import { describe, expect, it } from "vitest";
import {
  type Evaluation,
  evaluateIntrinsic,
  evaluateJsonata,
  intrinsicExamples,
  intrinsicFunctions,
  type Json,
  jsonataExamples,
  jsonataFunctions,
  parseIntrinsic,
  parseJsonata,
} from "../index.ts";

const evaluation: Evaluation = {
  now: () => 0,
  random: () => 0.5,
  uuid: () => "00000000-0000-4000-8000-000000000000",
  hash: () => "900150983cd24fb0d6963f7d28e17f72",
};

async function jsonataResult(source: string): Promise<Json | undefined> {
  const parsed = parseJsonata(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const result = await evaluateJsonata(parsed.value, { states: { input: {} }, variables: {} }, evaluation);
  return result.kind === "value" ? result.value : undefined;
}

function intrinsicResult(call: string): Json | undefined {
  const parsed = parseIntrinsic(call);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const result = evaluateIntrinsic(
    parsed.value,
    { input: {}, context: () => ({}), variable: () => undefined },
    evaluation,
  );
  return result.ok ? result.value : undefined;
}

describe("examples of functions", () => {
  it("are there for each", () => {
    expect(Object.keys(jsonataExamples).toSorted()).toEqual([...jsonataFunctions.keys()].toSorted());
    expect(Object.keys(intrinsicExamples).toSorted()).toEqual([...intrinsicFunctions.keys()].toSorted());
  });

  it.each(Object.values(jsonataExamples).map(([call, result]) => [call, result ?? "something"]))(
    "%s gives %s",
    async (call, result) => {
      const value = await jsonataResult(call);
      if (result !== "something") expect(JSON.stringify(value)).toBe(result);
    },
  );

  it.each(Object.values(intrinsicExamples))(
    "$call gives $result, in JSONata too",
    async ({ call, result, jsonata }) => {
      const values = [intrinsicResult(call), await jsonataResult(jsonata)];
      for (const value of values) {
        if (result === undefined) expect(value).toBeDefined();
        else expect(JSON.stringify(value)).toBe(result);
      }
    },
  );
});
