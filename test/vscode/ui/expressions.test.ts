import { expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import { goTo } from "../kit/workbench.ts";

const json = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "charge", "Payload": "{% $states.input %}" },
      "Output": "{%  %}",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% 1 %}", "Next": "Charge" }],
      "End": true
    }
  }
}
`;

const yaml = `QueryLanguage: JSONata
StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments:
      FunctionName: charge
    Output: "{%  %}"
    Catch:
      - ErrorEquals: [States.ALL]
        Output: "{% 1 %}"
        Next: Charge
    End: true
`;

for (const [file, text] of [
  ["charge.asl.json", json],
  ["charge.asl.yaml", yaml],
] as const) {
  uiTest(`Completion offers what $states holds at the place, in ${file}`, async () => {
    const window = await openWindow({ files: { [file]: text }, file });
    await goTo(window, lineOf(text, "{%  %}"), columnOf(text, "{%  %}") + 3);
    await window.page.keyboard.type("$states.");
    await expectOffered(window, ["input", "result", "context"]);
    await picture(window.page, `Members of $states in ${file}`);
    await window.page.keyboard.type("con");
    await window.page.keyboard.press("Enter");
    await window.page.keyboard.type(".Exec");
    await expectOffered(window, ["Execution"]);
    await window.page.keyboard.press("Escape");
    await goTo(window, lineOf(text, "{% 1 %}"), columnOf(text, "{% 1 %}") + 3);
    await window.page.keyboard.press("Delete");
    await window.page.keyboard.type("$states.");
    await expectOffered(window, ["input", "errorOutput", "context"]);
  });
}

uiTest("A call shows the function's signature, and which argument is next", async () => {
  const window = await openWindow({ files: { "charge.asl.json": json }, file: "charge.asl.json" });
  await goTo(window, lineOf(json, "{%  %}"), columnOf(json, "{%  %}") + 3);
  await window.page.keyboard.type("$substring(1, ");
  const help = window.page.locator(".parameter-hints-widget");
  await expect.poll(() => help.textContent()).toContain("$substring(text?, start, length?)");
  await expect.poll(() => help.locator(".parameter.active").first().textContent()).toBe("start");
  await picture(window.page, "Signature");
});

/** The column of the first place that holds something, counted from 1. */
function columnOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at - text.lastIndexOf("\n", at);
}

/** The completions that are offered; they are asked for where a window that has just opened didn't by itself. */
async function expectOffered({ page }: Window, labels: readonly string[]): Promise<void> {
  const widget = page.locator(".suggest-widget.visible");
  const shown = (): Promise<readonly string[]> => widget.locator(".monaco-list-row .label-name").allTextContents();
  for (let waits = 1; waits < 60 && (await shown()).join() !== labels.join(); waits++) {
    await page.waitForTimeout(200);
    if (waits % 10 === 0 && !(await widget.isVisible())) await page.keyboard.press("Control+Space");
  }
  expect(await shown()).toEqual(labels);
}
