import { describe, expect } from "vitest";
import { exampleFiles, lineOf } from "../kit/example.ts";
import { openWindow, picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import {
  choose,
  clickGutter,
  debug,
  debugRows,
  diagramState,
  expandDebugRow,
  goTo,
  offered,
  runCommand,
  startByKey,
  stoppedAt,
  webview,
} from "../kit/workbench.ts";

const files = exampleFiles("order-process");
const text = files["order-process.asl.json"] ?? "";

/** The order process with no mocks. */
const { "MockConfigFile.json": mocks, ...unmocked } = files;

describe("The order process with its mocks", () => {
  const openOrder = sharedWindow({ files, file: "order-process.asl.json" });

  uiTest("F5 stops at a breakpoint, steps with the diagram beside it, and ends in green", async () => {
    const window = openOrder();
    const line = lineOf(text, '"ReserveStock": {');
    await goTo(window, line, 5);
    await clickGutter(window, line);
    await startByKey(window, "F5");
    expect(await offered(window, "Input")).toEqual([
      "large-order.input.json",
      "small-order.input.json",
      "Sample",
      "Empty",
    ]);
    await picture(window.page, "Input picker");
    await choose(window, "small-order");
    expect(await offered(window, "Test case")).toEqual(["HappyPath", "PaymentFails", "LargeOrder"]);
    await choose(window, "HappyPath");
    await stoppedAt(window);
    await expandDebugRow(window, "Variables", "State input");
    await expect.poll(() => debugRows(window, "Variables")).toContain('orderId, value "A-1042"');
    expect((await debugRows(window, "Call Stack"))[0]).toContain(`ReserveStock, line ${line}`);
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/ReserveStock"]);
    await picture(window.page, "Stopped at a breakpoint");
    await debug(window, "Step Over");
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/ChargeCard"]);
    await expect.poll(() => diagramState(window, ".selected")).toEqual(["/States/ChargeCard"]);
    await picture(window.page, "Stepped over");
    await debug(window, "Continue");
    const path = [
      "PriceOrder",
      "IsLargeOrder",
      "ReserveStock",
      "ChargeCard",
      "SaveOrder",
      "NotifyCustomer",
      "OrderCompleted",
    ];
    await expect.poll(() => diagramState(window, ".status-succeeded")).toEqual(path.map((name) => `/States/${name}`));
    await picture(window.page, "Succeeded");
  });

  uiTest("A run that fails shows the failed state in red, with error and cause", async () => {
    const window = openOrder();
    await startByKey(window, "Control+F5");
    await choose(window, "small-order", "Input");
    await choose(window, "PaymentFails", "Test case");
    await expect.poll(() => diagramState(window, ".status-failed")).toEqual(["/States/OrderFailed"]);
    await expect.poll(() => diagramState(window, ".status-caught")).toEqual(["/States/ChargeCard"]);
    await goTo(window, lineOf(text, '"OrderFailed": {'), 5);
    await expect.poll(() => diagramState(window, ".selected")).toEqual(["/States/OrderFailed"]);
    const details = webview(window).locator(".details");
    for (const told of ["CardDeclined", "The card has expired."]) {
      await expect.poll(() => details.textContent()).toContain(told);
    }
    await picture(window.page, "Failed");
  });

  uiTest("Esc in the picker starts nothing", async () => {
    const window = openOrder();
    await startByKey(window, "F5");
    await offered(window, "Input");
    await window.page.keyboard.press("Escape");
    await window.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await window.page.waitForTimeout(500);
    expect(await window.page.locator(".debug-toolbar").isVisible()).toBe(false);
  });
});

uiTest("A task that nothing answers stops and takes a typed result", async () => {
  const window = await openWindow({ files: unmocked, file: "order-process.asl.json" });
  await startByKey(window, "F5");
  await choose(window, "small-order", "Input");
  await resultEditor(window, "ReserveStock");
  await picture(window.page, "A task without mock");
  await window.page.keyboard.type("typed");
  await window.page.keyboard.press("Control+Enter");
  await resultEditor(window, "ChargeCard");
  await runCommand(window, "View: Show Run and Debug");
  await expandDebugRow(window, "Variables", "State input");
  await expect.poll(() => debugRows(window, "Variables")).toContain('reservation, value {"id": "typed"}');
  await window.page.locator(".editor-group-container.active .view-line").first().click();
  await window.page.keyboard.press("Control+A");
  await window.page.keyboard.type("1");
  await window.page.keyboard.press("Control+Enter");
  const exception = window.page.locator(".exception-widget");
  await expect.poll(() => exception.textContent()).toContain("paymentId");
  await picture(window.page, "A result that does not fit");
});

/** Waits for the editor that asks for a state's result, with the cursor in it. */
async function resultEditor({ page }: Window, state: string): Promise<void> {
  const group = page.locator(".editor-group-container.active");
  await group.locator(".tab.active", { hasText: `${state}.result.json` }).waitFor();
  await group.locator(".codelens-decoration", { hasText: "Use once" }).waitFor();
  await group.locator(".monaco-editor.focused").waitFor();
}
