import { join } from "node:path";
import { expect } from "vitest";
import { exampleFiles, lineOf } from "../kit/example.ts";
import { openWindow, uiTest } from "../kit/window.ts";
import {
  choose,
  clickGutter,
  debug,
  diagramState,
  expandDebugRow,
  goTo,
  startByKey,
  stoppedAt,
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
  await clickGutter(window, line);
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
