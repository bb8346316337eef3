import type { FrameLocator, Locator, Page } from "playwright-core";
import type { Window } from "./window.ts";

/** What a person does in VS Code, by keyboard and mouse; each waits until it has happened. */

/** Opens a file of the folder by its name. */
export async function openFile({ page }: Window, name: string): Promise<void> {
  await page.keyboard.press("Control+P");
  await pick(page, name);
  const group = page.locator(".editor-group-container.active");
  await group.locator(".tab.active", { hasText: name.slice(name.lastIndexOf("/") + 1) }).waitFor();
  await group.locator(".monaco-editor .view-line").first().waitFor();
}

/** Waits until the language server has answered for the definition in front: what stands above its first line shows. */
export const languageReady = ({ page }: Window): Promise<void> => lensIn(page).waitFor();

const lensIn = (page: Page): Locator =>
  page.locator(".editor-group-container.active .codelens-decoration:visible", { hasText: /Run|reference/ }).first();

/** Puts a colour theme on by its name. */
export async function chooseTheme(window: Window, name: string): Promise<void> {
  await runCommand(window, "Preferences: Color Theme");
  const picker = window.page.locator(".quick-input-widget");
  await picker.locator("input").first().fill(name);
  await picker.locator(".monaco-list-row", { hasText: name }).first().waitFor();
  await window.page.keyboard.press("Enter");
  await picker.waitFor({ state: "hidden" });
}

/** Brings the editor or panel of an open tab to the front. */
export async function showTab({ page }: Window, name: string): Promise<void> {
  await page.locator(".tab", { hasText: name }).first().click();
}

/**
 * Runs a command by its title in the palette: `Statecraft: Open diagram to the side`. The palette of a window that has
 * just opened lacks commands, and doesn't get them while it is open: then it is opened again.
 */
export async function runCommand({ page }: Window, title: string): Promise<void> {
  const row = page.locator(".quick-input-widget .monaco-list-row", { hasText: title }).first();
  for (let attempts = 0; attempts < 10; attempts++) {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").first().fill(`>${title}`);
    if (await appears(row)) {
      await row.click();
      return row.waitFor({ state: "hidden" });
    }
    await page.keyboard.press("Escape");
  }
  throw new Error(`There is no command "${title}".`);
}

const appears = (locator: Locator, timeout = 4000): Promise<boolean> =>
  locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );

/** Types into the open picker, and takes the row that says so. */
export async function pick(page: Page, typed: string, row = typed): Promise<void> {
  const picker = page.locator(".quick-input-widget");
  await picker.locator("input").first().fill(typed);
  const found = picker.locator(".monaco-list-row", { hasText: row.slice(row.lastIndexOf("/") + 1) }).first();
  await found.click();
  await found.waitFor({ state: "hidden" });
}

/** Takes a row of the picker with this title, and waits until the next one, or none, has come. */
export async function choose({ page }: Window, row: string, title = ""): Promise<void> {
  const picker = page.locator(".quick-input-widget", {
    has: page.locator(".quick-input-titlebar", { hasText: title }),
  });
  const found = picker.locator(".monaco-list-row", { hasText: row }).first();
  await found.waitFor();
  await picker.locator("input").first().fill(row);
  await found.click();
  await found.waitFor({ state: "hidden" });
}

/** Takes an item of the menu that has just opened, which takes no notice of a click that comes too soon. */
export async function chooseInMenu({ page }: Window, item: string): Promise<void> {
  const found = page.locator(".context-view .monaco-menu .action-label", { hasText: item });
  for (let attempts = 0; attempts < 5; attempts++) {
    await found.click();
    const isGone = found.waitFor({ state: "hidden", timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (await isGone) return;
  }
  throw new Error(`A click on "${item}" does nothing.`);
}

/** The open picker's rows, as they are read out. */
export async function pickerRows({ page }: Window): Promise<readonly string[]> {
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  await rows.first().waitFor();
  return labels(rows);
}

/** The labels in the picker with this title, without their descriptions. */
export async function offered({ page }: Window, title: string): Promise<readonly string[]> {
  const picker = page.locator(".quick-input-widget", {
    has: page.locator(".quick-input-titlebar", { hasText: title }),
  });
  const rows = picker.locator(".monaco-list-row .label-name");
  await rows.first().waitFor();
  return rows.allTextContents();
}

/**
 * Starts a run or a session by its key, `F5` or `Control+F5`, up to the first picker. A window that has just opened
 * doesn't know debuggers yet, and shows its debug view instead: then it is started again. To press the key once more
 * without need takes a picker away that was about to come.
 */
export async function startByKey({ page }: Window, key: string): Promise<void> {
  const picker = page.locator(".quick-input-widget .quick-input-titlebar");
  const view = page.locator(".part.sidebar .title-label", { hasText: /run and debug/i });
  await appears(lensIn(page));
  for (let attempts = 0; attempts < 6; attempts++) {
    const wasOpen = await view.isVisible();
    await focusEditor(page);
    await page.keyboard.press(key);
    for (let waits = 0; waits < 50; waits++) {
      if (await picker.isVisible()) return;
      if (!wasOpen && waits > 5 && (await view.isVisible())) break;
      await page.waitForTimeout(200);
    }
  }
  throw new Error(`${key} starts nothing.`);
}

/** Puts the focus into the first group's editor, by its key: a click there may hit a code lens. */
async function focusEditor(page: Page): Promise<void> {
  await page.keyboard.press("Control+1");
  await page.locator(".editor-group-container .monaco-editor.focused").first().waitFor();
}

/** Puts the cursor at a place, counted from 1. */
export async function goTo({ page }: Window, line: number, column = 1): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press("Control+G");
  const input = page.locator(".quick-input-widget input").first();
  await input.fill(`:${line}:${column}`);
  await input.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/**
 * Opens the list of quick fixes at the cursor, and gives the one that says so. A list that opens while VS Code still
 * takes in what was typed closes again: then it is opened once more.
 */
export async function quickFix({ page }: Window, title: string): Promise<Locator> {
  const row = page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  for (let attempts = 0; attempts < 10; attempts++) {
    await page.keyboard.press("Control+.");
    if (await appears(row)) return row;
    await page.keyboard.press("Escape");
  }
  throw new Error(`There is no quick fix "${title}".`);
}

/** Selects from the cursor to the end of its line and types over it, with nothing completed or closed by itself. */
export async function replaceRestOfLine({ page }: Window, text: string): Promise<void> {
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(text);
}

/** The texts of what is marked as wrong, as the problems panel reads them out. */
export async function problems(window: Window): Promise<readonly string[]> {
  const panel = window.page.locator(".markers-panel");
  if (!(await panel.isVisible())) await runCommand(window, "Problems: Focus on Problems View");
  await panel.waitFor();
  return labels(panel.locator(".monaco-list-row .marker-icon >> xpath=ancestor::*[@aria-label][1]"));
}

/** Sets or clears a breakpoint on a line by its key. A window that has just opened doesn't know breakpoints yet. */
export async function toggleBreakpoint(window: Window, line: number): Promise<void> {
  await goTo(window, line);
  await changesMarks(window, `F9 on line ${line}`, () => window.page.keyboard.press("F9"));
}

/** The same by a click beside the line, once there is nothing more to come that moves it. */
export async function clickGutter(window: Window, line: number): Promise<void> {
  const { page } = window;
  await languageReady(window);
  const group = page.locator(".editor-group-container.active");
  const number = group.locator(".line-numbers", { hasText: new RegExp(`^${line}$`) });
  await changesMarks(window, `A click beside line ${line}`, async () => {
    const box = await number.boundingBox();
    if (!box) throw new Error(`Line ${line} is not on the screen.`);
    await page.mouse.click(box.x - 8, box.y + box.height / 2);
  });
}

async function changesMarks({ page }: Window, action: string, act: () => Promise<void>): Promise<void> {
  const group = page.locator(".editor-group-container.active");
  const marks = group.locator(".glyph-margin-widgets .codicon:not(.codicon-debug-hint)");
  const before = await marks.count();
  for (let attempts = 0; attempts < 10; attempts++) {
    await act();
    for (let waits = 0; waits < 20; waits++) {
      if ((await marks.count()) !== before) return;
      await page.waitForTimeout(100);
    }
  }
  throw new Error(`${action} changes nothing.`);
}

/** Clicks a code lens until a picker opens: one that is just being drawn anew swallows a click. */
export async function clickLens({ page }: Window, lens: Locator): Promise<void> {
  const picker = page.locator(".quick-input-widget .quick-input-titlebar");
  for (let attempts = 0; attempts < 5; attempts++) {
    await lens.click();
    if (await appears(picker)) return;
  }
  throw new Error("A click on the code lens opens no picker.");
}

/** Types into the field that VS Code opens for a breakpoint: a condition, a hit count, a message. */
export async function typeIntoBreakpoint({ page }: Window, text: string): Promise<void> {
  const widget = page.locator(".breakpoint-widget .monaco-editor").first();
  await widget.waitFor();
  await widget.click();
  await page.keyboard.insertText(text);
  await page.keyboard.press("Enter");
  await page.locator(".breakpoint-widget").first().waitFor({ state: "hidden" });
}

/** Presses a button of the debug toolbar: `Step Over`, `Continue`, `Stop`. */
export async function debug({ page }: Window, action: string): Promise<void> {
  await page.locator(`.debug-toolbar a[aria-label^="${action}"]`).click();
}

/** The line where the debugger has stopped, once it has. */
export async function stoppedAt({ page }: Window): Promise<Locator> {
  const mark = page.locator(".monaco-editor .debug-top-stack-frame-line").first();
  await mark.waitFor();
  return mark;
}

/** The rows of a section of the debug view, as they are read out: `Variables`, `Call Stack`, `Breakpoints`. */
export async function debugRows(window: Window, section: string): Promise<readonly string[]> {
  const rows = debugSection(window, section).locator(".monaco-list-row");
  await rows.first().waitFor();
  return labels(rows);
}

/** Opens a closed row of the debug view: a scope or a value with parts. */
export async function expandDebugRow(window: Window, section: string, row: string): Promise<void> {
  const found = debugSection(window, section).locator(".monaco-list-row", { hasText: row }).first();
  await found.waitFor();
  if ((await found.getAttribute("aria-expanded")) === "false") await found.locator(".monaco-tl-twistie").click();
}

const debugSection = ({ page }: Window, section: string): Locator =>
  page.locator(".pane", { has: page.locator(`.pane-header[aria-label^="${section}"]`) });

/** The document in the visible webview. */
export function webview({ page }: Window): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** The states of the diagram that are marked so, from above. */
export const diagramState = (window: Window, mark: string): Promise<readonly (string | null)[]> =>
  webview(window)
    .locator(`[data-state]${mark}`)
    .evaluateAll((nodes) =>
      nodes
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((node) => node.getAttribute("data-state")),
    );

/** The texts of all notifications that are still open. */
export async function notifications(window: Window): Promise<readonly string[]> {
  const center = await notificationCenter(window);
  return center.locator(".notification-list-item-message").allInnerTexts();
}

/** Presses a button of a notification. */
export async function answerNotification(window: Window, button: string): Promise<void> {
  const center = await notificationCenter(window);
  await center.locator(".monaco-button", { hasText: button }).first().click();
}

/** VS Code shows no notifications by themselves while it is driven by tests: they wait behind the bell. */
async function notificationCenter({ page }: Window): Promise<Locator> {
  const center = page.locator(".notifications-center");
  if (!(await center.isVisible())) await page.locator('[id="status.notifications"]').click();
  await center.waitFor();
  return center;
}

async function labels(rows: Locator): Promise<readonly string[]> {
  return rows.evaluateAll((elements) => elements.map((it) => it.getAttribute("aria-label") ?? it.textContent ?? ""));
}
