import type { Browser } from "playwright-core";
import { afterAll } from "vitest";
import { launchBrowser } from "../../scripts/vscode/browser.mjs";
import { openPanel, type Panel } from "./panel.ts";

/** A browser for the tests of a file. Without one they are left out, but in CI. */
export interface PanelBrowser {
  readonly isMissing: boolean;
  open(options?: Parameters<typeof openPanel>[1]): Promise<Panel>;
}

export async function panelBrowser(): Promise<PanelBrowser> {
  const browser: Browser | undefined = await launchBrowser().catch((error: unknown) => {
    if (process.env.CI) throw error;
    console.log("left out: the diagram's panel in a browser (none found)");
    return undefined;
  });
  afterAll(() => browser?.close());
  return {
    isMissing: browser === undefined,
    open(options) {
      if (!browser) throw new Error("There is no browser.");
      return openPanel(browser, options);
    },
  };
}
