import type { TestProject } from "vitest/node";
import { browserPath, startServer } from "../../../scripts/vscode.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The port of the VS Code that all tests share; undefined where there is no browser to look at it. */
    readonly vscodePort: string | undefined;
  }
}

/** Starts the VS Code whose windows the tests open. Called by vitest once, before all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await browserPath().catch((error: Error) => noBrowser(error));
  if (!browser) {
    project.provide("vscodePort", undefined);
    return async () => {};
  }
  const server = await startServer();
  project.provide("vscodePort", server.port);
  return server.stop;
}

function noBrowser(error: Error): undefined {
  if (process.env.CI) throw error;
  console.log(`Tests in VS Code are skipped: ${error.message}`);
}
