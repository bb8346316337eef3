import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type CompileOptions, compile, type Definition, execute, type Machine, testState, validate } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "statecraft-library-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): { readonly file: string } {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { file: path };
}

const pass = { StartAt: "A", States: { A: { Type: "Pass", End: true } } };
const yaml = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n";
const machines = ["Orders", "Returns"].map(
  (name) => `  ${name}:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: my-${name.toLowerCase()}
      Type: EXPRESS
      Definition:
        StartAt: A
        States:
          A: { Type: Pass, ${name === "Orders" ? "End: true" : "Next: B"} }
`,
);
const template = file("template.yaml", `Transform: AWS::Serverless-2016-10-31\nResources:\n${machines.join("")}`);
const wrong = { ...pass, StartAt: "B" };

describe("compile", () => {
  it.each<readonly [string, Definition, CompileOptions, Partial<Machine>]>([
    ["an object", pass, {}, { name: "definition", type: "STANDARD" }],
    ["a text of JSON", JSON.stringify(pass), { name: "pass" }, { name: "pass" }],
    ["a text of YAML", yaml, { type: "EXPRESS" }, { type: "EXPRESS" }],
    ["a file", file("pass.asl.yaml", yaml), {}, { name: "pass" }],
    ["a machine of a template", { file: `${template.file}#Orders` }, {}, { name: "my-orders", type: "EXPRESS" }],
    ["what has errors, if asked to", wrong, { allowErrors: true }, { name: "definition" }],
  ])("takes %s", (_, definition, options, expected) => {
    expect(compile(definition, options)).toMatchObject(expected);
  });

  it.each<readonly [string, Definition, string]>([
    ["the name of a file as a text", "orders.asl.json", 'To read a file: { file: "orders.asl.json" }.'],
    ["a file that isn't there", { file: "nowhere.json" }, "there is no such file"],
    ["what is no definition", { a: 1 }, '"definition" is no state machine. The state machine has no "StartAt"'],
    ["no object", null as never, "A definition is a text, an object, or"],
    ["errors", wrong, "  1:12 start-at-unknown-state: "],
    ["errors in a file", file("wrong.json", JSON.stringify(wrong)), 'wrong.json" has an error:\n  1:12'],
    ["one of several machines", template, "has several state machines: name one of them"],
    ["an error in the machine that is named", { file: `${template.file}#Returns` }, "next-unknown-state"],
    ["a machine that isn't there", { file: `${template.file}#Other` }, 'no state machine "Other"'],
  ])("refuses %s", (_, definition, message) => {
    expect(() => compile(definition)).toThrow(message);
  });

  it("gives its findings as data", () => {
    try {
      compile(wrong);
    } catch (error) {
      expect(error).toMatchObject({
        name: "DefinitionError",
        findings: [{ code: "start-at-unknown-state", path: "/StartAt" }],
      });
      return;
    }
    expect.unreachable();
  });

  it("gives a machine that runs as often as you like", async () => {
    const machine = compile(pass);
    const runs = [1, 2, 3].map((input) => execute(machine, { input }).result);
    expect(await Promise.all(runs)).toEqual([1, 2, 3].map((output) => ({ status: "SUCCEEDED", output })));
  });
});

describe("validate", () => {
  it.each<readonly [string, Definition, readonly string[], readonly string[]]>([
    ["a sound definition", pass, [], []],
    ["YAML", yaml, [], []],
    ["errors", wrong, ["/StartAt start-at-unknown-state"], ["MISSING_TRANSITION_TARGET"]],
    ["what can't be read", '{"StartAt": ', ["/StartAt json-syntax"], ["INVALID_JSON_DESCRIPTION"]],
    ["what is no definition", "[]", ["root-not-object"], ["SCHEMA_VALIDATION_FAILED"]],
  ])("tells of %s, in our words and in the service's", (_, definition, ours, theirs) => {
    const { valid, findings, service } = validate(definition);
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(valid).toBe(errors.length === 0);
    for (const wanted of ours) expect(errors.map(({ path, code }) => `${path} ${code}`.trim())).toContain(wanted);
    if (ours.length === 0) expect(findings).toEqual([]);
    expect(service.diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining([...theirs]));
    expect(service.result).toBe(theirs.length === 0 ? "OK" : "FAIL");
  });

  it("asks the service about the machine of a template that is named", () => {
    expect(validate({ file: `${template.file}#Orders` })).toMatchObject({ valid: false, service: { result: "OK" } });
    expect(validate({ file: `${template.file}#Returns` })).toMatchObject({ service: { result: "FAIL" } });
  });

  it("throws where there is no file", () => {
    expect(() => validate({ file: "nowhere.json" })).toThrow("there is no such file");
  });
});

describe("testState", () => {
  const task = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, End: true };

  it("takes values in the place of texts", async () => {
    const definition = { Type: "Pass", QueryLanguage: "JSONata", Output: "{% $x + $states.input.a %}", End: true };
    const expected = { status: "SUCCEEDED", output: "3" };
    expect(await testState({ definition, input: { a: 1 }, variables: { x: 2 } })).toEqual(expected);
    expect(await testState({ definition, input: '{"a":1}', variables: '{"x":2}' })).toEqual(expected);
  });

  it("takes mocks, and functions", async () => {
    const output = { MessageId: "m", MD5OfMessageBody: "x" };
    const mocked = await testState({ definition: task, mock: { result: output } });
    expect(JSON.parse(mocked.output ?? "")).toEqual(output);
    const run = await testState({ definition: task }, { tasks: { "*": () => output } });
    expect(JSON.parse(run.output ?? "")).toEqual(output);
  });

  it("throws what the service refuses", async () => {
    const refused = testState({ definition: task });
    await expect(refused).rejects.toThrow("RoleArn must be specified when testing a Task state");
    await expect(refused).rejects.toMatchObject({ name: "ValidationException" });
  });
});
