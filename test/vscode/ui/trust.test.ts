import { afterAll, beforeAll, expect, inject } from "vitest";
import { startServer } from "../../../scripts/vscode.mjs";
import { exampleFiles } from "../kit/example.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import { runCommand, webview } from "../kit/workbench.ts";

let server: Awaited<ReturnType<typeof startServer>> | undefined;

beforeAll(async () => {
  if (inject("vscodePort") !== undefined) server = await startServer({ trust: false });
});
afterAll(() => server?.stop());

uiTest("An untrusted folder is drawn; before anything runs, VS Code asks for trust, and no means no", async () => {
  const files = exampleFiles("order-process");
  const window = await openWindow({ files, file: "order-process.asl.json", server: server?.port ?? "" });
  await runCommand(window, "Statecraft: Open diagram to the side");
  await webview(window).locator('[data-state="/States/PriceOrder"]').waitFor();
  await runCommand(window, "Statecraft: Run state machine");
  const question = window.page.locator(".monaco-dialog-box", { hasText: "Do you trust" });
  await question.waitFor();
  await picture(window.page, "Untrusted folder");
  await question.locator(".monaco-button", { hasText: "Cancel" }).click();
  await question.waitFor({ state: "hidden" });
  await window.page.waitForTimeout(500);
  expect(await window.page.locator(".quick-input-widget").isVisible()).toBe(false);
  expect(await webview(window).locator("[class*=status-]").count()).toBe(0);
});
