import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/**
 * `npm test`: one step after the other; arguments go to the unit and protocol tests (`npm test -- -u`). In the real VS
 * Code it tries what everybody uses, and with `--all` (`npm run test:all`) the rest as well. It runs on after a failure
 * and closes with `N passed, N failed`, where each check counts as one.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string} program A script of ours, or a program from `node_modules/.bin`.
 * @property {readonly string[]} args
 * @property {boolean} [vitest] Whether it counts its own tests.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} failures What failed, by its name.
 */

const isAll = process.argv.includes("--all");

/** The files of tests that a person waits for. */
const everyday = ["api", "ui/first-contact", "ui/language", "ui/diagram", "ui/debugging", "ui/executions"].map(
  (name) => `${name}.test.ts`,
);

/** @type {readonly Step[]} */
const steps = [
  { name: "Bundles", program: "scripts/build.mjs", args: [] },
  { name: "Types", program: "tsc", args: ["-b"] },
  { name: "Architecture", program: "scripts/check.mjs", args: [] },
  { name: "Format and lint", program: "biome", args: ["check", "--error-on-warnings"] },
  {
    name: "Unit and protocol tests",
    program: "vitest",
    args: ["run", ...process.argv.slice(2).filter((given) => given !== "--all")],
    vitest: true,
  },
  {
    name: "Tests in VS Code",
    program: "vitest",
    args: ["run", "--config", "test/vscode/vitest.config.ts", ...(isAll ? [] : everyday)],
    vitest: true,
  },
];

const root = join(import.meta.dirname, "..");

/**
 * @param {Step} step
 * @returns {Promise<Counts>}
 */
async function runStep({ name, program, args, vitest = false }) {
  const folder = mkdtempSync(join(tmpdir(), "statecraft-test-"));
  const report = join(folder, "report.json");
  const reporters = vitest ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
  const code = await run(program, [...args, ...reporters]);
  const counts = vitest
    ? reported(report, code)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, failures: code === 0 ? [] : [name] };
  rmSync(folder, { recursive: true });
  return counts;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function run(program, args) {
  const file = program.endsWith(".mjs") ? join(root, program) : undefined;
  const command = file ? process.execPath : join(root, "node_modules/.bin", program);
  const child = spawn(command, file ? [file, ...args] : args, {
    cwd: root,
    stdio: "inherit",
    shell: !file && isWindows,
  });
  return new Promise((resolve, reject) => child.on("error", reject).on("exit", (code) => resolve(code ?? 1)));
}

const isWindows = process.platform === "win32";

/**
 * What vitest reports; a file that fails before its first test, or a run that fails beside its tests, counts as one.
 * @param {string} report
 * @param {number} code
 * @returns {Counts}
 */
function reported(report, code) {
  try {
    const { numPassedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    /**
     * @typedef {{ readonly status: string, readonly fullName: string }} Test
     * @type {readonly { readonly name: string, readonly status: string, readonly assertionResults: readonly Test[] }[]}
     */
    const files = testResults;
    const failures = files
      .filter(({ status }) => status === "failed")
      .flatMap(({ name, assertionResults }) => {
        const tests = assertionResults.filter(({ status }) => status === "failed");
        const file = relative(root, name);
        return tests.length > 0 ? tests.map(({ fullName }) => `${file}: ${fullName}`) : [file];
      });
    if (failures.length === 0 && code !== 0) failures.push("an error outside of the tests");
    const skipped = numPendingTests + numTodoTests;
    return { passed: numPassedTests, failed: failures.length, skipped, failures };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ["no report was written"] };
  }
}

/** @type {(Counts & { readonly name: string, readonly seconds: number })[]} */
const results = [];
for (const step of steps) {
  console.log(`\n== ${step.name}`);
  const started = Date.now();
  results.push({ name: step.name, ...(await runStep(step)), seconds: (Date.now() - started) / 1000 });
}

console.log("");
for (const { name, passed, failed, skipped, seconds } of results) {
  const left = skipped ? `, ${skipped} skipped` : "";
  console.log(`${name.padEnd(26)}${`${seconds.toFixed(1)} s`.padStart(8)}   ${passed} passed, ${failed} failed${left}`);
}
console.log("");
for (const { failures } of results) for (const failure of failures) console.log(`FAILED: ${failure}`);
const total = (/** @type {"passed" | "failed"} */ key) => results.reduce((sum, counts) => sum + counts[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") ? 1 : 0;
