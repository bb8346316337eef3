import { expect } from "vitest";
import { openWindow, uiTest } from "../kit/window.ts";
import { goTo, openFile } from "../kit/workbench.ts";

uiTest("Toggling a comment in YAML writes #, in JSON //", async () => {
  const window = await openWindow({ files: { "a.asl.yaml": "StartAt: A\n", "a.asl.json": '"StartAt": "A"\n' } });
  for (const [file, toggled] of [
    ["a.asl.yaml", "# StartAt: A"],
    ["a.asl.json", '// "StartAt": "A"'],
  ] as const) {
    await openFile(window, file);
    await goTo(window, 1);
    await window.page.keyboard.press("Control+/");
    const line = window.page.locator(".view-line").first();
    await expect.poll(async () => (await line.textContent())?.replaceAll("\u00a0", " ")).toBe(toggled);
  }
});
