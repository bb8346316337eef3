import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import ts from "typescript-5.9";

/**
 * A source file as the checks see it. Paths are relative to the project's root, with slashes.
 *
 * @typedef {object} Source
 * @property {string} path
 * @property {string} text
 * @property {number} lines
 * @property {ts.SourceFile} ast
 * @property {readonly Import[]} imports
 * @property {boolean} isTest Whether it is a test or belongs to one.
 *
 * @typedef {object} Import
 * @property {string} specifier As it is written: `../text/index.ts`, `node:fs`.
 * @property {string | undefined} path The file of the project that a relative import names.
 * @property {boolean} typeOnly Whether nothing of it is left at run time.
 * @property {boolean} reexport
 * @property {number} line
 *
 * What a check found. Its message says what to do.
 * @typedef {{ readonly file: string, readonly line: number, readonly rule: string, readonly message: string }} Finding
 */

const ignored = new Set(["node_modules", "dist", "out", "coverage"]);

/**
 * All code of a project.
 * @param {string} root
 * @returns {readonly Source[]}
 */
export function readSources(root) {
  const entries = readdirSync(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !isIgnored(entry.name));
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder.name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter((path) => !path.split("/").some(isIgnored)),
  );
  return files.sort().map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

/** @param {string} name */
const isIgnored = (name) => ignored.has(name) || name.startsWith(".");

/**
 * @param {string} path
 * @param {string} text
 * @returns {Source}
 */
export function readSource(path, text) {
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const isTest = path.startsWith("test/") || path.endsWith(".test.ts");
  const lines = text.endsWith("\n") ? ast.getLineStarts().length - 1 : ast.getLineStarts().length;
  return { path, text, lines, ast, imports: importsOf(path, ast), isTest };
}

/**
 * Every node of a file, parents first.
 * @param {ts.SourceFile} ast
 * @returns {Generator<ts.Node>}
 */
export function* nodesOf(ast) {
  /** @type {ts.Node[]} */
  const pending = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    /** @type {ts.Node[]} */
    const children = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse()) pending.push(child);
  }
}

/**
 * The line of a node, counted from 1.
 * @param {ts.Node} node
 */
export function lineOf(node) {
  const ast = node.getSourceFile();
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}

/**
 * @param {string} path
 * @param {ts.SourceFile} ast
 * @returns {readonly Import[]}
 */
function importsOf(path, ast) {
  /** @type {Import[]} */
  const found = [];
  for (const node of nodesOf(ast)) {
    const named = importedName(node);
    if (!named) continue;
    const { specifier, typeOnly } = named;
    const target = specifier.startsWith(".") ? posix.join(dirname(path), specifier) : undefined;
    found.push({ specifier, path: target, typeOnly, reexport: ts.isExportDeclaration(node), line: lineOf(node) });
  }
  return found;
}

/**
 * `import { type A }` keeps its import at run time (`verbatimModuleSyntax`), so only `import type` counts as types.
 * @param {ts.Node} node
 * @returns {{ readonly specifier: string, readonly typeOnly: boolean } | undefined}
 */
function importedName(node) {
  if (ts.isImportDeclaration(node)) return name(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
  if (ts.isExportDeclaration(node)) return name(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? name(node.argument.literal, true) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(expression) && expression.text === "require";
  return isImport || isRequire ? name(node.arguments[0], false) : undefined;
}

/**
 * @param {ts.Node | undefined} literal
 * @param {boolean} typeOnly
 */
const name = (literal, typeOnly) =>
  literal && ts.isStringLiteralLike(literal) ? { specifier: literal.text, typeOnly } : undefined;
