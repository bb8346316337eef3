import { describe, expect, test } from "vitest";
import { bringAxe, hasAxe, violations } from "../test/kit/axe.ts";
import { graphMessage, type Panel } from "../test/kit/panel.ts";
import { panelBrowser } from "../test/kit/panel-browser.ts";
import type { ThemeName } from "../test/kit/themes.ts";

const browser = await panelBrowser();
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

describe.skipIf(browser.isMissing || !hasAxe)("nothing in the panel is out of anybody's reach", () => {
  const open = async (theme: ThemeName): Promise<Panel> => {
    const panel = await browser.open({ theme });
    await bringAxe(panel);
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
