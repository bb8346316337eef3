import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startOnLeash } from "./leash.mjs";
import { cachedFolder, run } from "./packages.mjs";

/** The npm package that carries VS Code's own server; it needs Node 24, which is one of our devDependencies. */
const CODE_SERVER = "code-server@4.139.1";

/**
 * @typedef {object} ServerOptions
 * @property {readonly string[]} [vsix] Packaged extensions to install first.
 * @property {readonly string[]} [installed] Folders of extensions that are there as if somebody had installed them.
 * @property {boolean} [trust] Whether every folder is trusted, without asking; otherwise none is.
 * @property {object} [settings] The user's settings, besides those that keep a fresh profile quiet.
 * @property {NodeJS.ProcessEnv} [env]
 *
 * What one window shows and loads. Paths are absolute.
 * @typedef {object} Window
 * @property {string} folder
 * @property {string} [file] The file in its editor.
 * @property {readonly string[]} [extensions] Folders of extensions under development.
 * @property {string} [tests] A CommonJS module whose `run` the extension host calls.
 *
 * @typedef {object} Server
 * @property {string} port
 * @property {(window: Window) => string} address The page that opens a window.
 * @property {string} profile The folder of its settings, extensions and logs; gone after `stop`.
 * @property {() => Promise<void>} stop
 */

/** A fresh profile opens welcome, chat and trust panes by itself; nothing here may reach out. */
const quiet = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/**
 * A real VS Code that any number of browser windows may open. It ends with us.
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({ vsix = [], installed = [], trust = true, settings = {}, env = {} } = {}) {
  if (!existsSync(node)) throw new Error('Node 24 is missing: run "npm install" first.');
  const main = join(await serverFolder(), "out/server-main.js");
  const profile = await mkdtemp(join(tmpdir(), "statecraft-vscode-"));
  const extensions = ["--extensions-dir", join(profile, "extensions")];
  await mkdir(join(profile, "user/User"), { recursive: true });
  await writeFile(join(profile, "user/User/settings.json"), JSON.stringify({ ...quiet, ...settings }, null, 2));
  for (const file of vsix) await run(node, [main, "--install-extension", file, ...extensions], profile);
  for (const folder of installed) await install(folder, join(profile, "extensions"));
  const switches = ["--without-connection-token", "--accept-server-license-terms", "--enable-smoke-test-driver"];
  const places = [
    "--server-data-dir",
    join(profile, "server"),
    "--user-data-dir",
    join(profile, "user"),
    ...extensions,
  ];
  const closed = ["--disable-telemetry", "--disable-experiments", ...(trust ? ["--disable-workspace-trust"] : [])];
  const address = ["--host", "127.0.0.1", "--port", "0"];
  const server = startOnLeash(node, [main, ...address, ...switches, ...places, ...closed], {
    // Its sockets go where they vanish with the profile.
    env: { ...process.env, XDG_RUNTIME_DIR: profile, ...env },
  });
  const port = await portOf(server);
  return {
    port,
    address: (window) => windowAddress(port, window),
    profile,
    stop: async () => {
      await server.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * A fresh profile takes what lies in its folder of extensions for installed.
 * @param {string} folder
 * @param {string} into
 */
async function install(folder, into) {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  await cp(folder, join(into, `${publisher}.${name}-${version}`.toLowerCase()), { recursive: true });
}

const node = join(
  import.meta.dirname,
  "../../node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** Where VS Code's server is, with its libraries and the extensions that are built in; fetched on first use. */
export async function serverFolder() {
  const folder = await cachedFolder(
    CODE_SERVER.replace("@", "-"),
    "a VS Code that runs in the browser",
    async (unfinished) => {
      const archive = (await run("npm", ["pack", CODE_SERVER, "--silent"], unfinished)).trim();
      await run("tar", ["-xzf", archive], unfinished);
      const server = join(unfinished, "package/lib/vscode");
      await run("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], server);
      await rename(server, join(unfinished, "vscode"));
      for (const rest of [archive, "package"]) await rm(join(unfinished, rest), { recursive: true });
    },
  );
  return join(folder, "vscode");
}

/**
 * The port that the server chose, once it listens.
 * @param {import("./leash.mjs").Leashed} server
 */
async function portOf({ output, exited }) {
  /** @type {string[]} */
  const log = [];
  const lines = createInterface({ input: output });
  /** @type {Promise<string>} */
  const port = new Promise((resolve) => {
    lines.on("line", (line) => {
      if (log.length < 100) log.push(line);
      const match = /agent listening on (\d+)/.exec(line);
      if (match?.[1]) resolve(match[1]);
    });
  });
  const failed = exited.then((code) => {
    throw new Error(`VS Code's server ended with ${code}:\n${log.join("\n")}`);
  });
  return Promise.race([port, failed]);
}

/**
 * The page that opens a window of the server at a port.
 * @param {string} port
 * @param {Window} window
 */
export function windowAddress(port, { folder, file, extensions = [], tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${path.replaceAll("\\", "/")}`;
  const payload = [
    ...extensions.map((path) => ["extensionDevelopmentPath", remote(path)]),
    ...(file ? [["openFile", remote(file)]] : []),
    ...(tests ? [["extensionTestsPath", remote(tests)]] : []),
    ["skipWelcome", "true"],
  ];
  const query = new URLSearchParams({ folder: folder.replaceAll("\\", "/"), payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}
