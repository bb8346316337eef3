import { defineConfig } from "vitest/config";
import config from "../vitest.config.ts";

/** `npm run pictures` makes the pictures of README and docs anew, in the real VS Code. */
export default defineConfig({ ...config, test: { ...config.test, include: ["pictures/*.test.ts"] } });
