import { expect } from "vitest";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import { choose, chooseInMenu, diagramState, languageReady, runCommand, webview } from "../kit/workbench.ts";

const CHAIN = JSON.stringify(
  {
    StartAt: "A",
    States: {
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Pass", Result: { done: true }, Next: "C" },
      C: { Type: "Succeed" },
    },
  },
  null,
  2,
);

uiTest(
  "From its menu a state is run by itself, and the machine from there on; F5 in the diagram debugs it all",
  async () => {
    const window = await openWindow({ files: { "chain.asl.json": CHAIN }, file: "chain.asl.json" });
    await languageReady(window);
    await runCommand(window, "Statecraft: Open diagram to the side");
    await webview(window).locator('[data-state="/States/B"]').waitFor();
    await fromMenu(window, "Run this state");
    await acceptInput(window);
    await expect.poll(() => diagramState(window, ".visited")).toEqual(["/States/B"]);
    await picture(window.page, "diagram one state");
    await fromMenu(window, "Run from here");
    await acceptInput(window);
    await expect.poll(() => diagramState(window, ".visited")).toEqual(["/States/B", "/States/C"]);
    await pressInDiagram(window, "Control+F5");
    await acceptInput(window);
    await expect.poll(() => diagramState(window, ".visited")).toEqual(["/States/A", "/States/B", "/States/C"]);
  },
);

/** Presses a key that leads to a picker. A session that has just ended may take the focus away: then once more. */
async function pressInDiagram(window: Window, key: string): Promise<void> {
  const title = window.page.locator(".quick-input-widget .quick-input-titlebar", { hasText: "Input of" });
  for (let attempts = 0; attempts < 4; attempts++) {
    await webview(window).locator(".surface").focus();
    await window.page.keyboard.press(key);
    for (let waits = 0; waits < 25; waits++) {
      if (await title.isVisible()) return;
      await window.page.waitForTimeout(200);
    }
    await window.page.keyboard.press("Escape");
  }
}

async function fromMenu(window: Window, item: string): Promise<void> {
  await webview(window).locator('[data-state="/States/B"] > .name').click({ button: "right" });
  await chooseInMenu(window, item);
}

const acceptInput = (window: Window): Promise<void> => choose(window, "Empty", "Input of");
