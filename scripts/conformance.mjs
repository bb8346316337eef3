// Runs the recorded cases of the real service against our engine, with their own comparator:
//   npm run conformance -- DIR [--filter TEXT] [--show N] [--minimum SHARE]
// Prints counts by kind, by need and by aspect, and closes with `N passed, N failed, N skipped`. The minimum is a share
// of the replayable cases; one that conformance/exceptions.mjs gives a reason for does not count against it.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { exceptions } from "./conformance/exceptions.mjs";
import { runCase } from "./conformance/run-case.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ filter: { type: "string" }, show: { type: "string" }, minimum: { type: "string" } },
    help: { type: "boolean", short: "h" },
  },
});
const dir = resolve(positionals[0] ?? "../shared/conformance");
if (values.help || !existsSync(join(dir, "compare.mjs"))) {
  if (!values.help) console.error(`"${dir}" has no recorded cases: name the folder that has them.`);
  console.log("npm run conformance -- DIR [--filter TEXT] [--show N] [--minimum SHARE]");
  process.exit(values.help ? 0 : 2);
}
/** @param {string} file */
const load = (file) => import(pathToFileURL(join(dir, file)).href);
const { compare, readCases, summary } = await load("compare.mjs");
const { taskResults } = await load("mocks.mjs");

/**
 * A case that the runner can't replay fails, and the others go on.
 * @param {Parameters<typeof runCase>[0]} testCase
 */
async function answerTo(testCase) {
  try {
    return await runCase(testCase, taskResults(testCase));
  } catch (problem) {
    return { status: `can't be replayed: ${problem instanceof Error ? problem.message : problem}` };
  }
}

const results = [];
for await (const testCase of readCases(dir)) {
  if (values.filter && !testCase.id.includes(values.filter)) continue;
  if (["partial", "service"].includes(testCase.replay)) {
    results.push({ testCase, skipped: testCase.notes.join("; ") });
    continue;
  }
  const actual = await answerTo(testCase);
  results.push({ testCase, result: compare(testCase, actual), actual });
}

const differing = results.filter(({ result }) => result && !result.equal);
const excepted = differing.filter(({ testCase }) => testCase.id in exceptions);
const failed = differing.filter(({ testCase }) => !(testCase.id in exceptions));
for (const { testCase, result } of failed.slice(0, Number(values.show ?? 0))) {
  console.log(`\n${testCase.kind} ${testCase.id}`);
  for (const { aspect, path, expected, actual } of result.differences.slice(0, 4)) {
    console.log(
      `  ${aspect} ${path}\n    expected ${JSON.stringify(expected)?.slice(0, 400)}\n    actual   ${JSON.stringify(actual)?.slice(0, 400)}`,
    );
  }
}

/** Executions are counted apart as well: the small ones give an output, the others whole histories. */
const executions = results.filter(({ testCase, result }) => testCase.kind === "execution" && result);
for (const micro of [true, false]) {
  const those = executions.filter(({ testCase }) => (testCase.micro === true) === micro);
  const passed = those.filter(({ result }) => result.equal).length;
  const share = those.length ? ((100 * passed) / those.length).toFixed(1) : "–";
  console.log(`${micro ? "Micro executions" : "Executions with history"}: ${passed} of ${those.length} (${share} %)`);
}
for (const { testCase } of excepted) console.log(`Can't be equal: ${testCase.id}\n  ${exceptions[testCase.id]}`);
const { text, total } = summary(results);
console.log(text);

const { passed = 0 } = total;
const share = passed + failed.length === 0 ? 0 : passed / (passed + failed.length);
const tooMany = excepted.length > (passed + differing.length) / 100;
if (tooMany) console.error("More than 1 % of the cases are excepted.");
if (tooMany || (values.minimum && share < Number(values.minimum))) process.exitCode = 1;
