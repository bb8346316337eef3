import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** @import { Example } from "../client/examples/examples.ts" */

const EXPECTED = "history.txt";

/** The expected histories are for our own tests. */
const left = new Set([EXPECTED]);

/** What running an example may leave behind. */
const made = /[\\/](?:__pycache__|node_modules|\.aws-sam)[\\/]/;

/**
 * What the extension offers for new state machines: blank ones, and the examples, whose READMEs say how they are called.
 * @param {string} folder
 * @returns {readonly Example[]}
 */
export function packExamples(folder) {
  return [
    blank("Blank, in JSON", "blank.asl.json"),
    blank("Blank, in YAML", "blank.asl.yaml"),
    ...exampleNames(folder).map((name) => exampleIn(join(folder, name), name)),
  ];
}

/**
 * The examples that we keep have their expected history. `npm start` shows this folder: whatever else is in it was made
 * by whoever tries it.
 * @param {string} folder
 */
export const exampleNames = (folder) => readdirSync(folder).filter((name) => existsSync(join(folder, name, EXPECTED)));

/**
 * @param {string} title
 * @param {string} file
 * @returns {Example}
 */
function blank(title, file) {
  const text = readFileSync(join(import.meta.dirname, "../client/examples", file), "utf8");
  return { name: "blank", title, description: "One state and the end", definition: file, files: { [file]: text } };
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
  return { name, title, description: firstSentence(description), definition, files };
}

/**
 * Pickers show one line, and no Markdown.
 * @param {string} paragraph
 */
function firstSentence(paragraph) {
  const plain = paragraph.replaceAll("\n", " ").replaceAll("`", "");
  return /^.*?[.:](?= |$)/.exec(plain)?.[0].slice(0, -1) ?? plain;
}
