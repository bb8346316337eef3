import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { recordedRun } from "../../kit/recorded.ts";
import { exampleFiles } from "../kit/example.ts";
import { picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import {
  choose,
  debugRows,
  diagramState,
  goTo,
  notifications,
  runCommand,
  startByKey,
  webview,
} from "../kit/workbench.ts";

/** Twelve orders, of which the eighth is refused. */
const BATCH = `StartAt: Each order
States:
  Each order:
    Type: Map
    ItemsPath: $.orders
    MaxConcurrency: 1
    ItemProcessor:
      StartAt: Is small
      States:
        Is small:
          Type: Choice
          Choices: [{ Variable: $.amount, NumericGreaterThan: 100, Next: Refuse }]
          Default: Accept
        Refuse: { Type: Fail, Error: TooLarge, Cause: The order is too large. }
        Accept: { Type: Pass, End: true }
    Catch: [{ ErrorEquals: [TooLarge], Next: Tell }]
    End: true
  Tell: { Type: Pass, End: true }
`;

const input = { orders: Array.from({ length: 12 }, (_, index) => ({ id: index, amount: index === 7 ? 500 : 10 })) };

const order = exampleFiles("order-process");
const files = { "batch.asl.yaml": BATCH, "batch.input.json": JSON.stringify(input) };

const size = { width: 1700, height: 1000, scale: 1 };

const details = (window: Window) => webview(window).locator(".details");

const showExecutions = async (window: Window): Promise<readonly string[]> => {
  await runCommand(window, "View: Show Run and Debug");
  const header = window.page.locator('.pane-header[aria-label^="Executions"]');
  await header.waitFor();
  if ((await header.getAttribute("aria-expanded")) === "false") await header.click();
  return debugRows(window, "Executions");
};

describe("Runs of the order process", () => {
  const openOrder = sharedWindow({ files: order, file: "order-process.asl.json", size });

  uiTest(
    "A run is kept with its values, and shown again after the window was loaded anew",
    { timeout: 150_000 },
    async () => {
      const window = openOrder();
      await startByKey(window, "Control+F5");
      await choose(window, "small-order", "Input");
      await choose(window, "HappyPath", "Test case");
      await expect.poll(() => diagramState(window, ".status-succeeded")).toContain("/States/OrderCompleted");
      await webview(window).locator('[data-state="/States/ChargeCard"]').click();
      await details(window).getByRole("tab", { name: "Result" }).click();
      await expect.poll(() => details(window).locator(".json .key").allInnerTexts()).not.toEqual([]);
      await expect.poll(async () => (await showExecutions(window)).join()).toContain("HappyPath");
      await picture(window.page, "Executions, a run");
      await window.page.reload();
      await window.page.locator(".monaco-editor .view-line").first().waitFor();
      await runCommand(window, "Statecraft: Open diagram to the side");
      await expect
        .poll(() => diagramState(window, ".status-succeeded"), { timeout: 40_000 })
        .toContain("/States/OrderCompleted");
      await webview(window).locator('[data-state="/States/SaveOrder"]').click();
      await expect.poll(() => details(window).locator(".json .key").allInnerTexts()).toContain("orderId: ");
    },
  );

  uiTest("The events stand in a table, in step with diagram and text", async () => {
    const window = openOrder();
    await details(window).getByRole("tab", { name: "Events" }).click();
    const rows = details(window).locator(".event-row");
    await details(window).getByLabel("Filter events by text").fill("ReserveStock entered");
    await expect.poll(() => rows.locator(".step").allInnerTexts()).toEqual(["Step", "ReserveStock"]);
    await rows.nth(1).click();
    await expect.poll(() => diagramState(window, ".selected")).toEqual(["/States/ReserveStock"]);
    await picture(window.page, "Executions, events");
    await details(window).getByLabel("Filter events by text").fill("");
    await webview(window).locator('[data-state="/States/SaveOrder"]').click();
    await details(window).locator(".event-row.active").waitFor();
    await expect.poll(() => details(window).locator(".event-row.active .step").allInnerTexts()).toEqual(["SaveOrder"]);
  });

  uiTest("Two runs are compared: states on the diagram, both values in a list", async () => {
    const window = openOrder();
    await startByKey(window, "Control+F5");
    await choose(window, "small-order", "Input");
    await choose(window, "PaymentFails", "Test case");
    await expect.poll(() => diagramState(window, ".status-failed")).toEqual(["/States/OrderFailed"]);
    await webview(window).getByRole("button", { name: "Compare with another execution" }).click();
    await choose(window, "HappyPath", "Compare with");
    await expect.poll(() => diagramState(window, ".onlyLeft")).toContain("/States/OrderFailed");
    expect(await diagramState(window, ".onlyRight")).toContain("/States/OrderCompleted");
    expect(await diagramState(window, ".differs")).toContain("/States/ChargeCard");
    const values = details(window).locator(".difference-row");
    await expect.poll(() => values.allInnerTexts()).toContainEqual(expect.stringMatching(/ChargeCard\s+error/));
    expect(await details(window).locator(".note").allInnerTexts()).toContainEqual(
      expect.stringMatching(/^Compared with ".*HappyPath.*", \d+:\d+:\d+/),
    );
    await picture(window.page, "Executions, compared");
    await webview(window).getByRole("button", { name: "End comparison" }).click();
    await expect.poll(() => diagramState(window, ".onlyLeft")).toEqual([]);
  });
});

describe("A batch in YAML", () => {
  const openBatch = sharedWindow({ files, file: "batch.asl.yaml", size });

  uiTest("Iterations are counted, and the first that failed is one click away", async () => {
    const window = openBatch();
    await startByKey(window, "Control+F5");
    await choose(window, "batch", "Input");
    await expect.poll(() => diagramState(window, ".status-caught")).toEqual(["/States/Each order"]);
    await goTo(window, 3, 4);
    await expect.poll(() => details(window).locator(".progress-text").innerText()).toContain("1 failed");
    await picture(window.page, "Executions, iterations");
    await details(window).getByRole("button", { name: "First failing" }).click();
    await webview(window).locator('[data-state$="/Is small"]').click();
    await expect.poll(() => details(window).locator(".picker").innerText()).toContain("Iteration [7]");
    await expect
      .poll(() => diagramState(window, ".status-failed"))
      .toEqual(["/States/Each order/ItemProcessor/States/Refuse"]);
    expect(await diagramState(window, ".visited")).not.toContain("/States/Each order/ItemProcessor/States/Accept");
    await picture(window.page, "Executions, one iteration");
  });

  uiTest(
    "A history is imported from a file, renamed, deleted; what is none is refused",
    { timeout: 150_000 },
    async () => {
      const window = openBatch();
      const orders = [{ id: 0, amount: 5 }];
      const { history } = await recordedRun(BATCH, { orders });
      writeFileSync(join(window.folder, "history.json"), history);
      writeFileSync(join(window.folder, "none.json"), '{"orders":[]}');
      const importFile = async (name: string): Promise<void> => {
        await runCommand(window, "Statecraft: Import an execution history");
        await choose(window, "From a file", "Import");
        const box = window.page.locator(".quick-input-widget input").first();
        await expect.poll(() => box.inputValue()).toContain(window.folder);
        await box.fill(join(window.folder, name));
        await box.press("Enter");
        await box.waitFor({ state: "hidden" });
      };
      await importFile("none.json");
      await expect.poll(() => notifications(window)).toContainEqual(expect.stringContaining('no "events" in it'));
      await importFile("history.json");
      await expect.poll(() => diagramState(window, ".status-succeeded")).toContain("/States/Each order");
      expect(await diagramState(window, ".status-caught")).toEqual([]);
      await expect.poll(async () => (await showExecutions(window)).join()).toContain("history.json");
      await picture(window.page, "Executions, imported");
      await runCommand(window, "Statecraft: Rename an execution");
      await choose(window, "history.json", "Rename");
      await window.page.locator(".quick-input-titlebar", { hasText: "Rename the execution" }).waitFor();
      const name = window.page.locator(".quick-input-widget input").first();
      await expect.poll(() => name.inputValue()).toBe("history.json");
      await name.fill("From production");
      await name.press("Enter");
      await name.waitFor({ state: "hidden" });
      await expect.poll(async () => (await showExecutions(window)).join()).toContain("From production");
      await runCommand(window, "Statecraft: Delete an execution");
      await choose(window, "From production", "Delete");
      await window.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Delete" }).click();
      // Without any execution left the view goes too.
      await window.page
        .locator(".pane .monaco-list-row", { hasText: "From production" })
        .waitFor({ state: "detached" });
    },
  );
});
