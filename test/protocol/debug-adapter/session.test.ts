import { describe, expect, it } from "vitest";
import {
  charge,
  charged,
  client,
  debugSessions,
  declined,
  ended,
  evaluate,
  file,
  go,
  initialize,
  scopeText,
  stackText,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

describe("the debug adapter over pipes", () => {
  it("advertises only what it answers", async () => {
    const capabilities = await initialize();
    expect(capabilities).toMatchInlineSnapshot(`
      {
        "breakpointModes": [
          {
            "appliesTo": [
              "source",
            ],
            "description": "Stops each time, in each iteration.",
            "label": "Each time",
            "mode": "each",
          },
          {
            "appliesTo": [
              "source",
            ],
            "description": "Stops the first time, in whichever iteration.",
            "label": "Once",
            "mode": "once",
          },
          {
            "appliesTo": [
              "source",
            ],
            "description": "Stops only where the state is tried again after an error.",
            "label": "When tried again",
            "mode": "again",
          },
        ],
        "completionTriggerCharacters": [
          ".",
          "$",
          "[",
          """,
          "/",
        ],
        "exceptionBreakpointFilters": [
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*, or a condition on $error",
            "default": true,
            "description": "Stops where an error ends the execution.",
            "filter": "uncaught",
            "label": "Uncaught errors",
            "supportsCondition": true,
          },
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*, or a condition on $error",
            "description": "Stops at errors that a catcher will take.",
            "filter": "caught",
            "label": "Caught errors",
            "supportsCondition": true,
          },
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*, or a condition on $error",
            "description": "Stops at errors after which a retrier will try again.",
            "filter": "retried",
            "label": "Retried errors",
            "supportsCondition": true,
          },
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*, or a condition on $error",
            "description": "Stops where a state fails because that is what it is for.",
            "filter": "fail",
            "label": "Fail states",
            "supportsCondition": true,
          },
          {
            "conditionDescription": "Names of errors, such as States.Timeout, Lambda.*, or a condition on $error",
            "description": "Stops at every error, whatever becomes of it.",
            "filter": "all",
            "label": "All errors",
            "supportsCondition": true,
          },
        ],
        "supportsBreakpointLocationsRequest": true,
        "supportsCancelRequest": true,
        "supportsClipboardContext": true,
        "supportsCompletionsRequest": true,
        "supportsConditionalBreakpoints": true,
        "supportsConfigurationDoneRequest": true,
        "supportsDataBreakpoints": true,
        "supportsDelayedStackTraceLoading": true,
        "supportsEvaluateForHovers": true,
        "supportsExceptionFilterOptions": true,
        "supportsExceptionInfoRequest": true,
        "supportsFunctionBreakpoints": true,
        "supportsGotoTargetsRequest": true,
        "supportsHitConditionalBreakpoints": true,
        "supportsLoadedSourcesRequest": true,
        "supportsLogPoints": true,
        "supportsRestartFrame": true,
        "supportsRestartRequest": true,
        "supportsSetExpression": true,
        "supportsSetVariable": true,
        "supportsSingleThreadExecutionRequests": true,
        "supportsStepBack": true,
        "supportsStepInTargetsRequest": true,
        "supportsSteppingGranularity": true,
        "supportsTerminateRequest": true,
        "supportsTerminateThreadsRequest": true,
      }
    `);
  });

  it("stops at a breakpoint, shows values, steps, and ends", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 11 }] });
    expect(await stopped()).toEqual({
      reason: "breakpoint",
      description: "Paused at Charge",
      threadId: 1,
      allThreadsStopped: true,
      hitBreakpointIds: [1],
    });
    expect(await client.request("threads")).toEqual({ threads: [{ id: 1, name: "main" }] });
    expect(await stackText()).toBe("Charge:10 orders:2");
    expect(await scopeText("State input")).toBe('amount=5 price={"total": 5}');
    expect(await evaluate("$.price.total")).toBe("5");
    await go("stepIn");
    expect((await stopped()).description).toBe("Paused at Parameters of Charge");
    await go("next");
    expect((await stopped()).description).toBe("Paused at Call of Charge");
    expect(await scopeText("Parameters")).toBe('FunctionName="charge" Payload={"total": 5}');
    await go("next");
    expect((await stopped()).description).toBe("Paused at ResultSelector of Charge");
    await go("stepOut");
    expect((await stopped()).description).toBe("Paused at Next of Charge");
    expect(await scopeText("Output")).toBe('amount=5 price={"total": 5} payment={"id": "p1"}');
    await go("next");
    expect((await stopped()).description).toBe("Paused at Done");
    await go("continue");
    expect(await ended()).toBe(0);
    expect(client.output("console")).toMatch(
      /^"orders" starts: seed 1, .* input \{"amount": 5\}\nSucceeded after 11 events\. Output:\n/s,
    );
  });

  it("runs without stopping", async () => {
    await start({ launch: { mocks: declined, noDebug: true, stopOnEntry: true }, breakpoints: [{ line: 11 }] });
    expect(await ended()).toBe(1);
    expect(client.output("stderr")).toBe("Failed after 10 events. Refused: No money\n");
    expect(client.order).not.toContain("<stopped>");
  });

  it("tells what becomes of an error", async () => {
    const answers = charge({ Throw: { Error: "Busy" } }, { Throw: { Error: "Declined", Cause: "Expired" } });
    await start({ launch: { mocks: answers }, filters: ["uncaught", "caught", "retried"] });
    expect(await stopped()).toMatchObject({
      reason: "exception",
      text: "Busy. Retry[0] tries again in 3 s (1 of 3).",
    });
    await go("continue");
    expect(await stopped()).toMatchObject({
      reason: "exception",
      description: "Paused on Declined",
      text: 'Declined: Expired. Catch[0] goes to "Refuse".',
    });
    expect(await scopeText("Error")).toBe('Error="Declined" Cause="Expired"');
    await go("continue");
    expect((await stopped()).text).toBe("Refused: No money. Nothing handles it: the execution fails.");
    expect(await client.request("exceptionInfo", { threadId: 1 })).toEqual({
      exceptionId: "Refused",
      description: "No money\n\nNothing handles it: the execution fails.",
      breakMode: "unhandled",
      details: { message: "No money", typeName: "Refused" },
    });
    await go("continue");
    expect(await ended()).toBe(1);
  });

  it("stops only at errors of the names that are asked for", async () => {
    await initialize();
    const filterOptions = [
      { filterId: "caught", condition: "Busy, Decl*" },
      { filterId: "uncaught", condition: "States.*" },
    ];
    await client.request("setExceptionBreakpoints", { filters: [], filterOptions });
    await client.request("launch", { program: file("orders.asl.json"), mocks: declined, input: { amount: 1 } });
    await client.request("configurationDone");
    expect((await stopped()).description).toBe("Paused on Declined");
    await go("continue");
    expect(await ended()).toBe(1);
  });
});
