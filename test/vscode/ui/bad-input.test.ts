import { expect } from "vitest";
import { picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import { openFile, runCommand, startByKey, webview } from "../kit/workbench.ts";

const depth = 5000;
const states = Array.from(
  { length: 20_000 },
  (_, index) => `"State${index}": {"Type": "Pass", "Next": "State${index + 1}"}`,
);

const files = {
  "empty.asl.json": "",
  "letter.asl.json": "Dear reader,\nthis is a letter.",
  "open.asl.json": '{"StartAt"',
  "deep.asl.json": `${'{"States": '.repeat(depth)}1${"}".repeat(depth)}`,
  "large.asl.json": `{"StartAt": "State0", "Comment": "${"x".repeat(4_000_000)}", "States": {\n${states.join(",\n")}}}`,
  "fine.asl.json": '{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}',
  "charge.asl.json":
    '{"StartAt": "Charge", "States": {"Charge": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "End": true}}}',
  "charge.cjs": 'exports.handler = async () => { throw new Error("The card has expired."); };',
  "statecraft.json": '{"tasks": [{"kind": "node", "handler": "charge.handler"}]}',
};

const open = sharedWindow({ files });

uiTest("The diagram says what is wrong with a file that can't be drawn, and the next one is drawn", async () => {
  const window = open();
  for (const [name, message] of [
    ["empty.asl.json", "No state machine to draw yet: write StartAt and States."],
    ["letter.asl.json", "No state machine to draw yet: write StartAt and States."],
    ["open.asl.json", "Line 1: "],
    ["deep.asl.json", "nested more than 1,000 levels deep"],
    ["large.asl.json", "20,000 states are too many to draw."],
  ] as const) {
    await openDiagram(window, name);
    await expect.poll(() => said(window)).toContain(message);
    await picture(window.page, `Bad input ${name}`);
  }
  await openDiagram(window, "fine.asl.json");
  await webview(window).locator('[data-state="/States/Done"]').waitFor();
});

uiTest("A run of what is no state machine says so", async () => {
  const window = open();
  await openFile(window, "letter.asl.json");
  await startByKey(window, "F5");
  await window.page.keyboard.press("Enter");
  const dialog = window.page.locator(".monaco-dialog-box");
  await expect.poll(() => dialog.textContent()).toContain("is no state machine.");
  await picture(window.page, "Run of a letter");
  await window.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

uiTest("A handler that throws shows its message in the console and in the diagram", async () => {
  const window = open();
  await openFile(window, "charge.asl.json");
  await startByKey(window, "Control+F5");
  await window.page.keyboard.press("Enter");
  await webview(window).locator('[data-state="/States/Charge"].status-failed').click();
  await expect.poll(() => webview(window).locator(".details").textContent()).toContain("The card has expired.");
  await runCommand(window, "Debug Console: Focus on Debug Console View");
  const console = window.page.locator(".repl");
  await expect.poll(() => console.textContent()).toContain("Error: The card has expired.");
  await picture(window.page, "A handler that throws");
});

async function openDiagram(window: Window, name: string): Promise<void> {
  await runCommand(window, "View: Close All Editors");
  await openFile(window, name);
  await runCommand(window, "Statecraft: Open diagram to the side");
}

/** What the diagram says instead of, or over, its picture. */
async function said(window: Window): Promise<string> {
  const shown = await webview(window).locator(".banner:not([hidden]), .empty:not([hidden])").allTextContents();
  return shown.join("\n");
}
