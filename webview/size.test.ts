import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { panelScript, panelStyle } from "../test/kit/panel.ts";

/** What the panel may weigh, details of executions included: it opens while somebody waits for it. */
const MOST = 60 * 1024;

test("the panel's script and style are small", async () => {
  const sizes = [await panelScript(), await panelStyle()].map((text) => gzipSync(text, { level: 9 }).byteLength);
  console.log(`script and style of the panel: ${sizes.map((size) => (size / 1024).toFixed(1)).join(" + ")} KB gzipped`);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST);
});
