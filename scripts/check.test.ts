import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readSource } from "./check/source.mjs";
import { checkProject, checkSources } from "./check.mjs";

type Files = Readonly<Record<string, string>>;

/** A small project in which everything is in order. */
const healthy: Files = {
  "language/text/index.ts": 'export { type Span, span } from "./span.ts";\n',
  "language/text/span.ts": "export type Span = number;\nexport const span = (document: Span): Span => document;\n",
  "language/spec/index.ts": 'export const stateSpecs = { Wait: { fields: { SecondsPath: "", Next: "" } } };\n',
  "language/index.ts": 'export * from "./text/index.ts";\n',
  "diagram/index.ts": 'import { span } from "../language/index.ts";\nexport const layout = (): number => span(1);\n',
  "server/index.ts": 'import "node:fs";\nimport "vscode-languageserver/node";\n',
  "server/protocol.ts": "export interface Ask {\n  readonly uri: string;\n}\n",
  "webview/main.ts":
    'import { layout } from "../diagram/index.ts";\nimport type { Span } from "../language/index.ts";\nexport const x: Span = layout();\n',
  "client/index.ts":
    'import * as vscode from "vscode";\nimport type { Ask } from "../server/protocol.ts";\nvscode.x;\n',
  "language/text/span.test.ts": 'import "node:fs";\nimport "vitest";\nimport { span } from "./span.ts";\nspan(1)!;\n',
};

const names = new Set(["Wait", "SecondsPath"]);

/** What the check says of the healthy project after `changes`, as `file:line rule`. */
function check(changes: Files): readonly string[] {
  const sources = Object.entries({ ...healthy, ...changes }).map(([path, text]) => readSource(path, text));
  return checkSources(sources, names).map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

test("a project in order has no findings", () => {
  expect(check({})).toEqual([]);
});

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const inFunction = (body: string): string => `export function f(x: number): number {\n${body}  return x;\n}\n`;

test.each<[string, string, string, string]>([
  ["an upward import", "language/text/a.ts", 'import "../index.ts";', "layer"],
  ["an upward type import", "language/text/a.ts", 'import type { A } from "../spec/index.ts";', "layer"],
  ["an upward import type", "language/text/a.ts", 'export type A = import("../spec/index.ts").A;', "layer"],
  ["an upward dynamic import", "language/text/a.ts", 'await import("../spec/index.ts");', "layer"],
  ["a neighbour that isn't below", "diagram/a.ts", 'import "../server/index.ts";', "layer"],
  ["a test in the product", "diagram/a.ts", 'import "../test/kit/marks.ts";', "import-path"],
  ["a folder that is no layer", "extras/a.ts", "export {};", "layer"],
  ["a side door", "diagram/a.ts", 'import "../language/text/span.ts";', "entry"],
  ["a side door in a test", "diagram/a.test.ts", 'import "../language/text/span.ts";', "entry"],
  ["messages as values", "client/a.ts", 'import { ask } from "../server/protocol.ts";', "door"],
  ["values into the client", "client/a.ts", 'import { span } from "../language/index.ts";', "types-only"],
  ["inline types into the client", "client/a.ts", 'import { type Span } from "../language/index.ts";', "types-only"],
  ["values into the webview", "webview/a.ts", 'import { span } from "../language/index.ts";', "types-only"],
  ["the server in the webview", "webview/a.ts", 'import type { Ask } from "../server/protocol.ts";', "layer"],
  ["an exporting file", "diagram/a.ts", 'export { layout } from "./index.ts";', "barrel"],
  ["an import without extension", "diagram/a.ts", 'import "./index";', "import-path"],
  ["Node in a pure layer", "language/text/a.ts", 'import type { Stats } from "node:fs";', "package"],
  ["vscode in the server", "server/a.ts", 'import "vscode";', "package"],
  ["a protocol in the language", "language/text/a.ts", 'import "vscode-languageserver/node";', "package"],
  ["a package in the webview", "webview/a.ts", 'import "yaml";', "package"],
  ["the clock", "language/text/a.ts", "export const now = Date.now();", "pure"],
  ["the present moment", "language/text/a.ts", "export const now = new Date();", "pure"],
  ["chance", "diagram/a.ts", "export const chance = Math.random();", "pure"],
  ["a timer", "language/text/a.ts", "setTimeout(() => 1, 10);", "pure"],
  ["the environment", "language/text/a.ts", "export const home = process.env.HOME;", "pure"],
  ["the DOM", "diagram/a.ts", "export const body = document.body;", "pure"],
  ["any", "server/a.ts", "export const a = (x: any) => x;", "any"],
  ["any in a test", "server/a.test.ts", "export const a = (x: any) => x;", "any"],
  ["!", "server/a.ts", "export const a = (x?: number) => x!;", "non-null"],
  ["a field with !", "server/a.ts", "export class A { readonly a!: number }", "non-null"],
  ["an enum", "server/a.ts", "export enum A { One }", "enum"],
  ["a default export", "server/a.ts", "export default 1;", "default-export"],
  ["a default function", "server/a.ts", "export default function f() {}", "default-export"],
  ["@ts-ignore", "server/a.ts", "// @ts-ignore", "ts-ignore"],
  ["@ts-nocheck in a test", "server/a.test.ts", "// @ts-nocheck", "ts-ignore"],
  ["a vague name", "server/text-utils.ts", "export {};", "file-name"],
  ["a shared room", "server/common.ts", "export {};", "file-name"],
  ["a name in camel case", "server/textEdits.ts", "export {};", "file-name"],
  ["a state type in an adapter", "server/a.ts", 'export const type = "Wait";', "asl-name"],
  ["a field name in an adapter", "client/a.ts", 'export const field = "SecondsPath";', "asl-name"],
  ["a field access in an adapter", "debugger/a.ts", "export const f = (x: A): B => x.SecondsPath;", "asl-name"],
])("%s is found", (_, file, text, rule) => {
  expect(check({ [file]: `${text}\n` })).toEqual([`${file}:1 ${rule}`]);
});

test.each<[string, Files, readonly string[]]>([
  [
    "a cycle of types",
    { "server/a.ts": 'import type { B } from "./b.ts";\n', "server/b.ts": 'import type { A } from "./a.ts";\n' },
    ["server/a.ts:1 cycle"],
  ],
  [
    "a cycle over three files, and who only leads to it",
    {
      "server/a.ts": '\nimport "./b.ts";\n',
      "server/b.ts": 'import "./c.ts";\n',
      "server/c.ts": 'import "./a.ts";\n',
      "server/lead.ts": 'import "./a.ts";\n',
    },
    ["server/a.ts:2 cycle"],
  ],
  ["a long file", { "server/a.ts": lines(401, "export {};") }, ["server/a.ts:400 file-length"]],
  ["a file that just fits", { "server/a.ts": lines(400, "export {};") }, []],
  ["a long function", { "server/a.ts": inFunction(lines(58, "  x++;")) }, ["server/a.ts:1 function-length"]],
  ["a function that just fits", { "server/a.ts": inFunction(lines(57, "  x++;")) }, []],
  ["a table in a function", { "server/a.ts": inFunction(`  const t = [\n${lines(99, "    1,")}  ];\n`) }, []],
  ["a switch as a table", { "server/a.ts": inFunction(`  switch (x) {\n${lines(99, "    case 1: x++;")}  }\n`) }, []],
  ["a long function in a test", { "server/a.test.ts": inFunction(lines(99, "  x++;")) }, []],
  ["an own name like a global", { "language/text/a.ts": "export const f = (process: number) => process + 1;\n" }, []],
  ["a property like a global", { "language/text/a.ts": "export const f = (x: A) => x.document + x.now();\n" }, []],
  ["a given time", { "language/text/a.ts": "export const at = (ms: number) => new Date(ms).toISOString();\n" }, []],
])("%s", (_, changes, findings) => {
  expect(check(changes)).toEqual(findings);
});

test("a finding says what to do", () => {
  const sources = [readSource("server/a.ts", 'import "vscode";\n')];
  expect(checkSources(sources, names)).toEqual([
    {
      file: "server/a.ts",
      line: 1,
      rule: "package",
      message: '"server" must not import the package "vscode"; scripts/check/layers.mjs lists those it may.',
    },
  ]);
});

test("a folder is read with its language, and without what isn't ours", async () => {
  const root = mkdtempSync(join(tmpdir(), "statecraft-check-"));
  const files = {
    ...healthy,
    "client/bad.ts": 'export const field = "SecondsPath";\nexport const word = "Next";\n',
    "client/node_modules/x/index.ts": "export default 1;\n",
    "package.json":
      '{ "contributes": { "commands": [\n{ "command": "statecraft.open" },\n{ "command": "statecraft.gone" }] } }',
    "client/commands.ts": 'export const open = "statecraft.open";\n',
    "dist/a.ts": "export default 1;\n",
    ".types/a.ts": "export default 1;\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const findings = await checkProject(root);
  rmSync(root, { recursive: true });
  expect(findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
    "client/bad.ts:1 asl-name",
    "package.json:3 command",
  ]);
});
