import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { graphMessage, type Panel } from "../test/kit/panel.ts";
import { panelBrowser } from "../test/kit/panel-browser.ts";
import type { ThemeName } from "../test/kit/themes.ts";

const browser = await panelBrowser();
const axe = join(import.meta.dirname, "../node_modules/axe-core/axe.min.js");
if (process.env.CI && !existsSync(axe)) throw new Error("axe-core isn't installed.");

const ORDER = JSON.stringify({
  StartAt: "Check",
  States: {
    Check: { Type: "Choice", Choices: [{ Variable: "$.a", NumericGreaterThan: 1, Next: "All" }], Default: "Stop" },
    All: {
      Type: "Map",
      ItemProcessor: { StartAt: "One", States: { One: { Type: "Pass", End: true } } },
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Stop" }],
      End: true,
    },
    Stop: { Type: "Fail", Error: "Refused" },
  },
});

const RUN = {
  id: "r",
  status: "failed",
  error: "Refused",
  states: {
    "/States/Check": { status: "succeeded", visits: 1 },
    "/States/Stop": { status: "failed", visits: 2, error: "Refused" },
  },
  edges: { "/States/Check|default|0": 1 },
  events: 5,
};

interface Axe {
  readonly axe: { run(options: { readonly resultTypes: readonly string[] }): Promise<AxeResults> };
}

interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What is wrong by the rules of the Web Content Accessibility Guidelines and by good practice: a line for each. */
async function violations(panel: Panel): Promise<readonly string[]> {
  await panel.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const found = await panel.page.evaluate(() => (window as unknown as Axe).axe.run({ resultTypes: ["violations"] }));
  expect(found.passes.length).toBeGreaterThan(15);
  return found.violations
    .filter(({ id }) => id !== WHOLE_PAGES)
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}

/** A panel is a part of VS Code's page, and has no heading of its own. */
const WHOLE_PAGES = "page-has-heading-one";

describe.skipIf(browser.isMissing || !existsSync(axe))("nothing in the panel is out of anybody's reach", () => {
  const open = async (theme: ThemeName): Promise<Panel> => {
    const panel = await browser.open({ theme });
    // The policy lets in no other script, as it should: this one comes as a debugger's would.
    await panel.page.evaluate(await readFile(axe, "utf8"));
    return panel;
  };

  test.each(["light", "dark", "highContrast", "highContrastLight"] as const)("in %s", async (theme) => {
    const panel = await open(theme);
    expect(await violations(panel)).toEqual([]);
    await panel.send(graphMessage(ORDER), {
      kind: "diagnostics",
      diagnostics: [{ id: "/States/All", severity: "error", message: "No such thing." }],
    });
    await panel.page.locator("[data-state]").first().waitFor();
    expect(await violations(panel)).toEqual([]);
    await panel.send({ kind: "overlay", run: RUN }, { kind: "select", id: "/States/Check" });
    await panel.page.locator(".visited.selected").waitFor();
    expect(await violations(panel)).toEqual([]);
    await panel.page.locator(".surface").focus();
    await panel.page.keyboard.press("/");
    await panel.page.keyboard.type("stop");
    await panel.send(graphMessage("{", "Line 1: A brace is missing here."));
    await panel.page.locator(".banner").waitFor();
    expect(await violations(panel)).toEqual([]);
    await panel.page.close();
  });
});
