import { describe, expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import { choose, clickGutter, debug, debugRows, goTo, runCommand, startByKey, stoppedAt } from "../kit/workbench.ts";

const long = `"${"a long text ".repeat(30)}"`;

const json = `{
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Pass",
      "Parameters": { "total.$": "$.amount", "note": ${long} },
      "ResultPath": "$.price",
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
    Parameters: {total.$: $.amount, note: ${long}}
    ResultPath: $.price
    Next: Done
  Done:
    Type: Succeed
`;

describe.each([
  ["JSON", "long.asl.json", json, '"Price": {', '"Parameters"'],
  ["YAML", "long.asl.yaml", yaml, "  Price:", "Parameters:"],
])("Long lines in %s", (notation, file, text, state, field) => {
  uiTest("don't move the text sideways while it is stepped through", async () => {
    const window = await openWindow({ files: { [file]: text, "one.input.json": '{"amount":7}' }, file });
    const line = lineOf(text, state);
    await goTo(window, line, 6);
    await clickGutter(window, line);
    await startByKey(window, "F5");
    await choose(window, "one.input", "Input");
    await stoppedAt(window);
    await runCommand(window, "View: Show Run and Debug");
    const top = async () => (await debugRows(window, "Call Stack"))[0];
    await debug(window, "Step Into");
    await expect.poll(top).toContain(`Parameters, line ${lineOf(text, field)}`);
    await debug(window, "Step Into");
    await expect.poll(top).toContain("ResultPath, line");
    await debug(window, "Step Back");
    await expect.poll(top).toContain(`Parameters, line ${lineOf(text, field)}`);
    const lines = window.page.locator(".editor-group-container .lines-content").first();
    const left = () => lines.evaluate((element) => Number.parseFloat((element as HTMLElement).style.left || "0"));
    await window.page.waitForTimeout(500);
    await picture(window.page, `Long lines in ${notation}`);
    expect(await left()).toBe(0);
    expect(await window.page.locator(".selected-text").count()).toBe(0);
  });
});
