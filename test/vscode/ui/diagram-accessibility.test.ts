import { describe, expect } from "vitest";
import { bringAxe, hasAxe, violations } from "../../kit/axe.ts";
import { exampleFiles } from "../kit/example.ts";
import { sharedWindow, uiTest, type Window } from "../kit/window.ts";
import { choose, chooseTheme, diagramState, runCommand, startByKey, webview } from "../kit/workbench.ts";

const THEMES = ["Light Modern", "Dark High Contrast", "Light High Contrast", "Dark Modern"];

/** What axe finds in the panel, within VS Code's own frames and styles. */
async function findings(window: Window): Promise<readonly string[]> {
  const body = await webview(window).locator("body").elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error("The panel isn't there.");
  await bringAxe({ page: frame });
  return violations({ page: frame });
}

describe.skipIf(!hasAxe)("Nothing in the panel is out of reach in VS Code", () => {
  const open = sharedWindow({
    files: exampleFiles("order-process"),
    file: "order-process.asl.json",
    size: { width: 1700, height: 1000, scale: 1 },
  });
  const details = () => webview(open()).locator(".details");

  async function check(): Promise<void> {
    const found: { [theme: string]: readonly string[] } = {};
    for (const theme of THEMES) {
      await chooseTheme(open(), theme);
      found[theme] = await findings(open());
    }
    expect(found).toEqual(Object.fromEntries(THEMES.map((theme) => [theme, []])));
  }

  uiTest("in any theme, with the diagram alone", { timeout: 120_000 }, async () => {
    await runCommand(open(), "Statecraft: Open diagram to the side");
    await webview(open()).locator('[data-state="/States/PriceOrder"]').waitFor();
    await check();
  });

  uiTest("in any theme, with an execution and the pane open", { timeout: 120_000 }, async () => {
    await startByKey(open(), "Control+F5");
    await choose(open(), "small-order", "Input");
    await choose(open(), "PaymentFails", "Test case");
    await expect.poll(() => diagramState(open(), ".status-failed")).toEqual(["/States/OrderFailed"]);
    await webview(open()).locator('[data-state="/States/ChargeCard"]').click();
    await details().locator(".json .key").first().waitFor();
    await check();
    await details().getByRole("tab", { name: "Events" }).click();
    await details().locator(".event-row .step", { hasText: "ChargeCard" }).first().waitFor();
    await check();
  });

  uiTest("By keys alone from a state to its values, its events, and back", async () => {
    const { page } = open();
    await webview(open()).locator(".surface").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => diagramState(open(), ".selected")).toEqual(["/States/PriceOrder"]);
    await page.keyboard.press(" ");
    await details().waitFor({ state: "hidden" });
    await page.keyboard.press(" ");
    await details().waitFor();
    const focused = () => webview(open()).locator(":focus");
    const tabTo = async (role: string): Promise<void> => {
      for (let stops = 0; stops < 12; stops++) {
        if ((await focused().getAttribute("role")) === role) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`No tab stop is a ${role}.`);
    };
    await tabTo("tab");
    await page.keyboard.press("Home");
    await expect.poll(() => focused().innerText()).toBe("State");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focused().innerText()).toBe("Events");
    await tabTo("grid");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => diagramState(open(), ".selected")).toEqual(["/States/OrderFailed"]);
  });
});
