import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { packageExtension } from "../../scripts/package.mjs";
import { launchBrowser, startServer } from "../../scripts/vscode.mjs";

const port = inject("vscodePort");
const folder = mkdtempSync(join(tmpdir(), "statecraft-package-"));
let packed: Awaited<ReturnType<typeof packageExtension>>;

beforeAll(async () => {
  packed = await packageExtension(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the package holds bundles, grammars, icons and texts, in less than 2 MB", () => {
  const wanted =
    /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|language-configuration(?:-yaml)?\.json|(?:dist\/(?:[\w-]+\.cjs|notices\.txt|webview\/[\w-]+\.(?:js|css))|syntaxes\/[\w-]+\.tmLanguage\.json|images\/[\w-]+\.(?:png|svg)|media\/[\w-]+\.(?:md|svg)|schemas\/[\w-]+\.json))$/;
  expect(packed.contents.filter((file) => !wanted.test(file))).toEqual([]);
  expect(packed.contents).toContain("dist/extension.cjs");
  expect(packed.bytes).toBeLessThan(2_000_000);
});

test.skipIf(port === undefined)("installed from its file it works in two windows at once", async () => {
  const server = await startServer({ vsix: [packed.file] });
  const browser = await launchBrowser();
  try {
    const file = join(import.meta.dirname, "fixtures/wait.asl.json");
    const address = server.address({ folder: join(import.meta.dirname, "fixtures"), file });
    const pages = await Promise.all([browser.newPage(), browser.newPage()]);
    await Promise.all(pages.map((page) => page.goto(address)));
    for (const page of pages) {
      const language = page.locator('[id="status.editor.mode"]');
      await language.waitFor();
      await expect.poll(() => language.textContent()).toContain("Amazon States Language");
    }
  } finally {
    await browser.close();
    await server.stop();
  }
});
