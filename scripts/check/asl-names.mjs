import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript-5.9";
import { layerOf, layers } from "./layers.mjs";
import { lineOf, nodesOf } from "./source.mjs";

/** @import { Finding, Source } from "./source.mjs" */

/**
 * Names of the language as texts in adapters: knowledge that belongs into `language`, `engine` or `runtime`.
 * @param {readonly Source[]} sources
 * @param {ReadonlySet<string>} names
 * @returns {readonly Finding[]}
 */
export function checkAslNames(sources, names) {
  return sources.flatMap((source) => {
    const layer = layerOf(source.path);
    if (source.isTest || !layer || !layers[layer]?.adapter) return [];
    return [...nodesOf(source.ast)].flatMap((node) => {
      const text = nameText(node);
      if (text === undefined || !names.has(text)) return [];
      const message = `"${layer}" must not know "${text}": ask language/model or language/spec for what it means.`;
      return [{ file: source.path, line: lineOf(node), rule: "asl-name", message }];
    });
  });
}

/** @param {ts.Node} node */
function nameText(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isPropertyAccessExpression(node) && !plainWords.test(node.name.text) ? node.name.text : undefined;
}

/** Field names that are also plain English words, as adapters need them for their own labels. */
const plainWords = /^[A-Z][a-z]+$/;

/**
 * The state types, and the field names that can be nothing else: `StartAt`, `ResultPath`, but not `Comment`.
 * @param {string} root
 * @returns {Promise<ReadonlySet<string>>}
 */
export async function aslNames(root) {
  const file = join(root, "language/spec/index.ts");
  if (!existsSync(file)) return new Set();
  const { stateSpecs = {}, objectSpecs = {} } = await import(pathToFileURL(file).href);
  /** @type {readonly { readonly fields: object }[]} */
  const specs = [...Object.values(stateSpecs), ...Object.values(objectSpecs)];
  const fields = specs.flatMap((spec) => Object.keys(spec.fields)).filter((name) => !plainWords.test(name));
  return new Set([...Object.keys(stateSpecs), ...fields]);
}
