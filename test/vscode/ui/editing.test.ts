import { expect } from "vitest";
import { openWindow, uiTest } from "../kit/window.ts";
import { goTo } from "../kit/workbench.ts";

uiTest("Toggling a comment in YAML writes #, in JSON //", async () => {
  for (const [file, text, toggled] of [
    ["a.asl.yaml", "StartAt: A\n", "# StartAt: A"],
    ["a.asl.json", '"StartAt": "A"\n', '// "StartAt": "A"'],
  ] as const) {
    const window = await openWindow({ files: { [file]: text }, file });
    await goTo(window, 1);
    await window.page.keyboard.press("Control+/");
    const line = window.page.locator(".view-line").first();
    await expect.poll(async () => (await line.textContent())?.replaceAll("\u00a0", " ")).toBe(toggled);
  }
});
