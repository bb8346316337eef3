import { describe, expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import {
  choose,
  debug,
  debugRows,
  goTo,
  runCommand,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
  typeIntoBreakpoint,
} from "../kit/workbench.ts";

const long = `"${"a long text ".repeat(30)}"`;

const json = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "price", "Payload": "{% $states.input.amount %}", "note": ${long} },
      "Output": "{% $states.result.Payload %}",
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
`;

const yaml = `StartAt: Price
States:
  Price:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: {FunctionName: price, Payload.$: $.amount, note: ${long}}
    OutputPath: $.Payload
    Next: Done
  Done:
    Type: Succeed
`;

const project = JSON.stringify({ tasks: [{ function: "price", kind: "mock", result: { Payload: { total: 42 } } }] });

describe.each([
  ["JSON", "long.asl.json", json, '"Price": {', "Arguments", "Output", "$states.input.amount"],
  ["YAML", "long.asl.yaml", yaml, "  Price:", "Parameters", "OutputPath", "$.amount"],
])("A task with a long line in %s", (notation, file, text, state, field, output, amount) => {
  uiTest(
    "is stepped through where the text stands; a faulty condition stops and says why; the console evaluates",
    { timeout: 150_000 },
    async () => {
      const files = { [file]: text, "statecraft.json": project, "one.input.json": '{"amount":7}' };
      const window = await openWindow({ files, file });
      const { page } = window;
      await goTo(window, lineOf(text, `${output}`), 8);
      await runCommand(window, "Debug: Add Conditional Breakpoint...");
      await typeIntoBreakpoint(window, `${amount} >`);
      const line = lineOf(text, state);
      await toggleBreakpoint(window, line);
      await startByKey(window, "F5");
      await choose(window, "one.input", "Input");
      await stoppedAt(window);
      await runCommand(window, "View: Show Run and Debug");
      const top = async () => (await debugRows(window, "Call Stack"))[0];
      await debug(window, "Step Into");
      await expect.poll(top).toContain(`${field}, line ${lineOf(text, field)}`);
      await debug(window, "Step Into");
      await expect.poll(top).toContain("Call, line");
      await debug(window, "Step Back");
      await expect.poll(top).toContain(`${field}, line ${lineOf(text, field)}`);
      const lines = page.locator(".editor-group-container .lines-content").first();
      await page.waitForTimeout(500);
      await picture(page, `Long lines in ${notation}`);
      expect(await lines.evaluate((it) => Number.parseFloat((it as HTMLElement).style.left || "0"))).toBe(0);
      expect(await page.locator(".selected-text").count()).toBe(0);
      await debug(window, "Continue");
      await expect.poll(top).toContain(`${output}, line ${lineOf(text, output)}`);
      const console = page.locator(".repl [role=tree]");
      await expect.poll(() => console.textContent()).toContain(`The condition "${amount} >" can't be evaluated`);
      await runCommand(window, "Debug Console: Focus on Debug Console View");
      await page.keyboard.insertText(notation === "JSON" ? "$states.input.amount * 6" : "$.Payload.total");
      await page.keyboard.press("Enter");
      await picture(page, `A faulty condition in ${notation}`);
      await expect.poll(() => console.textContent()).toContain("42");
    },
  );
});
