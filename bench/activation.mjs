/**
 * Activation: how long the extension, installed from its package, takes in a fresh window until it is active, beside VS
 * Code's own JSON extension in the same window: `node bench/activation.mjs`. The times are VS Code's own, from its page
 * "Startup Performance".
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageExtension } from "../scripts/package.mjs";
import { launchBrowser, startServer } from "../scripts/vscode.mjs";

const WINDOWS = 5;
const ours = "statecraft.statecraft";
const theirs = "vscode.json-language-features";

const folder = await mkdtemp(join(tmpdir(), "statecraft-activation-"));
const { file } = await packageExtension(folder);
await writeFile(join(folder, "order.asl.json"), '{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }\n');
await writeFile(join(folder, "data.json"), "{}\n");
const server = await startServer({ vsix: [file] });
const browser = await launchBrowser();
try {
  const windows = [];
  for (let index = 0; index < WINDOWS; index++) windows.push(await activations());
  report(windows);
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** The milliseconds of both in a window of their own, which shows a definition and then another JSON file. */
async function activations() {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(server.address({ folder, file: join(folder, "order.asl.json") }));
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await choose(page, "data.json");
  await page.locator(".tab.active", { hasText: "data.json" }).waitFor();
  for (;;) {
    const text = await startupPerformance(page);
    const [our, their] = [ours, theirs].map((id) => activationIn(text, id));
    if (our !== undefined && their !== undefined) {
      await context.close();
      return { statecraft: our, json: their };
    }
  }
}

/** @param {import("playwright-core").Page} page */
async function startupPerformance(page) {
  await choose(page, ">Developer: Startup Performance");
  const tab = page.locator(".tab.active", { hasText: "Startup Performance" });
  await tab.waitFor();
  await page.waitForTimeout(2000);
  await page.locator(".editor-group-container.active .view-line").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Control+F4");
  return text;
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} row
 */
async function choose(page, row) {
  await page.keyboard.press("F1");
  const picker = page.locator(".quick-input-widget");
  await picker.locator("input").first().fill(row);
  await picker
    .locator(".monaco-list-row", { hasText: row.replace(">", "") })
    .first()
    .click();
}

/**
 * The milliseconds that an extension takes: `blocking` to load and to call it, while nothing else of the window's
 * extensions moves, and `whole` until what it started then has finished.
 * @param {string} text
 * @param {string} id
 */
function activationIn(text, id) {
  const row = text.split("\n").find((line) => line.startsWith(`| ${id} `));
  if (row === undefined) return undefined;
  const [load = 0, call = 0, finish = 0] = row.split("|").slice(3, 6).map(Number);
  return { blocking: load + call, whole: load + call + finish };
}

/** @param {readonly Awaited<ReturnType<typeof activations>>[]} windows */
function report(windows) {
  for (const [part, what] of /** @type {const} */ ([
    ["whole", "until it is active"],
    ["blocking", "of that, loading and calling"],
  ])) {
    const our = windows.map(({ statecraft }) => statecraft[part]);
    const their = windows.map(({ json }) => json[part]);
    console.log(`\nActivation in ${WINDOWS} fresh windows, ${what}, in ms:`);
    console.table({
      Statecraft: { ...our, median: median(our) },
      "VS Code's JSON": { ...their, median: median(their) },
    });
    console.log(`Ratio of the medians: ${(median(our) / median(their)).toFixed(2)}`);
  }
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
