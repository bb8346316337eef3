import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { charged, client, debugSessions, ended, file, initialize, start } from "../../kit/debug-session.ts";

debugSessions();

const NAMED = `QueryLanguage: JSONata
StartAt: First
States:
  First: {Type: Pass, Next: Second}
  Second:
    Type: Pass
    Output:
      name: "{% $states.context.Execution.Name & ' of ' & $states.context.StateMachine.Name %}"
      size: "{% $size %}"
      where: \${Where}
    End: true
`;

describe("an execution", () => {
  it("begins at a state, with variables, a context and substitutions", async () => {
    await writeFile(file("named.asl.yaml"), NAMED);
    const launch = {
      ...{ startAt: "Second", variables: { size: 3 }, context: { Execution: { Name: "nightly" } } },
      definitionSubstitutions: { Where: "here" },
    };
    await start({ program: "named.asl.yaml", launch });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"name": "nightly of named",\n  "size": 3,\n  "where": "here"');
  });

  it("ends after one state where only that is wanted, whatever comes after it", async () => {
    await writeFile(file("named.asl.yaml"), NAMED);
    await start({ program: "named.asl.yaml", launch: { startAt: "First", oneState: true, input: { only: "me" } } });
    expect(await ended()).toBe(0);
    expect(client.output("console")).toContain('"only": "me"');
    expect(client.output("console")).not.toContain("Second");
  });

  it("takes a state's path as well, and fails a task that nothing answers where that is wanted", async () => {
    const startAt = "/States/Charge";
    await start({ launch: { startAt, input: { price: { total: 1 } }, onUnmocked: "fail" }, filters: [] });
    expect(await ended()).toBe(1);
    expect(client.output("stderr")).toContain('"Charge" has no mock and no handler');
  });

  it.each<[object, string]>([
    [{ startAt: "Chrage" }, '"startAt" names no state of "orders": "Chrage". Did you mean "Charge"?'],
    [{ startAt: 5 }, '"startAt" takes the name of a state, not 5.'],
    [{ variables: [] }, '"variables" takes an object, not [].'],
    [{ program: "parts.asl.yaml", startAt: "Take" }, '"startAt": "Take" is within "Each"'],
  ])("refuses %j", async (launch, message) => {
    await initialize();
    const { program = "orders.asl.json" } = launch as { readonly program?: string };
    const fields = { input: {}, mocks: charged, ...launch, program: file(program) };
    await expect(client.request("launch", fields)).rejects.toThrow(message);
  });
});
