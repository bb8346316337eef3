import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  ended,
  file,
  folder,
  initialize,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

describe("launch fields", () => {
  const refused = async (fields: object): Promise<string> => {
    await initialize();
    return client.request("launch", fields).then(
      () => "launched",
      (error: Error) => error.message,
    );
  };

  it.each<[string, object, string]>([
    ["no program", {}, '"program" is missing: name the file that holds the definition.'],
    ["an untitled document without its text", { program: "untitled:Untitled-1" }, "is no file: save it first."],
    ["a program that isn't there", { program: "none.json" }, "there is no such file."],
    ["a program that is no definition", { program: "other.json" }, "is no state machine."],
    ["an input that isn't valid JSON", { input: '{"a": ' }, '"input" isn\'t valid JSON: '],
    ["an input that is no file", { input: "none.json" }, '"input" is neither JSON nor a file: '],
    ["an input file that isn't valid JSON", { input: "broken.json" }, "isn't valid JSON: "],
    ["an input for an editor", { input: "prompt" }, '"input": "prompt" needs an editor that knows it'],
    ["mocks that aren't there", { mocks: "none.json" }, "there is no such file."],
    ["mocks without machines", { mocks: {} }, 'The mock-config file "mocks" can\'t be used: '],
    ["an unknown test case", { mocks: charged, testCase: "Other" }, '"mocks" has no test case "Other": it has "All".'],
    ["tasks without kind", { tasks: [{}] }, 'tasks[0] needs a "kind"'],
    ["a clock that isn't one", { clock: "slow" }, '"clock" takes "skip", "real" or a factor such as 10, not "slow".'],
    ["a seed that isn't one", { seed: 1.5 }, '"seed" takes a whole number, not 1.5.'],
    ["an unknown type", { stateMachineType: "FAST" }, '"stateMachineType" takes "STANDARD" or "EXPRESS", not "FAST".'],
    ["unknown limits", { limits: "some" }, '"limits" takes "aws" or "none", not "some".'],
    ["a flag that isn't one", { stopOnEntry: "yes" }, '"stopOnEntry" takes true or false, not "yes".'],
    ["a text that isn't one", { testCase: 3 }, '"testCase" takes a text, not 3.'],
  ])("say what is wrong with %s", async (_, fields, message) => {
    await writeFile(file("other.json"), '{"a": 1}');
    await writeFile(file("broken.json"), "{");
    const named =
      "program" in fields
        ? fields
        : Object.keys(fields).length > 0
          ? { program: "orders.asl.json", ...fields }
          : fields;
    expect(await refused({ cwd: folder, ...named })).toContain(message);
  });

  it("name the test cases to choose from", async () => {
    const config = { ...charged, StateMachines: { orders: { TestCases: { A: {}, B: {} } } } };
    await writeFile(file("MockConfigFile.json"), JSON.stringify(config));
    expect(await refused({ program: file("orders.asl.json") })).toContain('set "testCase" to one of "A", "B".');
  });

  it("find input, mocks and project beside the definition", async () => {
    await writeFile(file("MockConfigFile.json"), JSON.stringify(charged));
    await writeFile(file("five.input.json"), '{"amount": 5}');
    await start({ launch: { input: "five.input.json" } });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('test case "All" of MockConfigFile.json');
  });

  it.each([
    ["template.yaml", "orders.asl.json"],
    ["orders.asl.json", "orders.asl.json"],
  ])("say which document runs for %s", async (program, document) => {
    const properties = `{Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: orders.asl.json}}`;
    await writeFile(file("template.yaml"), `Resources:\n  Orders: ${properties}\n`);
    const keep = { folder: file("kept"), document: "file:///template.yaml" };
    await start({ program, launch: { mocks: charged, keep } });
    expect(await client.event("statecraft/started")).toEqual({ document: file(document) });
    const kept = await client.event<{ readonly document: string }>("statecraft/kept");
    expect(kept.document).toBe(program === document ? keep.document : pathToFileURL(file(document)).href);
    expect(await ended()).toBe(0);
  });

  it("refuse handlers where the folder isn't trusted", async () => {
    await start({ launch: { mocksOnly: true, tasks: [{ kind: "node", handler: "charge.handler" }] } });
    expect((await stopped()).text).toContain("\"Charge\" can't be run (this folder isn't trusted, ");
  });

  it("let fixed results answer where the folder isn't trusted", async () => {
    const result = { Payload: { id: 7 } };
    await start({ launch: { mocksOnly: true, tasks: [{ kind: "mock", result }] } });
    expect(await ended()).toBe(0);
  });
});
