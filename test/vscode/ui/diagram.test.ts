import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import { chooseInMenu, chooseTheme, goTo, openFile, runCommand, showTab, webview } from "../kit/workbench.ts";

const examples = join(import.meta.dirname, "../../../examples");
const text = readFileSync(join(examples, "travel-booking/travel-booking.asl.json"), "utf8");

/** The same file twice: as it is, and to be edited. */
const open = sharedWindow({
  files: { "trip.asl.json": text, "edited.asl.json": text, "two.yaml": twoMachines() },
  file: "trip.asl.json",
});

const OUTERMOST = Object.keys(JSON.parse(text).States);
const [PARALLEL = ""] = OUTERMOST;
const CAR = `/States/${PARALLEL}/Branches/2/States/BookCar`;

uiTest("The diagram shows all states, and its selection follows the cursor", async () => {
  const window = open();
  await runCommand(window, "Statecraft: Open diagram to the side");
  const states = webview(window).locator("[data-state]");
  await expect.poll(() => states.count()).toBeGreaterThan(OUTERMOST.length);
  for (const name of ["AddUp", "TripFailed", "SendItinerary"]) {
    await goTo(window, lineOf(`"${name}": {`) + 1, 5);
    await expect.poll(() => selected(window)).toBe(`/States/${name}`);
  }
  await goTo(window, lineOf('"BookCar": {') + 1, 5);
  await expect.poll(() => selected(window)).toBe(CAR);
  await picture(window.page, "diagram");
});

uiTest("A click on a state goes to its source", async () => {
  const window = open();
  await webview(window).locator('[data-state="/States/AddUp"] > .name').click();
  await expect.poll(() => cursor(window)).toContain(`Ln ${lineOf('"AddUp": {')}`);
});

uiTest("By keys alone: from state to state, into the text, a breakpoint that shows in both", async () => {
  const window = open();
  const { page } = window;
  await webview(window).locator(".surface").focus();
  await page.keyboard.press("Home");
  await expect.poll(() => selected(window)).toBe(`/States/${PARALLEL}`);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => selected(window)).toBe("/States/AddUp");
  await page.keyboard.press("F9");
  await webview(window).locator('[data-state="/States/AddUp"] > .gutter.set').waitFor();
  await page.locator(".glyph-margin-widgets .codicon-debug-breakpoint").first().waitFor();
  await page.keyboard.press("F9");
  await webview(window).locator(".gutter.set").waitFor({ state: "detached" });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => cursor(window)).toContain(`Ln ${lineOf('"IsWithinBudget": {')}`);
});

uiTest("Containers collapse; what is in them is found all the same", async () => {
  const window = open();
  const diagram = webview(window);
  await diagram.locator(`[data-state="/States/${PARALLEL}"] > .toggle`).click();
  await diagram.locator(`[data-state="${CAR}"]`).waitFor({ state: "detached" });
  await picture(window.page, "diagram collapsed");
  await diagram.locator(".surface").focus();
  await window.page.keyboard.press("/");
  await window.page.keyboard.type("bookcar");
  await diagram.locator(`[data-state="${CAR}"].match.selected`).waitFor();
  await picture(window.page, "diagram search");
  await window.page.keyboard.press("Escape");
  await diagram.locator(".match").waitFor({ state: "detached" });
});

uiTest("A state's menu is VS Code's own, and sets a breakpoint", async () => {
  const window = open();
  await webview(window).locator('[data-state="/States/AddUp"] > .name').click({ button: "right" });
  const menu = window.page.locator(".context-view .monaco-menu");
  await menu.locator(".action-label", { hasText: "Debug from here" }).waitFor();
  await picture(window.page, "diagram menu");
  await chooseInMenu(window, "Toggle breakpoint");
  await webview(window).locator('[data-state="/States/AddUp"] > .gutter.set').waitFor();
  await webview(window).locator('[data-state="/States/AddUp"] > .gutter').click();
  await webview(window).locator(".gutter.set").waitFor({ state: "detached" });
});

uiTest("Themes change under the picture, all four", async () => {
  const window = open();
  const box = webview(window).locator('[data-state="/States/AddUp"] > .box');
  const look = () => box.evaluate((element) => `${getComputedStyle(element).fill} ${getComputedStyle(element).stroke}`);
  const looks = new Set<string>();
  for (const theme of ["Light Modern", "Dark High Contrast", "Light High Contrast", "Dark Modern"]) {
    const before = await look();
    await chooseTheme(window, theme);
    await expect.poll(look).not.toBe(before);
    looks.add(await look());
    await picture(window.page, `diagram ${theme}`);
  }
  expect(looks.size).toBe(4);
});

uiTest("While typing the picture follows, stays when the text is broken, and keeps its place", async () => {
  const window = open();
  const { page } = window;
  await openDiagramOf(window, "edited.asl.json");
  const diagram = webview(window);
  await diagram.locator('[data-state="/States/AddUp"]').waitFor();
  await goTo(window, lineOf('"AddUp": {') + 1, 5);
  await diagram.locator('[data-state="/States/AddUp"].selected').waitFor();
  const placeOf = async () => (await diagram.locator('[data-state="/States/AddUp"] > .box').boundingBox())?.y ?? 0;
  const before = await placeOf();
  await page.keyboard.insertText('"Comment": "Sum",,');
  await diagram.locator(".panel.outdated .banner").waitFor();
  expect(await diagram.locator('[data-state="/States/AddUp"]').count()).toBe(1);
  await picture(page, "diagram broken");
  await page.keyboard.press("Backspace");
  await diagram.locator(".banner").waitFor({ state: "hidden" });
  await goTo(window, lineOf(`"${PARALLEL}": {`), 5);
  await page.keyboard.insertText('"Added": { "Type": "Pass", "Next": "AddUp" }, ');
  await diagram.locator('[data-state="/States/Added"]').waitFor();
  await goTo(window, lineOf('"AddUp": {') + 1, 5);
  await diagram.locator('[data-state="/States/AddUp"].selected').waitFor();
  expect(Math.abs((await placeOf()) - before)).toBeLessThan(160);
});

uiTest("Of a file with two machines the one is shown that the cursor is in, or that is chosen", async () => {
  const window = open();
  await openDiagramOf(window, "two.yaml");
  const diagram = webview(window);
  await diagram.locator('[data-state$="/States/A"]').waitFor();
  await diagram.locator(".machines").selectOption("Second");
  await diagram.locator('[data-state$="/States/B"]').waitFor();
  await showTab(window, "two.yaml");
  await goTo(window, 9, 15);
  await diagram.locator('[data-state$="/States/A"].selected').waitFor();
  expect(await diagram.locator(".machines").inputValue()).toContain("/First/");
});

describe("A window of its own", () => {
  const openAnew = sharedWindow({ files: { "trip.asl.json": text }, file: "trip.asl.json" });

  uiTest("After a reload of the window the diagram is there again, as it was", async () => {
    const window = openAnew();
    await runCommand(window, "Statecraft: Open diagram to the side");
    await webview(window).locator('[data-state="/States/AddUp"]').waitFor();
    await webview(window).locator(".surface").focus();
    await window.page.keyboard.press("0");
    await webview(window).locator(`[data-state="/States/${PARALLEL}"] > .toggle`).click();
    await webview(window).locator(`[data-state="${CAR}"]`).waitFor({ state: "detached" });
    // In a browser VS Code writes down what a panel keeps every five seconds, and no more when it is left.
    await window.page.waitForTimeout(8000);
    await window.page.goto(withoutFile(window.page.url()));
    await window.page.locator(".tab", { hasText: "Diagram trip.asl.json" }).first().waitFor();
    await showTab(window, "Diagram trip.asl.json");
    await webview(window).locator('[data-state="/States/AddUp"]').waitFor();
    expect(await webview(window).locator(`[data-state="${CAR}"]`).count()).toBe(0);
    await picture(window.page, "diagram reloaded");
  });
});

/** The address of a window that opens no file of itself: such a one takes up what was open before. */
function withoutFile(address: string): string {
  const url = new URL(address);
  const payload = JSON.parse(url.searchParams.get("payload") ?? "[]") as readonly (readonly [string, string])[];
  url.searchParams.set("payload", JSON.stringify(payload.filter(([name]) => name !== "openFile")));
  return url.href;
}

/** Opens a file to the left, and its diagram to the right of it. */
async function openDiagramOf(window: Window, file: string): Promise<void> {
  await showTab(window, "trip.asl.json");
  await openFile(window, file);
  await runCommand(window, "Statecraft: Open diagram to the side");
  await window.page.locator(".tab.active", { hasText: `Diagram ${file}` }).waitFor();
}

/** The line of the first place that holds this, counted from 1. */
const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;

const selected = (window: Window): Promise<string | null> =>
  webview(window).locator("[data-state].selected").getAttribute("data-state");

const cursor = (window: Window): Promise<string | null> =>
  window.page.locator('[id="status.editor.selection"]').textContent();

function twoMachines(): string {
  const machine = (name: string, state: string) => `  ${name}:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: ${state}
        States:
          ${state}: { Type: Pass, End: true }
`;
  return `Transform: AWS::Serverless-2016-10-31\nResources:\n${machine("First", "A")}${machine("Second", "B")}`;
}
