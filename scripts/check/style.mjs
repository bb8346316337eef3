import ts from "typescript-5.9";
import { lineOf, nodesOf } from "./source.mjs";

/** @import { Finding, Source } from "./source.mjs" */

export const MAX_FILE_LINES = 400;
export const MAX_FUNCTION_LINES = 60;

/**
 * Budgets, and what the house does without.
 * @param {readonly Source[]} sources
 * @returns {readonly Finding[]}
 */
export function checkStyle(sources) {
  return sources.flatMap((source) => [
    ...nameFindings(source),
    ...fileFindings(source),
    ...[...nodesOf(source.ast)].flatMap((node) => nodeFindings(source, node)),
  ]);
}

const vagueWords = new Set(["util", "utils", "helper", "helpers", "manager", "impl"]);
const vagueNames = new Set(["common", "misc", "shared", "stuff", "base", "core", "lib", "types", "constants"]);
/** `language/spec/common.ts` holds the fields that all states have in common: there the word is the user's. */
const meantSo = new Set(["language/spec/common.ts"]);

/**
 * @param {Source} source
 * @returns {readonly Finding[]}
 */
function nameFindings({ path }) {
  if (meantSo.has(path)) return [];
  const file = path.slice(path.lastIndexOf("/") + 1);
  const name = file.replace(/(?:\.test|\.config)?\.(?:d\.ts|ts|mjs)$/, "");
  const at = { file: path, line: 1, rule: "file-name" };
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
    return [{ ...at, message: `Write the file's name "${file}" in lower case with hyphens.` }];
  }
  const vague = vagueNames.has(name) || name.split("-").some((word) => vagueWords.has(word));
  return vague ? [{ ...at, message: `"${file}" says nothing: name the file after what it gives.` }] : [];
}

/**
 * @param {Source} source
 * @returns {readonly Finding[]}
 */
function fileFindings({ path, text, lines, isTest }) {
  /** @type {Finding[]} */
  const found = [];
  if (lines > MAX_FILE_LINES) {
    const message = `${lines} lines, at most ${MAX_FILE_LINES}: split the file by what its parts are about.`;
    found.push({ file: path, line: MAX_FILE_LINES, rule: "file-length", message });
  }
  for (const match of text.matchAll(/^[ \t]*(?:\/\/|\/\*+)[ \t]*@ts-(ignore|nocheck|expect-error)/gm)) {
    if (match[1] === "expect-error" && isTest) continue;
    const line = text.slice(0, match.index).split("\n").length;
    found.push({ file: path, line, rule: "ts-ignore", message: `Make the types right instead of "@ts-${match[1]}".` });
  }
  return found;
}

/**
 * @param {Source} source
 * @param {ts.Node} node
 * @returns {readonly Finding[]}
 */
function nodeFindings({ path, isTest }, node) {
  const problem = forbidden(node, isTest) ?? (isTest ? undefined : functionProblem(node));
  return problem ? [{ file: path, line: lineOf(node), ...problem }] : [];
}

/**
 * @param {ts.Node} node
 * @param {boolean} isTest
 */
function forbidden(node, isTest) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) {
    return { rule: "any", message: 'Write the type, or "unknown" and look at the value.' };
  }
  if (!isTest && (ts.isNonNullExpression(node) || ("exclamationToken" in node && node.exclamationToken))) {
    return { rule: "non-null", message: 'Handle the case that "!" denies, or shape the data so that it can\'t occur.' };
  }
  if (ts.isEnumDeclaration(node)) return { rule: "enum", message: "Write a union of texts instead of an enum." };
  if (isDefaultExport(node) && !node.getSourceFile().fileName.endsWith(".config.ts")) {
    return { rule: "default-export", message: "Export it by its name." };
  }
  return undefined;
}

/** @param {ts.Node} node */
function isDefaultExport(node) {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}

/** @param {ts.Node} node */
function functionProblem(node) {
  if (!ts.isFunctionLike(node) || !("body" in node) || !node.body) return undefined;
  const lines = functionLines(node);
  if (lines <= MAX_FUNCTION_LINES) return undefined;
  const message = `${lines} lines without its tables, at most ${MAX_FUNCTION_LINES}: give its parts names of their own.`;
  return { rule: "function-length", message };
}

/**
 * The lines of a function, without those of the tables in it: literals of data, and switches with short clauses.
 * @param {ts.Node} node
 */
export function functionLines(node) {
  let lines = lineCount(node);
  /** @type {ts.Node[]} */
  const pending = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (isTable(at)) lines -= Math.max(0, lineCount(at) - 2);
    else ts.forEachChild(at, (child) => void pending.push(child));
  }
  return lines;
}

/** @param {ts.Node} node */
function isTable(node) {
  if (ts.isSwitchStatement(node)) return node.caseBlock.clauses.every((clause) => lineCount(clause) <= 3);
  if (!ts.isObjectLiteralExpression(node) && !ts.isArrayLiteralExpression(node)) return false;
  /** @type {ts.Node[]} */
  const pending = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (ts.isFunctionLike(at) && lineCount(at) > 3) return false;
    ts.forEachChild(at, (child) => void pending.push(child));
  }
  return true;
}

/** @param {ts.Node} node */
function lineCount(node) {
  const ast = node.getSourceFile();
  const line = (/** @type {number} */ offset) => ast.getLineAndCharacterOfPosition(offset).line;
  return line(node.end) - line(node.getStart(ast)) + 1;
}
