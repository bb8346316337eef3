import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import { goTo, runCommand, webview } from "../kit/workbench.ts";

const examples = join(import.meta.dirname, "../../../examples");
const text = readFileSync(join(examples, "order-process/order-process.asl.json"), "utf8");

const open = sharedWindow({ files: { "order-process.asl.json": text }, file: "order-process.asl.json" });

uiTest("The diagram shows all states, and its selection follows the cursor", async () => {
  const window = open();
  await runCommand(window, "Statecraft: Open diagram to the side");
  const states = webview(window).locator("[data-state]");
  await expect.poll(() => states.count()).toBe(Object.keys(JSON.parse(text).States).length);
  for (const name of ["ChargeCard", "OrderFailed", "PriceOrder"]) {
    await goTo(window, lineOf(`"${name}": {`) + 1, 5);
    await expect.poll(() => selected(window)).toBe(`/States/${name}`);
  }
  await picture(window.page, "diagram");
});

uiTest("A click on a state goes to its source", async () => {
  const window = open();
  await runCommand(window, "Statecraft: Open diagram to the side");
  await webview(window).locator('[data-state="/States/SaveOrder"]').click();
  const cursor = window.page.locator('[id="status.editor.selection"]');
  await expect.poll(() => cursor.textContent()).toContain(`Ln ${lineOf('"SaveOrder": {')}`);
});

/** The line of the first place that holds this, counted from 1. */
const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;

const selected = (window: Window): Promise<string | null> =>
  webview(window).locator("[data-state].selected").getAttribute("data-state");
