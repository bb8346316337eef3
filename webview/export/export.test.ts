import { describe, expect, test } from "vitest";
import { graphMessage } from "../../test/kit/panel.ts";
import { panelBrowser } from "../../test/kit/panel-browser.ts";
import type { FromWebview } from "../protocol.ts";

const browser = await panelBrowser();

const ORDER = JSON.stringify({
  StartAt: "<Pay>",
  States: {
    "<Pay>": {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Stop" }],
      End: true,
    },
    Stop: { Type: "Fail" },
  },
});
const RUN = {
  id: "r",
  status: "succeeded",
  states: { "/States/<Pay>": { status: "succeeded", visits: 1 } },
  edges: { "/States/<Pay>|end|0": 1 },
  events: 5,
};

describe.skipIf(browser.isMissing)("the picture as a file", () => {
  const picture = async (format: "svg" | "png", theme: "light" | "dark"): Promise<string> => {
    const panel = await browser.open({ theme });
    await panel.send(graphMessage(ORDER), { kind: "overlay", run: RUN }, { kind: "select", id: "/States/Stop" });
    await panel.page.locator(".visited").waitFor();
    await panel.send({ kind: "render", format });
    const sent = (all: readonly FromWebview[]) => all.find((message) => message.kind === "picture");
    await expect.poll(async () => sent(await panel.heard())?.format).toBe(format);
    expect(await panel.page.locator(".unseen").count()).toBe(0);
    expect(panel.faults).toEqual([]);
    const content = sent(await panel.heard())?.content ?? "";
    await panel.page.close();
    return content;
  };

  test("SVG has all colours in it, what the run did, and nothing of the panel", async () => {
    const svg = await picture("svg", "dark");
    expect(svg).not.toMatch(/var\(|class=|style=|<script|focusBorder/);
    expect(svg).toContain('data-state="/States/&lt;Pay&gt;"');
    expect(svg).toContain('fill="rgb(31, 31, 31)"');
    const panel = await browser.open();
    const faults = await panel.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      const texts = [...parsed.querySelectorAll("text")];
      const filled = (element: Element): boolean => element.hasAttribute("fill") && element.hasAttribute("font-size");
      return [...parsed.querySelectorAll("parsererror"), ...texts.filter((element) => !filled(element))].length;
    }, svg);
    expect(faults).toBe(0);
    await panel.page.close();
  });

  test("PNG is twice as sharp, in the theme's colours", async () => {
    const bytes = Buffer.from(await picture("png", "light"), "base64");
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    const panel = await browser.open();
    const { width, colour } = await panel.page.evaluate(async (base64) => {
      const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([data]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      return { width: bitmap.width, colour: [...(context?.getImageData(2, 2, 1, 1).data ?? [])] };
    }, bytes.toString("base64"));
    expect(width).toBeGreaterThan(400);
    expect(colour).toEqual([255, 255, 255, 255]);
    await panel.page.close();
  });
});
