import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { cachedFolder, run } from "./packages.mjs";

const SPARTICUZ = "@sparticuz/chromium@153.0.0";

/** What keeps a browser without a desktop quiet and steady. */
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser without windows, to drive by Playwright. Its process ends with us. */
export async function launchBrowser() {
  return chromium.launch({ executablePath: await browserPath(), args: switches });
}

/** A Chromium, Chrome or Edge of this machine: `CHROME`, one from the PATH, one of the usual places, else npm's. */
export async function browserPath() {
  const { CHROME } = process.env;
  if (CHROME && !existsSync(CHROME)) throw new Error(`CHROME names "${CHROME}", which doesn't exist.`);
  return CHROME ?? onPath(names) ?? usual.find(existsSync) ?? (await fromNpm());
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

const usual = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * The first of some programs that the PATH has.
 * @param {readonly string[]} programs
 */
export function onPath(programs) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const files = process.platform === "win32" ? programs.map((name) => `${name}.cmd`) : programs;
  return files.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

async function fromNpm() {
  if (process.platform !== "linux") throw new Error("No browser was found: install Chrome, or name one by CHROME.");
  const folder = await cachedFolder("chromium", "a browser", async (folder) => {
    await run("npm", ["install", SPARTICUZ, "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  });
  // It unpacks the libraries that it needs only where it takes itself to be on Lambda.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  const { default: packed } = await import(createRequire(join(folder, "package.json")).resolve("@sparticuz/chromium"));
  return packed.executablePath();
}

/**
 * Shows an address in the user's own browser, where there is a display.
 * @param {string} address
 */
export function showInBrowser(address) {
  const opener = { darwin: "open", win32: "explorer" }[/** @type {string} */ (process.platform)] ?? "xdg-open";
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (opener === "xdg-open" && !DISPLAY && !WAYLAND_DISPLAY) return;
  spawn(opener, [address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
