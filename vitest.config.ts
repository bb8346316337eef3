import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**", ".types/**", ".vscode-test/**", "test/vscode/**"],
    testTimeout: 20_000,
  },
});
