import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import { charge, client, debugSessions, ended, evaluate, file, go, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

const paths = `StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: charge
    Retry:
      - ErrorEquals: [Busy]
        IntervalSeconds: 1
        MaxAttempts: 2
    Catch:
      - ErrorEquals: [Declined]
        ResultPath: $.failure
        Next: Refused
    Next: Refused
  Refused:
    Type: Succeed
`;

const jsonata = paths
  .replace("StartAt:", "QueryLanguage: JSONata\nStartAt:")
  .replace("Parameters:", "Arguments:")
  .replace("ResultPath: $.failure", 'Output: "{% $states.errorOutput %}"');

const toJson = (text: string): string => twinOf({ text, marks: [] }, notations.yaml, notations.json).text;

/** The line that holds a text. */
const lineOf = (text: string, part: string): number => text.split("\n").findIndex((line) => line.includes(part)) + 1;

const thrown = (error: string, cause: string): object => ({ Throw: { Error: error, Cause: cause } });
const mocks = charge(thrown("Busy", "one"), thrown("Busy", "two"), thrown("Declined", "no money"));
const named = (name: string): object => ({
  ...mocks,
  StateMachines: { [name]: { TestCases: { All: { Charge: "Charged" } } } },
});

const versions = [
  ["JSONPath in YAML", "paths.asl.yaml", paths, "=="],
  ["JSONPath in JSON", "paths.asl.json", toJson(paths), "=="],
  ["JSONata in YAML", "jsonata.asl.yaml", jsonata, "="],
  ["JSONata in JSON", "jsonata.asl.json", toJson(jsonata), "="],
] as const;

interface Started {
  readonly breakpoints?: readonly DebugProtocol.SourceBreakpoint[];
  readonly filterOptions?: readonly DebugProtocol.ExceptionFilterOptions[];
}

describe.each(versions)("conditions on errors, %s", (_, name, text, equals) => {
  const begin = async ({ breakpoints = [], filterOptions = [] }: Started): Promise<void> => {
    await writeFile(file(name), text);
    const launch = { mocks: named(name.replace(/\..*/, "")), testCase: "All", stopOnEntry: true };
    await start({ program: name, launch, breakpoints, filters: [] });
    await stopped();
    await client.request("setExceptionBreakpoints", { filters: [], filterOptions });
    await go("continue");
  };
  const retry = lineOf(text, "Busy");
  const catcher = lineOf(text, "Declined");

  it("name the error where it is retried and where it is caught", async () => {
    const breakpoints = [
      { line: retry, condition: `$states.errorOutput.Cause ${equals} 'two'` },
      { line: catcher, condition: `$states.errorOutput.Error ${equals} 'Declined'` },
    ];
    await begin({ breakpoints });
    expect((await stopped()).description).toBe("Paused at Retry[0] of Charge (attempt 2)");
    expect(await evaluate("$states.errorOutput.Cause")).toBe('"two"');
    await go("continue");
    expect((await stopped()).description).toBe("Paused at Catch[0] of Charge (attempt 3)");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("say what an error was in messages, and count", async () => {
    const logMessage = "{$states.errorOutput.Error}: {$states.errorOutput.Cause}";
    await begin({
      breakpoints: [
        { line: retry, logMessage },
        { line: retry, column: 30, hitCondition: "2" },
      ],
    });
    await stopped();
    expect(client.output("console")).toContain("Busy: one\n");
    expect(client.output("console")).toContain("Busy: two\n");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("choose among errors that stop", async () => {
    const condition = `$error.Cause ${equals} 'two'`;
    await begin({
      filterOptions: [
        { filterId: "retried", condition },
        { filterId: "caught", condition: "Other" },
      ],
    });
    const { reason, text: why } = await stopped();
    expect([reason, why]).toEqual(["exception", expect.stringContaining("Busy: two. Retry[0] tries again")]);
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("that can't be evaluated stop, and say why in the console too", async () => {
    await begin({
      breakpoints: [{ line: retry, condition: "$states.errorOutput.Cause +" }],
      filterOptions: [{ filterId: "caught", condition: "$error.Cause +" }],
    });
    expect((await stopped()).text).toContain('The condition "$states.errorOutput.Cause +" can\'t be evaluated: ');
    await go("continue");
    await stopped();
    await go("continue");
    expect(await stopped()).toMatchObject({ reason: "exception", text: expect.stringContaining('"$error.Cause +"') });
    expect(client.output("stderr")).toContain('The condition "$error.Cause +" can\'t be evaluated: ');
  });

  it("are told to be wrong where they are set", async () => {
    await writeFile(file(name), text);
    await client.request("initialize", { adapterID: "asl" });
    const line = retry;
    const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>("setBreakpoints", {
      source: { path: file(name) },
      breakpoints: [
        { line, condition: `$states.errorOutput.Cause ${equals}` },
        { line, logMessage: "Cause {$states.}" },
        { line, hitCondition: "often" },
        { line, condition: `$states.errorOutput.Cause ${equals} 'two'`, logMessage: "{$states}", hitCondition: ">=2" },
      ],
    });
    expect(breakpoints.map(({ verified, message = "" }) => [verified, message.slice(0, 24)])).toEqual([
      [true, 'The condition "$states.e'],
      [true, '"Cause {$states.}" can\'t'],
      [true, 'The hit count "often" ca'],
      [true, ""],
    ]);
  });
});

describe("modes of breakpoints", () => {
  const begin = async (mode: string): Promise<void> => {
    await writeFile(file("paths.asl.yaml"), paths);
    const breakpoints = [{ line: lineOf(paths, "Parameters"), mode }];
    await start({ program: "paths.asl.yaml", launch: { mocks: named("paths") }, breakpoints, filters: [] });
    await stopped();
  };

  it("stop each time, once, or where a state is tried again", async () => {
    await begin("each");
    await go("continue");
    expect((await stopped()).description).toBe("Paused at Parameters of Charge (attempt 2)");
  });

  it("stop once", async () => {
    await begin("once");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("stop where a state is tried again", async () => {
    await begin("again");
    expect(await evaluate("$$.State.RetryCount")).toBe("1");
    await go("continue");
    await stopped();
    await go("continue");
    expect(await ended()).toBe(0);
  });
});
