/**
 * Who may import whom. A layer is a folder that others enter through its `index.ts` (or one of `doors`); a file belongs
 * to the layer with the longest matching folder. Arrows point only to what a layer names here, never back.
 *
 * @typedef {object} Layer
 * @property {readonly string[]} imports Layers that it may import.
 * @property {readonly string[]} [types] Layers of which it may import types only: at run time they are other processes.
 * @property {readonly string[]} [packages] Packages from npm that it may import; none unless given.
 * @property {boolean} [node] Whether it may import Node's own modules.
 * @property {boolean} [pure] Whether the same input always gives the same output: no clock, no chance, no environment.
 * @property {boolean} [adapter] Whether it leaves all knowledge of the language (field names, state types) to the layers below.
 * @property {readonly string[]} [doors] Files besides `index.ts` whose types others may import: messages between processes.
 */

const inner = ["language/text", "language/syntax", "language/spec", "language/expressions", "language/model"];
const outer = [
  "language/flow",
  "language/shapes",
  "language/rules",
  "language/graph",
  "language/templates",
  "language/catalogue",
  "language/convert",
  "language/assist",
  "language/actions",
];
const facade = ["language", ...inner, ...outer];

/** @type {Readonly<Record<string, Layer>>} */
export const layers = {
  "language/text": { pure: true, imports: [] },
  "language/syntax": { pure: true, imports: ["language/text"], packages: ["jsonc-parser", "yaml"] },
  "language/spec": { pure: true, imports: ["language/text"] },
  "language/expressions": { pure: true, imports: ["language/text", "language/spec"], packages: ["jsonata"] },
  "language/model": {
    pure: true,
    imports: ["language/text", "language/syntax", "language/spec", "language/expressions"],
  },
  "language/flow": { pure: true, imports: inner },
  "language/shapes": { pure: true, imports: [...inner, "language/flow", "language/catalogue"] },
  "language/rules": {
    pure: true,
    imports: [...inner, "language/flow", "language/shapes", "language/templates", "language/catalogue"],
  },
  "language/graph": { pure: true, imports: inner },
  "language/templates": { pure: true, imports: inner },
  "language/catalogue": { pure: true, imports: ["language/text"] },
  "language/convert": { pure: true, imports: inner },
  "language/actions": { pure: true, imports: [...inner, "language/rules", "language/convert", "language/assist"] },
  "language/assist": {
    pure: true,
    imports: [
      ...inner,
      "language/flow",
      "language/shapes",
      "language/rules",
      "language/graph",
      "language/templates",
      "language/catalogue",
    ],
  },
  language: { pure: true, imports: facade },

  engine: { pure: true, imports: facade },
  diagram: { pure: true, imports: facade },
  executions: { pure: true, imports: facade, doors: ["protocol.ts"] },
  evaluation: { imports: facade, node: true },
  data: { imports: facade, node: true },
  workspace: { imports: facade, node: true },
  archive: { imports: ["executions", ...facade], node: true, adapter: true, doors: ["protocol.ts"] },
  runtime: {
    imports: ["evaluation", "data", "workspace", "engine", ...facade],
    packages: ["csv-parse", "hyparquet"],
    node: true,
  },

  server: {
    imports: ["evaluation", "data", "workspace", ...facade],
    packages: ["vscode-languageserver", "vscode-languageserver-textdocument"],
    node: true,
    adapter: true,
    doors: ["protocol.ts"],
  },
  debugger: {
    imports: ["archive", "executions", "runtime", "engine", ...facade],
    packages: ["@vscode/debugadapter", "@vscode/debugprotocol"],
    node: true,
    adapter: true,
    doors: ["protocol.ts"],
  },
  endpoint: { imports: ["runtime", "engine", ...facade], node: true, adapter: true },
  cli: {
    imports: ["data", "workspace", "server", "debugger", "endpoint", "runtime", "engine", "diagram", ...facade],
    node: true,
    adapter: true,
  },
  library: { imports: ["data", "workspace", "runtime", "engine", ...facade], node: true, adapter: true },
  webview: { imports: ["diagram"], types: ["executions", "engine", ...facade], doors: ["protocol.ts"] },
  client: {
    imports: [],
    types: [
      "server",
      "archive",
      "executions",
      "debugger",
      "endpoint",
      "runtime",
      "engine",
      "diagram",
      "webview",
      ...facade,
    ],
    packages: ["vscode", "vscode-languageclient"],
    node: true,
    adapter: true,
  },
};

/** Folders with code that is no part of the product: any import, but the same style. */
export const workshops = ["test", "scripts", "bench", "examples"];

/** @param {string} file A path from the project's root, `language/spec/index.ts`. */
export function layerOf(file) {
  for (let folder = parent(file); folder; folder = parent(folder)) if (layers[folder]) return folder;
  return undefined;
}

/** @param {string} path */
const parent = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
