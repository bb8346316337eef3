import { join } from "node:path";
import { expect } from "vitest";
import { exampleFiles, lineOf } from "../kit/example.ts";
import { openWindow, uiTest } from "../kit/window.ts";
import {
  choose,
  debug,
  diagramState,
  expandDebugRow,
  goTo,
  problems,
  runCommand,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
} from "../kit/workbench.ts";

const images = join(import.meta.dirname, "../../../docs/images");

const settings = {
  "breadcrumbs.enabled": false,
  "debug.internalConsoleOptions": "neverOpen",
  "editor.fontSize": 13,
  "editor.minimap.enabled": false,
  "editor.scrollbar.horizontal": "hidden",
  "files.exclude": { ".vscode": true },
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.colorTheme": "Default Dark Modern",
};

uiTest("debugging an example, with the diagram beside its text", async () => {
  const files = exampleFiles("order-process");
  const text = files["order-process.asl.json"] ?? "";
  const window = await openWindow({
    files: { ...files, ".vscode/settings.json": JSON.stringify(settings) },
    file: "order-process.asl.json",
    size: { width: 1440, height: 860, scale: 2 },
  });
  const line = lineOf(text, '"ReleaseStock": {');
  await goTo(window, line, 5);
  await toggleBreakpoint(window, line);
  await startByKey(window, "F5");
  await choose(window, "small-order", "Input");
  await choose(window, "PaymentFails", "Test case");
  await stoppedAt(window);
  await debug(window, "Step Into");
  await expandDebugRow(window, "Variables", "State input");
  await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/ReleaseStock"]);
  await window.page.waitForTimeout(1500);
  await window.page.screenshot({ path: join(images, "debugging.png") });
});

const writing = `Comment: What a basket costs, and who has to look at it.
QueryLanguage: JSONata
StartAt: Total
States:
  Total:
    Type: Pass
    Assign:
      total: "{% $summ($states.input.lines.(price * quantity)) %}"
    Next: Large?
  Large?:
    Type: Choice
    Choices:
      - Condition: "{% $total > 500 and $not($states.input.) %}"
        Next: Approve
    Default: Charge
  Approve:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Arguments:
      QueueUrl: https://sqs.eu-west-1.amazonaws.com/111111111111/approvals
      MessageBody: { total: "{% $totl %}", token: "{% $states.context.Task.Token %}" }
    HeartbeatSeconds: 86400
    Next: Charge
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: charge, Payload: "{% $states.input.card %}" }
    End: true
`;

const basket = { customer: "C-17", isTrusted: true, lines: [{ price: 12.5, quantity: 3 }], card: { id: "tok_1" } };

uiTest("writing a machine: findings, and members that a sample input has", async () => {
  const window = await openWindow({
    files: {
      "basket.asl.yaml": writing,
      "basket.input.json": JSON.stringify(basket),
      ".vscode/settings.json": JSON.stringify(settings),
    },
    file: "basket.asl.yaml",
    size: { width: 1440, height: 860, scale: 2 },
  });
  const { page } = window;
  await page.keyboard.press("Control+B");
  await runCommand(window, "Statecraft: Open diagram to the side");
  await expect.poll(() => diagramState(window, "")).toContain("/States/Approve");
  await expect.poll(() => problems(window)).toContainEqual(expect.stringContaining("$summ"));
  const line = lineOf(writing, "$not($states.input.)");
  await goTo(window, line, (writing.split("\n")[line - 1] ?? "").indexOf("input.)") + 1 + "input.".length);
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+Space");
      return page.locator(".suggest-widget.visible .monaco-list-row").count();
    })
    .toBeGreaterThan(2);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(images, "writing.png") });
});
