import ts from "typescript-5.9";
import { nodesOf } from "./source.mjs";

/** @import { Finding, Source } from "./source.mjs" */

/**
 * Commands that package.json offers and the client doesn't know: they would fail when chosen.
 * @param {readonly Source[]} sources
 * @param {string} manifest The text of package.json.
 * @returns {readonly Finding[]}
 */
export function checkManifest(sources, manifest) {
  const client = sources.filter(({ path, isTest }) => path.startsWith("client/") && !isTest);
  const known = new Set(
    client.flatMap(({ ast }) => [...nodesOf(ast)].filter(ts.isStringLiteralLike).map(({ text }) => text)),
  );
  /** @type {readonly { readonly command: string }[]} */
  const commands = JSON.parse(manifest).contributes?.commands ?? [];
  return commands
    .filter(({ command }) => !known.has(command))
    .map(({ command }) => ({
      file: "package.json",
      line: manifest.slice(0, manifest.indexOf(`"${command}"`)).split("\n").length,
      rule: "command",
      message: `No file of client/ knows "${command}": add it to client/commands, or take it out of "contributes".`,
    }));
}
