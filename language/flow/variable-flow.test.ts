import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze, type Json, type State, variableFlow } from "../index.ts";
import { notations } from "../syntax/index.ts";

const modelOf = (definition: Json) =>
  analyze({ uri: "", version: 1, notation: notations.json, text: JSON.stringify(definition) }).model;

describe("variables by flow", () => {
  it("are known surely, sometimes or never at each state", () => {
    const model = modelOf({
      StartAt: "A",
      States: {
        A: {
          Type: "Choice",
          Choices: [{ Variable: "$.a", IsNull: true, Assign: { x: 1 }, Next: "B" }],
          Assign: { x: 2, y: 1 },
          Default: "C",
        },
        B: { Type: "Pass", Next: "C" },
        C: { Type: "Pass", Assign: { z: 1 }, Next: "D" },
        D: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "A" }], Default: "E" },
        E: { Type: "Succeed" },
        F: { Type: "Succeed" },
      },
    });
    const flow = variableFlow(model);
    const kinds = (name: string): string =>
      model.states.map((state: State) => `${state.name} ${flow.valueOf(state, name).kind}`).join(", ");
    expect(kinds("x")).toBe("A sometimes, B assigned, C assigned, D assigned, E assigned, F unknown");
    expect(kinds("y")).toBe("A sometimes, B sometimes, C sometimes, D sometimes, E sometimes, F unknown");
    expect(kinds("z")).toBe("A sometimes, B sometimes, C sometimes, D assigned, E assigned, F unknown");
    expect(kinds("q")).toBe("A unassigned, B unassigned, C unassigned, D unassigned, E unassigned, F unassigned");
  });

  it("are followed fast through many states, variables and loops", () => {
    const states: { [name: string]: Json } = {};
    for (let i = 0; i < 2_000; i++) {
      const read = Object.fromEntries([0, 1, 2].map((back) => [`r${back}.$`, `$v${Math.max(0, i - back)}.a`]));
      states[`S${i}`] = {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "f", Payload: read },
        Assign: { [`v${i}`]: 1 },
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Again" }],
        Next: i < 1_999 ? `S${i + 1}` : "Done",
      };
    }
    const last = { Variable: "$.a", IsNull: true, Next: "S1000" };
    const definition = {
      StartAt: "S0",
      States: { ...states, Again: { Type: "Choice", Choices: [last], Default: "S0" }, Done: { Type: "Succeed" } },
    };
    const model = modelOf(definition);
    const before = performance.now();
    const flow = variableFlow(model);
    const kinds = flow.reads.certain.map(({ state, name }) => flow.valueOf(state, name).kind);
    expect(kinds.filter((kind) => kind === "assigned").length).toBeGreaterThan(1_900);
    expect(performance.now() - before).toBeLessThan(10_000);
  }, 20_000);
});

const shared = join(process.env.STATECRAFT_SHARED ?? "../shared", "conformance", "execution.jsonl");
const isHere = existsSync(shared);
if (!isHere && !process.env.CI) console.log("left out: recorded executions (no shared folder)");

interface RecordedCase {
  readonly id: string;
  readonly definition: Json | string;
  readonly expected: { readonly status: string };
}

describe.skipIf(!isHere && !process.env.CI)("recorded executions", () => {
  it("that succeeded have no error from the rules about variables", () => {
    const lines = readFileSync(shared, "utf8").trimEnd().split("\n");
    for (const line of lines) {
      const { id, definition, expected }: RecordedCase = JSON.parse(line);
      if (expected.status !== "SUCCEEDED") continue;
      const text = typeof definition === "string" ? definition : JSON.stringify(definition);
      const { diagnostics } = analyze({ uri: id, version: 1, notation: notations.json, text });
      const wrong = diagnostics.filter(({ code, severity }) => severity === "error" && code.startsWith("variable-"));
      expect(wrong, id).toEqual([]);
    }
  }, 60_000);
});
