import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, inject, test } from "vitest";
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
export async function openWindow({
  files,
  folder,
  file,
  extensions = [root],
  server = port ?? "",
  size: { scale, ...viewport } = { width: 1400, height: 900, scale: 1 },
}: WindowOptions): Promise<Window> {
  const shown = folder ?? folderOf(files ?? {});
  const context = await (await sharedBrowser()).newContext({ viewport, deviceScaleFactor: scale });
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    if (!folder) rmSync(shown, { recursive: true, force: true });
  };
  open.push({ page, close });
  const opened = file && { file: join(shown, file) };
  await page.goto(windowAddress(server, { folder: shown, ...opened, extensions }));
  await page
    .locator(file ? ".monaco-editor .view-line" : ".explorer-folders-view .monaco-list-row")
    .first()
    .waitFor();

  return { page, folder: shown };
}

interface OpenWindow {
  readonly page: Page;
  close(): Promise<void>;
}

const open: OpenWindow[] = [];

afterEach(async ({ task }) => {
  for (const { page, close } of open.splice(0)) {
    if (task.result?.state === "fail") await picture(page, `failed ${task.name}`);
    await close();
  }
});

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

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "statecraft-folder-"));
  for (const [path, text] of Object.entries({ ...files, "README.md": "" })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
