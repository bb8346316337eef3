import { expect } from "vitest";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import { choose, diagramState, goTo, problems, replaceRestOfLine, runCommand, webview } from "../kit/workbench.ts";

uiTest(
  "New state machine writes an example, which is drawn; the diagram says what is wrong with the text",
  async () => {
    const window = await openWindow({ files: {} });
    await runCommand(window, "Statecraft: New state machine");
    await choose(window, "Loan application", "New state machine");
    await choose(window, "Folder", "Loan application");
    await window.page.locator(".tab.active", { hasText: "loan-application.asl.json" }).waitFor();
    await runCommand(window, "Statecraft: Open diagram to the side");
    await expect.poll(() => diagramState(window, "")).toContain("/States/ReadApplication");
    const states = await diagramState(window, "");
    await goTo(window, 4, 1);
    await replaceRestOfLine(window, '  "StartAt": "Nowhere",');
    await expect.poll(() => problems(window)).toContainEqual(expect.stringContaining('"Nowhere"'));
    await picture(window.page, "A problem");
    await goTo(window, 4, 1);
    await replaceRestOfLine(window, '  "StartAt": "ReadApplication",');
    await expect.poll(() => diagramState(window, "")).toEqual(states);
    await goTo(window, 4, 1);
    await replaceRestOfLine(window, '  "StartAt": "ReadApplication');
    const banner = webview(window).locator(".banner");
    await expect.poll(() => banner.textContent()).toMatch(/^Line 4: /);
    await picture(window.page, "Broken text");
    expect(await diagramState(window, "")).toEqual(states);
    await goTo(window, 4, 1);
    await replaceRestOfLine(window, '  "StartAt": "ReadApplication",');
    await banner.waitFor({ state: "hidden" });
  },
);

uiTest("The walkthrough has a text or a picture for each step", async () => {
  const window = await openWindow({ files: {} });
  await runCommand(window, "Welcome: Open Walkthrough...");
  await choose(window, "Get started with Statecraft");
  const { page } = window;
  for (const [step, shown] of [
    ["Create a state machine", "svg"],
    ["Write it with help", "text=goes from a Next to its state"],
    ["See it", "svg"],
    ["Debug it", "text=a breakpoint."],
    ["Answer its tasks", "text=MockConfigFile.json"],
  ] as const) {
    await page.locator(".getting-started-step", { hasText: step }).click();
    await webview(window).locator(shown).first().waitFor();
    await picture(page, `Walkthrough ${step}`);
  }
});
