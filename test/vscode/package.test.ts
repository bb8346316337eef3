import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { packageExtension } from "../../scripts/package.mjs";
import { launchBrowser, startServer } from "../../scripts/vscode.mjs";
import { examplesFolder } from "./kit/example.ts";
import type { Window } from "./kit/window.ts";
import { choose, diagramState, startByKey } from "./kit/workbench.ts";

const port = inject("vscodePort");
const folder = mkdtempSync(join(tmpdir(), "statecraft-package-"));
let packed: Awaited<ReturnType<typeof packageExtension>>;

beforeAll(async () => {
  packed = await packageExtension(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the package holds bundles, grammars, icons and texts, in less than 2 MB", () => {
  const wanted =
    /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|language-configuration(?:-yaml)?\.json|(?:dist\/(?:[\w-]+\.cjs|notices\.txt|examples\.json|bootstrap\/[\w-]+\.(?:mjs|py)|catalogue\/(?:[\w-]+\.json|NOTICE|LICENSE-APACHE-2\.0)|webview\/[\w-]+\.(?:js|css))|syntaxes\/[\w-]+\.tmLanguage\.json|images\/[\w-]+\.(?:png|svg)|media\/[\w-]+\.(?:md|svg)|schemas\/[\w-]+\.schema\.json))$/;
  expect(packed.contents.filter((file) => !wanted.test(file))).toEqual([]);
  expect(packed.contents).toContain("dist/extension.cjs");
  expect(packed.bytes).toBeLessThan(2_000_000);
});

test.skipIf(port === undefined)("installed from its file it runs a function in two windows at once", async () => {
  const server = await startServer({ vsix: [packed.file] });
  const browser = await launchBrowser();
  try {
    const shown = join(examplesFolder, "order-process");
    const address = server.address({ folder: shown, file: join(shown, "order-process.asl.json") });
    const windows = await Promise.all(
      [1, 2].map(async (): Promise<Window> => {
        const page = await browser.newPage();
        await page.goto(address);
        await page.locator(".monaco-editor .view-line").first().waitFor();
        return { page, folder: shown };
      }),
    );
    for (const window of windows) {
      await startByKey(window, "Control+F5");
      await choose(window, "small-order", "Input");
      await choose(window, "HappyPath", "Test case");
    }
    for (const window of windows) {
      await expect.poll(() => diagramState(window, ".status-succeeded")).toContain("/States/PriceOrder");
      await expect.poll(() => diagramState(window, ".status-succeeded")).toContain("/States/OrderCompleted");
    }
  } finally {
    await browser.close();
    await server.stop();
  }
});
