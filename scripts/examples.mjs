import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** @import { Example } from "../client/examples/examples.ts" */

/** The expected histories are for our own tests. */
const left = new Set(["history.txt"]);

/** What running an example may leave behind. */
const made = /[\\/](?:__pycache__|node_modules|\.aws-sam)[\\/]/;

/**
 * The examples as the extension offers them for new state machines: their READMEs say how they are called.
 * @param {string} folder
 * @returns {readonly Example[]}
 */
export function packExamples(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => exampleIn(join(folder, name), name));
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Example}
 */
function exampleIn(folder, name) {
  const files = Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !left.has(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !made.test(path))
      .sort()
      .map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8")]),
  );
  const definition = Object.keys(files).find((path) => /\.asl(?:\.(?:json|ya?ml))?$/.test(path));
  const [, title, description] = /^# (.+)\n\n(.+(?:\n.+)*)/.exec(files["README.md"] ?? "") ?? [];
  if (!definition || !title || !description)
    throw new Error(`examples/${name} needs a definition, and a README.md with a title and a paragraph.`);
  return { name, title, description: description.replaceAll("\n", " "), definition, files };
}
