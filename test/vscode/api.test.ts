import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { type EditorRun, runInEditor } from "./kit/run-in-editor.ts";

/** Folders of tests that run within VS Code, each in a window of its own kind. Every such test shows as one of ours. */
const suites: Readonly<Record<string, EditorRun>> = {
  "in a trusted folder": { tests: "api" },
  "in an untrusted folder": { tests: "api/untrusted", trust: false },
  "beside AWS's extension": {
    tests: "api/beside-toolkit",
    extensions: [join(import.meta.dirname, "fixtures/aws-toolkit-stub")],
  },
};

const canRun = inject("vscodePort") !== undefined;

for (const [name, suite] of Object.entries(suites)) {
  if (!existsSync(join(import.meta.dirname, suite.tests))) continue;
  const results = canRun ? await runInEditor(suite) : [];
  describe(name, () => {
    test.skipIf(!canRun)("VS Code runs the tests", () => {
      expect(results).not.toEqual([]);
    });
    for (const { name, error } of results) {
      test(name, () => {
        if (error) throw new Error(error);
      });
    }
  });
}
