import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { launchBrowser, showInBrowser } from "./vscode/browser.mjs";
import { desktopCode, desktopForTests, runDesktopTests } from "./vscode/desktop.mjs";
import { startOnLeash } from "./vscode/leash.mjs";
import { startServer } from "./vscode/server.mjs";

/** The one place that knows how to get and run a real VS Code, for `npm start` and for tests. */

/**
 * @typedef {object} TestRun
 * @property {string} folder What the window shows.
 * @property {readonly string[]} extensions Folders of extensions under development.
 * @property {string} tests A CommonJS module that exports `run(): Promise<void>`.
 * @property {boolean} [trust] False for an untrusted folder.
 * @property {Readonly<Record<string, string>>} [env] For the extension host.
 * @property {(line: string) => void} [log] Takes what the window and the tests print.
 */

export { browserPath, launchBrowser } from "./vscode/browser.mjs";
export { serverFolder, startServer, windowAddress } from "./vscode/server.mjs";

const root = join(import.meta.dirname, "..");

/**
 * Runs tests in an extension host, on the desktop where there is a VS Code for it, else in the browser.
 * @param {TestRun} run
 */
export async function runExtensionTests(run) {
  const executable = await desktopForTests();
  return executable ? runDesktopTests(executable, run) : runBrowserTests(run);
}

/** @param {TestRun} run */
async function runBrowserTests({ folder, extensions, tests, trust = true, env = {}, log = () => {} }) {
  // A window in the browser takes one extension under development.
  const [own = root, ...installed] = extensions;
  const server = await startServer({ trust, env, installed });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _, /** @type {unknown[]} */ args) =>
      log(args.join(" ")),
    );
    const exit = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
    await page.goto(server.address({ folder, extensions: [own], tests }));
    const code = await exit;
    if (code !== 0) throw new Error(`The tests ended with ${code}.`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Builds all, opens the examples with the extension in a VS Code, and stays until it is closed or Ctrl+C. */
async function start() {
  await build();
  const examples = join(root, "examples");
  const folder = existsSync(examples) ? examples : root;
  const code = desktopCode();
  if (code) {
    console.log(`Opening ${folder} in VS Code. Press Ctrl+C to stop.`);
    await startOnLeash(code, ["--wait", "--new-window", `--extensionDevelopmentPath=${root}`, folder]).exited;
    return;
  }
  const server = await startServer();
  const address = server.address({ folder, extensions: [root] });
  console.log(`VS Code runs at\n\n  ${address}\n\nOpen it in a browser. Press Ctrl+C to stop.`);
  showInBrowser(address);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => void server.stop().then(() => process.exit(0)));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await start().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
