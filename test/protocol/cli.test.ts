import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandLine } from "../kit/command-line.ts";

const root = join(import.meta.dirname, "../..");
const { statecraft, file, folder } = commandLine();

const pass = { StartAt: "A", States: { A: { Type: "Pass", Result: { x: 1 }, End: true } } };
const lambda = {
  StartAt: "Pay",
  States: {
    Pay: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "pay" }, End: true },
  },
};

const nested = (depth: number, open: string, close: string, inner: string): string =>
  open.repeat(depth) + inner + close.repeat(depth);
const deepMachine = nested(
  5000,
  '{"StartAt": "A", "States": {"A": {"Type": "Parallel", "End": true, "Branches": [',
  "]}}}",
  JSON.stringify(pass),
);
const deepResult = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${nested(5000, '{"a": ', "}", "0")}, "End": true}}}`;

describe("bad input", () => {
  it.each<[string, string, string]>([
    ["no JSON", "hello {", "root-not-object"],
    ["empty", "", "root-not-object"],
    ["half", '{"StartAt": "A", "States": {"A": {"Type": "Pa', "json-syntax"],
    ["a missing target", '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}', "next-unknown-state"],
    [
      "no branches",
      '{"StartAt": "A", "States": {"A": {"Type": "Parallel", "Branches": [], "End": true}}}',
      "branches-missing",
    ],
    ["arrays in arrays", nested(5000, "[", "]", ""), "nesting-too-deep"],
    ["machines in machines", deepMachine, "nesting-too-deep"],
    ["values in values", deepResult, "nesting-too-deep"],
  ])("%s: no command throws, and validate names it", async (_, text, code) => {
    const machine = file("bad.asl.json", text);
    const found = await statecraft(["validate", machine]);
    expect(found).toMatchObject({ code: 1, out: expect.stringContaining(`error ${code}: `) });
    for (const args of [
      ["run", machine],
      ["run", machine, "--limits", "none"],
      ["graph", machine],
    ]) {
      const { code, out, err } = await statecraft(args);
      expect([0, 1, 2]).toContain(code);
      expect(out + err).not.toBe("");
      expect(err).not.toMatch(/^ +at /m);
    }
  });

  it.each<[string, object, string]>([
    ["throws when it is loaded", { handler: "broken.handler" }, "no such moon"],
    ["does not exist", { handler: "nothing.handler" }, "There is no module at"],
    ["exports no such function", { handler: "broken.other" }, "no such moon"],
    ["lies in no folder", { handler: "broken.handler", cwd: "srcc" }, "There is no folder"],
    ["never answers", { handler: "silent.handler", timeoutSeconds: 1 }, "timed out after 1.00 seconds"],
  ])("a function that %s", async (_, options, cause) => {
    file("broken.mjs", 'throw new Error("no such moon");');
    file("silent.mjs", "export const handler = () => new Promise(() => setInterval(() => {}, 1000));");
    const tasks = file("tasks.json", [{ kind: "node", cwd: folder, ...options }]);
    const { code, out, err } = await statecraft(["run", file("pay.asl.json", lambda), "--tasks", tasks]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ status: "FAILED", cause: expect.stringContaining(cause) });
    expect(err).not.toMatch(/^ +at .*statecraft/m);
  });
});

describe("what is said besides", () => {
  it("has a version", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(await statecraft(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it("validate says of a file that is no definition what it lacks, and no more", async () => {
    const { out } = await statecraft(["validate", file("manifest.json", { name: "x", version: "1" })]);
    expect(out).toContain("missing-start-at");
    expect(out).not.toContain("unknown-top-level-field");
  });

  it("run tells the errors of a definition before it runs", async () => {
    const machine = file("lost.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}');
    const { code, err } = await statecraft(["run", machine]);
    expect(code).toBe(1);
    expect(err).toContain(':1:59 There is no state "B" here');
    expect(err).toContain("AWS would refuse this definition.");
  });

  it("--tasks takes a list, and what looks like statecraft.json", async () => {
    const list = [{ kind: "mock", result: { Payload: 1 } }];
    for (const content of [list, { tasks: list }]) {
      const { out } = await statecraft(["run", file("pay.asl.json", lambda), "--tasks", file("tasks.json", content)]);
      expect(JSON.parse(out)).toMatchObject({ status: "SUCCEEDED", output: { Payload: 1 } });
    }
  });

  it("run tells what its mocks answer that nothing asks", async () => {
    const mocks = file("mocks.json", {
      StateMachines: { pay: { TestCases: { Paid: { Pya: "Paid" } } } },
      MockedResponses: { Paid: { "0": { Return: {} } } },
    });
    const { err } = await statecraft(["run", file("pay.asl.json", lambda), "--mocks", mocks]);
    expect(err).toContain('The test case "Paid" answers "Pya", which is no state here: did you mean "Pay"?');
  });

  it("run --type EXPRESS tells what EXPRESS executions can't do", async () => {
    const waits = structuredClone(lambda);
    waits.States.Pay.Resource += ".waitForTaskToken";
    const machine = file("waits.asl.json", waits);
    const { err } = await statecraft(["run", machine, "--type", "EXPRESS"]);
    expect(err).toContain(`".waitForTaskToken" doesn't work in EXPRESS executions`);
    expect(err).toContain("AWS would refuse this definition.");
    expect((await statecraft(["run", machine])).err).not.toContain("AWS would refuse");
  });

  it("run names the placeholders without a value in one line", async () => {
    const open = { StartAt: "A", States: { A: { Type: "Pass", Result: "${Table} ${Bucket} ${Table}", End: true } } };
    const { code, err } = await statecraft(["run", file("open.asl.json", open)]);
    expect(code).toBe(0);
    expect(err).toBe(
      '"Table", "Bucket" have no value and stay as they are: give them one by "DefinitionSubstitutions" in a template or by --substitution.\n',
    );
  });

  it.each([
    ["arn:aws:states:::dynamodb:getItem", true],
    ["arn:aws:states:::sqs:sendMessage", true],
    ["arn:aws:states:::aws-sdk:s3:getObject", true],
    ["arn:aws:states:::states:startExecution.sync:2", true],
    ["arn:aws:states:us-east-1:123456789012:activity:work", true],
    ["arn:aws:states:::lambda:invoke", false],
    ["arn:aws:states:::glue:startJobRun.sync", false],
  ])("a task of %s that nothing answers is led to the stand-ins: %s", async (resource, led) => {
    const task = { StartAt: "A", States: { A: { Type: "Task", Resource: resource, Parameters: {}, End: true } } };
    const { err } = await statecraft(["run", file("task.asl.json", task)]);
    expect(err).toContain("nothing here answers it");
    expect(err.includes('{ "tasks": [{ "kind": "builtin" }] } in statecraft.json')).toBe(led);
  });

  it.each([
    [{ "json-trailing-coma": "off" }, 'unknown rule "json-trailing-coma": did you mean "json-trailing-comma"?'],
    [
      { "json-comment": "of" },
      'sets "json-comment" to "of": it takes "error", "warning", "information", "hint", "off".',
    ],
    [{ "json-comment": "warnign" }, 'sets "json-comment" to "warnign": did you mean "warning"?'],
    ["off", 'needs an object in "rules"'],
  ])("rules %j of statecraft.json are told", async (rules, text) => {
    file("rules/statecraft.json", { rules });
    for (const verb of ["validate", "run"]) {
      const { code, err } = await statecraft([verb, file("rules/a.asl.json", pass)]);
      expect(code).toBe(2);
      expect(err).toContain(text);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
  });

  it("a field that statecraft.json doesn't have is named", async () => {
    const inner = join(folder, "project");
    mkdirSync(inner);
    file("project/statecraft.json", { tsks: [] });
    const { code, err } = await statecraft(["run", file("project/a.asl.json", pass)]);
    expect(code).toBe(2);
    expect(err).toContain('has an unknown field "tsks": did you mean "tasks"?');
  });
});

describe("statecraft validate", () => {
  it("writes findings as JSON, by places from 0", async () => {
    const broken = file("broken.asl.json", '{\n  "StartAt": "B",\n  "States": {"A": {"Type": "Pass", "End": true}}\n}');
    const { code, out } = await statecraft(["validate", broken, "--format", "json"]);
    const [first] = JSON.parse(out).files[0].diagnostics;
    expect(code).toBe(1);
    expect(first).toMatchObject({
      code: "start-at-unknown-state",
      severity: "error",
      range: { start: { line: 1, character: 13 }, end: { line: 1, character: 16 } },
      path: "/StartAt",
    });
  });

  it("reads YAML under any name, and standard input", async () => {
    const yaml = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n";
    expect((await statecraft(["validate", file("machine.txt", yaml)])).code).toBe(0);
    expect((await statecraft(["validate", "-"], yaml)).code).toBe(0);
  });

  it("writes SARIF and workflow commands", async () => {
    const broken = file("broken.json", { StartAt: "A", States: {} });
    const sarif = JSON.parse((await statecraft(["validate", broken, "--format", "sarif"])).out);
    expect(sarif.runs[0].results[0]).toMatchObject({ level: "error", ruleId: expect.any(String) });
    expect((await statecraft(["validate", broken, "--format", "github"])).out).toMatch(/^::error file=/);
  });

  it.each([
    ["no JSON at all", "hello: [", 1],
    ["an empty file", "", 1],
    ["deep nesting", `{"a": ${"[".repeat(5000)}`, 1],
    ["5 MB", `{"StartAt": "A", "States": {"A": {"Type": "Succeed", "Comment": "${"x".repeat(5_000_000)}"}}}`, 1],
  ])("neither hangs nor throws on %s", async (name, text, expected) => {
    const { code, err } = await statecraft(["validate", file(`${name.replaceAll(" ", "-")}.json`, text)]);
    expect(code).toBe(expected);
    expect(err).toBe("");
  });
});

describe("statecraft validate with several files", () => {
  it.each(["text", "json"])("checks the others where one can't be read: %s", async (format) => {
    const broken = file("lost.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}');
    const { code, out, err } = await statecraft(["validate", "nowhere.json", broken, "--format", format]);
    expect(code).toBe(2);
    expect(err).toBe('"nowhere.json" can\'t be read: there is no such file.\n');
    expect(out).toContain("next-unknown-state");
  });
});

describe("statecraft run", () => {
  it("prints the outcome, and the history on request", async () => {
    const { code, out } = await statecraft(["run", file("pass.asl.json", pass), "--history", "--input", '{"a":1}']);
    expect(code).toBe(0);
    const { status, output, events } = JSON.parse(out);
    expect([status, output]).toEqual(["SUCCEEDED", { x: 1 }]);
    expect(events[0]).toMatchObject({ type: "ExecutionStarted", executionStartedEventDetails: { input: '{"a":1}' } });
  });

  it("ends an expression whose regular expression runs away after five seconds", async () => {
    const state = { Type: "Pass", Output: "{% $match($states.input.s, /(a+)+b/) %}", End: true };
    const path = file("runaway.asl.json", { QueryLanguage: "JSONata", StartAt: "A", States: { A: state } });
    const { code, out } = await statecraft(["run", path, "--input", JSON.stringify({ s: "a".repeat(40) })]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      status: "FAILED",
      error: "States.QueryEvaluationError",
      cause: expect.stringContaining("Expression evaluation timeout: Check for infinite loop"),
    });
  });

  it("gives the same bytes for the same seed", async () => {
    const machine = {
      QueryLanguage: "JSONata",
      StartAt: "A",
      States: { A: { Type: "Pass", Output: "{% $random() %}", End: true } },
    };
    const path = file("random.asl.json", machine);
    const [first, second, other] = await Promise.all(
      ["7", "7", "8"].map(async (seed) => (await statecraft(["run", path, "--seed", seed])).out),
    );
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it("fails on a task that nothing answers, and prints the skeleton of a mock", async () => {
    const { code, out, err } = await statecraft(["run", file("pay.asl.json", lambda)]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ status: "FAILED", error: "Statecraft.NoHandler" });
    expect(err).toContain('"MockedResponses"');
  });

  it("fills in substitutions", async () => {
    const result = { name: "${Name}", stage: "${Stage}" };
    const machine = file("filled.asl.json", {
      StartAt: "A",
      States: { A: { Type: "Pass", Result: result, End: true } },
    });
    const given = ["--substitution", "Name=a=b", "--substitution", "Stage=prod"];
    const all = await statecraft(["run", machine, ...given]);
    expect(all).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(all.out).output).toEqual({ name: "a=b", stage: "prod" });
    const one = await statecraft(["run", machine, ...given.slice(0, 2)]);
    expect(one.err).toContain('"Stage" has no value and stays as it is');
    const more = await statecraft(["run", machine, ...given, "--substitution", "Nmae=x"]);
    expect(more.err).toBe("--substitution Nmae fills in nothing: no ${Nmae} is open in the definition.\n");
  });

  it("runs a local Node function", async () => {
    const tasks = file("tasks.json", [
      { kind: "node", handler: "kinds.greet", cwd: join(root, "test/kit/handlers"), function: "pay" },
    ]);
    const { out } = await statecraft(["run", file("pay.asl.json", lambda), "--tasks", tasks]);
    expect(JSON.parse(out)).toMatchObject({ status: "SUCCEEDED", output: { Payload: { function: "pay" } } });
  });

  it.each([
    [["run", "nowhere.json"], "there is no such file"],
    [["run", "."], "it is a folder"],
    [["run", "pass.asl.json", "--input", "{oops"], "The input isn't valid JSON"],
    [["run", "pass.asl.json", "--input", "first.json"], "To read a file: --input @first.json"],
    [["run", "pass.asl.json", "--tasks", '[{"kind":"builtin"}]'], "--tasks takes the name of a file, not JSON"],
    [["validate", "nowhere.json"], "there is no such file"],
    [["run", "pass.asl.json", "--clock", "fast"], '--clock takes "skip", "real" or a factor'],
    [["run", "pass.asl.json", "--limits", "few"], '--limits takes "aws", "none"'],
    [["run", "pass.asl.json", "--seed", "x", "--test-case", "X"], "--seed takes a whole number"],
    [["run", "pass.asl.json", "--substitution", "Name"], '--substitution takes NAME=VALUE, not "Name"'],
    [["run", "pass.asl.json", "--wrong"], "Unknown option '--wrong'"],
    [["run", "pass.asl.json", "--test-case", "X"], "no mock-config file"],
    [["run"], "Name a file."],
    [["fly"], 'There is no command "fly"'],
  ])("says in one line what is wrong with %j", async (args, text) => {
    file("pass.asl.json", pass);
    const { code, out, err } = await statecraft(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(text);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("statecraft graph", () => {
  it("draws a broken definition, and nothing for what is none", async () => {
    const broken = file("half.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}');
    const drawn = await statecraft(["graph", broken]);
    expect(drawn.code).toBe(0);
    expect(drawn.out).toContain('data-state="/States/A"');
    expect((await statecraft(["graph", file("list.json", "[]")])).code).toBe(2);
  });

  it.each(["svg", "mermaid", "dot", "json"])("writes %s", async (format) => {
    const { code, out } = await statecraft(["graph", file("pass.asl.json", pass), "--format", format]);
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(50);
  });

  it("colours an SVG for light or dark surroundings, and nothing else", async () => {
    const machine = file("pass.asl.json", pass);
    const [light, dark] = await Promise.all(
      ["light", "dark"].map((it) => statecraft(["graph", machine, "--theme", it])),
    );
    expect(light?.out).toBe((await statecraft(["graph", machine])).out);
    expect(dark?.out).not.toBe(light?.out);
    expect((await statecraft(["graph", machine, "--format", "dot", "--theme", "dark"])).code).toBe(2);
  });
});

describe("statecraft --help", () => {
  it("lists the commands, and each explains itself", async () => {
    const { out } = await statecraft(["--help"]);
    const names = [...out.matchAll(/^ {2}([a-z-]+) {2}/gm)].map((match) => match[1] ?? "");
    expect(names).toEqual(expect.arrayContaining(["validate", "run", "graph", "language-server", "debug-adapter"]));
    for (const name of names) {
      const { code, out: help } = await statecraft([name, "--help"]);
      expect(code).toBe(0);
      expect(help).toContain(`statecraft ${name}`);
    }
  });
});
