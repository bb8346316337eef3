import { expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import { choose, diagramState, goTo, offered, openFile, runCommand, startByKey } from "../kit/workbench.ts";

const json = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Pass",
      "Output": {
        "total": "{% $sum($states.input.lines.price) %}",
        "wrong": "{% $states.input.id + 1 %}"
      },
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Pass",
      "Output": "{% 'Pay ' & $states.input.total %}",
      "End": true
    }
  }
}
`;

const yaml = `StartAt: Price
States:
  Price:
    Type: Pass
    Parameters:
      id.$: $.id
      text.$: States.Format('Order {}', $.id)
    End: true
`;

const input = '{"id": "A-1", "lines": [{"price": 20}, {"price": 22}]}';

/** Its expressions can't be met by the input alone. */
const run = json.replace(/,\n {8}"wrong".*/, "");

const open = sharedWindow({
  files: { "orders.asl.json": json, "run.asl.json": run, "orders.asl.yaml": yaml, "small.input.json": input },
  file: "orders.asl.json",
});

uiTest("An expression shows its value for a sample input, until Esc", async () => {
  const window = open();
  await goTo(window, lineOf(json, '"total"'), 25);
  await evaluateByKey(window);
  const labels = await offered(window, "Data for expressions");
  expect(labels.map((label) => label.trim())).toEqual(["Data typed in", "small.input.json", "Sample", "Empty"]);
  await picture(window.page, "Data for expressions");
  await choose(window, "small.input.json", "Data for expressions");
  await expect.poll(() => beside(window)).toContain("= 42");
  await picture(window.page, "Evaluated");
  await window.page.keyboard.press("Escape");
  await expect.poll(() => beside(window)).toEqual([]);
  await goTo(window, lineOf(json, '"wrong"'), 25);
  await evaluateByKey(window);
  await expect.poll(async () => (await beside(window)).join()).toContain('The left side of the "+" operator');
  await picture(window.page, "Evaluation error");
  await window.page.keyboard.type("x");
  await expect.poll(() => beside(window)).toEqual([]);
});

uiTest("A state in the middle is evaluated with what it had in the last run", async () => {
  const window = open();
  await openFile(window, "run.asl.json");
  await startByKey(window, "Control+F5");
  await choose(window, "small.input.json", "Input");
  await expect.poll(() => diagramState(window, ".status-succeeded")).toContain("/States/Tell");
  await goTo(window, lineOf(run, "'Pay '"), 25);
  await evaluateByKey(window);
  await choose(window, "Last run", "Data for expressions");
  await expect.poll(() => beside(window)).toContain('= "Pay 42"');
  await window.page.keyboard.press("Control+K");
  await window.page.keyboard.press("Control+I");
  const hover = window.page.locator(".monaco-hover", { hasText: "the last run" });
  await hover.first().waitFor();
  await picture(window.page, "Value in a hover");
});

uiTest("In YAML the value follows data that are typed in", async () => {
  const window = open();
  await openFile(window, "orders.asl.yaml");
  const { page } = window;
  await goTo(window, lineOf(yaml, "States.Format"), 20);
  await runCommand(window, "Statecraft: Evaluate expression");
  await choose(window, "Data typed in", "Data for expressions");
  await page.locator(".tab.active", { hasText: "Price.data.json" }).waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText('{"input": {"id": "B-7"}}');
  await expect.poll(() => beside(window)).toContain('= "Order B-7"');
  await picture(page, "Data typed in");
});

/** A window that has just opened doesn't know our keys yet. */
async function evaluateByKey({ page }: Window): Promise<void> {
  const picker = page.locator(".quick-input-widget .quick-input-titlebar");
  for (let attempts = 0; attempts < 10; attempts++) {
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+E");
    for (let waits = 0; waits < 20; waits++) {
      if ((await picker.isVisible()) || (await beside({ page, folder: "" })).length > 0) return;
      await page.waitForTimeout(100);
    }
  }
  throw new Error("The key evaluates nothing.");
}

/** What stands beside the lines of the editors. */
async function beside({ page }: Window): Promise<readonly string[]> {
  const texts = await page.locator(".view-line span").evaluateAll((spans) =>
    // A span that the editor has just dropped has no content at all.
    spans.map((span) => getComputedStyle(span, "::after").content).filter((content) => content.startsWith('"')),
  );
  return texts.map((text) => JSON.parse(text).replaceAll("\u00a0", " ").trim());
}
