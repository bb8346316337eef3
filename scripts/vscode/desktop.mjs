import { existsSync } from "node:fs";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { onPath } from "./browser.mjs";

/** @import { TestRun } from "../vscode.mjs" */

/** The `code` of this machine. Within a remote window the command of that name opens no window of its own. */
export function desktopCode() {
  return process.env.VSCODE_IPC_HOOK_CLI ? undefined : onPath(["code"]);
}

/**
 * A desktop VS Code that can run tests: `VSCODE_EXECUTABLE`, else a download, where there is a display and the network
 * lets us. Otherwise undefined.
 */
export async function desktopForTests() {
  const { VSCODE_EXECUTABLE, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (VSCODE_EXECUTABLE) {
    if (existsSync(VSCODE_EXECUTABLE)) return VSCODE_EXECUTABLE;
    throw new Error(`VSCODE_EXECUTABLE names "${VSCODE_EXECUTABLE}", which doesn't exist.`);
  }
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  return downloadAndUnzipVSCode({ timeout: 5000 }).catch(() => undefined);
}

/**
 * @param {string} executable
 * @param {TestRun} run
 */
export async function runDesktopTests(executable, { folder, extensions, tests, trust = true, env = {} }) {
  const launchArgs = [folder, "--disable-telemetry", ...(trust ? ["--disable-workspace-trust"] : [])];
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: [...extensions],
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs,
  });
}
