import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { aslNames, checkAslNames } from "./check/asl-names.mjs";
import { checkCycles } from "./check/cycles.mjs";
import { checkImports } from "./check/imports.mjs";
import { checkManifest } from "./check/manifest.mjs";
import { checkPurity } from "./check/purity.mjs";
import { readSources } from "./check/source.mjs";
import { stats } from "./check/stats.mjs";
import { checkStyle } from "./check/style.mjs";

/** @import { Finding, Source } from "./check/source.mjs" */

/**
 * Holds the architecture: what the compiler can't see of the layers, the budgets and the style of the house.
 * @param {string} root
 * @returns {Promise<readonly Finding[]>}
 */
export async function checkProject(root) {
  const sources = readSources(root);
  const manifest = join(root, "package.json");
  const commands = existsSync(manifest) ? checkManifest(sources, readFileSync(manifest, "utf8")) : [];
  return [...checkSources(sources, await aslNames(root)), ...commands];
}

/**
 * @param {readonly Source[]} sources
 * @param {ReadonlySet<string>} names The names of the language.
 * @returns {readonly Finding[]}
 */
export function checkSources(sources, names) {
  return [
    ...checkImports(sources),
    ...checkCycles(sources),
    ...checkPurity(sources),
    ...checkStyle(sources),
    ...checkAslNames(sources, names),
  ].toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = join(import.meta.dirname, "..");
  if (process.argv.includes("--stats")) console.log(stats(readSources(root)));
  else {
    const findings = await checkProject(root);
    for (const { file, line, rule, message } of findings) console.log(`${file}:${line} ${rule}: ${message}`);
    console.log(
      findings.length ? `The architecture check failed: ${findings.length} findings.` : "The architecture holds.",
    );
    process.exitCode = findings.length ? 1 : 0;
  }
}
