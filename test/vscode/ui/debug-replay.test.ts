import { describe, expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import { choose, debug, debugRows, runCommand, stoppedAt } from "../kit/workbench.ts";

const json = `{
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Pass",
      "Parameters": { "total.$": "$.amount" },
      "Next": "Charge"
    },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$" },
      "OutputPath": "$.Payload",
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
`;

const yaml = `StartAt: Price
States:
  Price:
    Type: Pass
    Parameters:
      total.$: $.amount
    Next: Charge
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: charge
      Payload.$: $
    OutputPath: $.Payload
    Next: Done
  Done:
    Type: Succeed
`;

/** What GetExecutionHistory prints: the price was another one then. */
const history = JSON.stringify(
  {
    events: [
      ["ExecutionStarted", 0, { executionStartedEventDetails: { input: '{"amount":7}' } }],
      ["PassStateEntered", 0, { stateEnteredEventDetails: { name: "Price", input: '{"amount":7}' } }],
      ["PassStateExited", 2, { stateExitedEventDetails: { name: "Price", output: '{"total":8}' } }],
      ["TaskStateEntered", 3, { stateEnteredEventDetails: { name: "Charge", input: '{"total":8}' } }],
      [
        "TaskScheduled",
        4,
        { taskScheduledEventDetails: { parameters: '{"FunctionName":"charge","Payload":{"total":8}}' } },
      ],
      ["TaskSucceeded", 5, { taskSucceededEventDetails: { output: '{"Payload":{"id":"p8"}}' } }],
      ["TaskStateExited", 6, { stateExitedEventDetails: { name: "Charge", output: '{"id":"p8"}' } }],
      ["SucceedStateEntered", 7, { stateEnteredEventDetails: { name: "Done", input: '{"id":"p8"}' } }],
      ["SucceedStateExited", 8, { stateExitedEventDetails: { name: "Done", output: '{"id":"p8"}' } }],
      ["ExecutionSucceeded", 9, { executionSucceededEventDetails: { output: '{"id":"p8"}' } }],
    ].map(([type, previousEventId, details], index) => ({
      ...{ timestamp: 1_780_000_000 + index, type, id: index + 1, previousEventId },
      ...(details as object),
    })),
  },
  undefined,
  2,
);

describe.each([
  ["JSON", "orders.asl.json", json, '"Charge": {', '"Price": {'],
  ["YAML", "orders.asl.yaml", yaml, "  Charge:", "  Price:"],
])("A history in a definition in %s", (notation, file, text, charge, price) => {
  uiTest("is pasted, stepped through forward and back, and compared", async () => {
    const window = await openWindow({ files: { [file]: text }, file });
    const { page } = window;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), history);
    await runCommand(window, "Statecraft: Replay execution history");
    await choose(window, "From the clipboard", "History to replay");
    await stoppedAt(window);
    // A session that stops where it begins leaves the view as it is.
    await runCommand(window, "View: Show Run and Debug");
    const top = async () => (await debugRows(window, "Call Stack"))[0];
    await expect.poll(top).toContain(`Price, line ${lineOf(text, price)}`);
    await debug(window, "Step Over");
    await expect.poll(top).toContain(`Charge, line ${lineOf(text, charge)}`);
    const console = page.locator(".repl .monaco-list");
    await expect.poll(() => console.textContent()).toContain("gives another output than the history tells");
    await picture(page, `Replay in ${notation}`);
    await debug(window, "Step Back");
    await expect.poll(top).toContain(`Price, line ${lineOf(text, price)}`);
    await debug(window, "Continue");
    await expect.poll(() => console.textContent()).toContain('"id": "p8"');
  });
});
