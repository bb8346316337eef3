import ts from "typescript-5.9";
import { layerOf, layers } from "./layers.mjs";
import { lineOf, nodesOf } from "./source.mjs";

/** @import { Finding, Source } from "./source.mjs" */

/** What depends on more than its arguments, and what to do instead. */
const impureGlobals = new Map([
  ...["Date.now", "Date()", "performance"].map((name) => /** @type {const} */ ([name, "take the time as an argument"])),
  ...["Math.random", "crypto"].map((name) => /** @type {const} */ ([name, "take chance as an argument"])),
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"].map(
    (name) => /** @type {const} */ ([name, "give waiting back as data, and let the runtime wait"]),
  ),
  ...["process", "Buffer", "require", "__dirname", "fetch", "console", "globalThis"].map(
    (name) => /** @type {const} */ ([name, "leave it to an outer layer"]),
  ),
  ...["window", "document", "navigator", "localStorage"].map(
    (name) => /** @type {const} */ ([name, "leave it to the webview"]),
  ),
]);

/**
 * Clock, chance and environment in the pure layers.
 * @param {readonly Source[]} sources
 * @returns {readonly Finding[]}
 */
export function checkPurity(sources) {
  return sources.flatMap((source) => {
    const layer = layerOf(source.path);
    if (source.isTest || !layer || !layers[layer]?.pure) return [];
    const own = declaredNames(source.ast);
    return [...nodesOf(source.ast)].flatMap((node) => {
      const name = globalName(node);
      const advice = name && impureGlobals.get(name);
      if (!advice || own.has(name)) return [];
      const message = `"${layer}" is pure and must not use "${name}": ${advice}.`;
      return [{ file: source.path, line: lineOf(node), rule: "pure", message }];
    });
  });
}

/**
 * The name of the global that a node uses: `Date.now`, `Date()` for the present moment, `process`.
 * @param {ts.Node} node
 */
function globalName(node) {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return `${node.expression.text}.${node.name.text}`;
  }
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression)) {
    const isNow = node.expression.text === "Date" && (ts.isCallExpression(node) || !node.arguments?.length);
    return isNow ? "Date()" : undefined;
  }
  return ts.isIdentifier(node) && isReference(node) ? node.text : undefined;
}

/** @param {ts.Identifier} node */
function isReference(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return "name" in parent ? parent.name !== node : !ts.isTypeNode(parent) && !ts.isBindingElement(parent);
}

/**
 * Names that the file itself declares anywhere: a parameter called `document` is no global.
 * @param {ts.SourceFile} ast
 */
function declaredNames(ast) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const node of nodesOf(ast)) {
    const declares =
      ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isImportSpecifier(node);
    if (!declares && !ts.isFunctionDeclaration(node) && !ts.isImportClause(node)) continue;
    if (node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
  }
  return names;
}
