import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject, onTestFinished, test } from "vitest";
import { launchBrowser, windowAddress } from "../../../scripts/vscode.mjs";

/** A window of the real VS Code with the extension in it. */
export interface Window {
  readonly page: Page;
  /** The folder that it shows. */
  readonly folder: string;
}

export interface WindowOptions {
  /** What the folder holds: texts by path. Without it, `folder` names one that exists. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** The file that it opens, by its path in the folder. */
  readonly file?: string;
  /** Its size in CSS pixels, and how many pixels of the screen each of those has: 1400, 900 and 1 unless given. */
  readonly size?: { readonly width: number; readonly height: number; readonly scale: number };
  /** The port of a VS Code that the test has started itself; the shared one's unless given. */
  readonly server?: string;
  /** Folders of the extensions under development; ours alone unless given. */
  readonly extensions?: readonly string[];
}

const root = join(import.meta.dirname, "../../..");
const port = inject("vscodePort");

/** A test of the user interface: skipped where there is no browser. */
export const uiTest = test.skipIf(port === undefined);

/** Opens a window and waits until it can be worked with. It closes with the test, and its files go. */
export async function openWindow(options: WindowOptions): Promise<Window> {
  const window = await newWindow(options);
  // The hook belongs to the test: those of this file would be known to the first file of tests only.
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") await failed(window.page, task.name);
    await window.close();
  });
  await shown(window, options);
  return window;
}

/**
 * A window for all tests of a file or group that leave each other alone: each works on a file of its own. It takes
 * seconds to open one. What follows a failure, its next try too, gets a new one.
 */
export function sharedWindow(options: WindowOptions): () => Window {
  let window: OpenWindow | undefined;
  const open = async (): Promise<void> => {
    window = await newWindow(options);
    await shown(window, options);
  };
  beforeAll(async () => {
    if (port !== undefined) await open();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || !window) return;
    await failed(window.page, `${task.name}, shared`);
    await window.close();
    await open();
  });
  afterAll(() => window?.close());
  return () => {
    if (!window) throw new Error("The window is open while tests run.");
    return window;
  };
}

async function newWindow({
  files,
  folder,
  file,
  extensions = [root],
  server = port ?? "",
  size: { scale, ...viewport } = { width: 1400, height: 900, scale: 1 },
}: WindowOptions): Promise<OpenWindow> {
  const inside = folder ?? folderOf(files ?? {});
  const context = await (await sharedBrowser()).newContext({ viewport, deviceScaleFactor: scale });
  const page = await context.newPage();
  const opened = file && { file: join(inside, file) };
  await page.goto(windowAddress(server, { folder: inside, ...opened, extensions }));
  const close = async () => {
    await context.close();
    if (!folder) rmSync(inside, { recursive: true, force: true });
  };
  return { page, folder: inside, close };
}

const shown = ({ page }: Window, { file }: WindowOptions): Promise<void> =>
  page
    .locator(file ? ".monaco-editor .view-line" : ".explorer-folders-view .monaco-list-row")
    .first()
    .waitFor();

interface OpenWindow extends Window {
  close(): Promise<void>;
}

let browser: Promise<Browser> | undefined;

function sharedBrowser(): Promise<Browser> {
  const launched = browser ?? launchBrowser();
  browser = launched;
  return launched;
}

afterAll(async () => {
  const running = await browser;
  browser = undefined;
  await running?.close();
});

/** A picture for people to look at: `.vscode-test/screenshots/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.png`;
  await page.screenshot({ path: join(root, ".vscode-test/screenshots", file) });
}

/** A picture of what a test failed on, with the notifications, which may say why. */
async function failed(page: Page, name: string): Promise<void> {
  await page
    .locator('[id="status.notifications"]')
    .click({ timeout: 2000 })
    .catch(() => undefined);
  await picture(page, `failed ${name}`);
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "statecraft-folder-"));
  for (const [path, text] of Object.entries({ ...files, "README.md": "" })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
