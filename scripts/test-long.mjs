import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run test:long [-- EFFORT]`: tries every property (see test/kit/chance.ts) EFFORT times as often, 100 unless
 * given, with a fresh seed. `STATECRAFT_SEED` repeats a run. At 100 there are 100,000 random edits of definitions with three
 * requests after each, and 500 of large files (`server/random-edits.test.ts`): a failure tells the seed of its text, with
 * which it comes first.
 */
const root = join(import.meta.dirname, "..");
const effort = process.argv[2] ?? "100";
if (!(Number(effort) > 0)) {
  console.log(
    "npm run test:long [-- EFFORT]: how many times as often as npm test properties are tried, 100 unless given.",
  );
  process.exit(effort === "--help" ? 0 : 2);
}
const seed = process.env.STATECRAFT_SEED ?? String(randomInt(2 ** 31));

const exclude = ["**/node_modules", "dist", ".types", ".vscode-test"];
const files = globSync("**/*.test.ts", { cwd: root, exclude }).filter((file) =>
  readFileSync(join(root, file), "utf8").includes("kit/chance.ts"),
);
if (files.length === 0) throw new Error("No test takes its chances from test/kit/chance.ts.");
console.log(`Seed ${seed}, effort ${effort}. Repeat with STATECRAFT_SEED=${seed} npm run test:long -- ${effort}`);
const child = spawn(join(root, "node_modules/.bin/vitest"), ["run", "--testTimeout=3600000", ...files], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, STATECRAFT_EFFORT: effort, STATECRAFT_SEED: seed },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
