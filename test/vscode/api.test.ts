import { expect, inject, test } from "vitest";
import { runInEditor } from "./kit/run-in-editor.ts";

const canRun = inject("vscodePort") !== undefined;
const results = canRun ? await runInEditor({ tests: "api" }) : [];

test.skipIf(!canRun)("VS Code runs the tests that need its API", () => {
  expect(results).not.toEqual([]);
});

for (const { name, error } of results) {
  test(name, () => {
    if (error) throw new Error(error);
  });
}
