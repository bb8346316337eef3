import { defineConfig } from "vitest/config";

/** One VS Code, one browser, one test after the other: what runs here is slow because it is real. */
export default defineConfig({
  cacheDir: "../../node_modules/.vite/vscode",
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts", "ui/**/*.test.ts"],
    globalSetup: "kit/shared-server.ts",
    fileParallelism: false,
    isolate: false,
    // A real window on a busy machine now and then misses a moment: what fails each time is broken.
    retry: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
