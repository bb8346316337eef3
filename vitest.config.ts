import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**", ".types/**", ".vscode-test/**", "test/vscode/**"],
    testTimeout: 40_000,
    // By itself vitest leaves one core alone, which on two is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
