import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { serverFolder } from "../../../scripts/vscode.mjs";

const root = join(import.meta.dirname, "../../..");

/** The part of VS Code's own colouring library that we use. */
interface Colouring {
  readonly parseRawGrammar: (text: string, path: string) => unknown;
  readonly Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar> };
}

interface Grammar {
  tokenizeLine(line: string, before: unknown): { readonly tokens: readonly Token[]; readonly ruleStack: unknown };
}

interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

/** Each token of a text with its innermost scope, coloured by our grammars and those of JSON and YAML in VS Code. */
export async function colours(scope: string, text: string): Promise<readonly (readonly [string, string])[]> {
  const grammar = await load(scope);
  const found: [string, string][] = [];
  let state: unknown = null;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      found.push([line.slice(startIndex, endIndex).trim(), scopes.at(-1) ?? ""]);
    }
  }
  return found;
}

async function load(scope: string): Promise<Grammar> {
  const vscode = await serverFolder();
  const require = createRequire(join(vscode, "package.json"));
  const { parseRawGrammar, Registry }: Colouring = require("vscode-textmate");
  const onig = require("vscode-oniguruma");
  await onig.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const files = new Map(
    ["extensions/json", "extensions/yaml", ""].flatMap((it) => grammarsOf(it ? join(vscode, it) : root)),
  );
  const onigLib = {
    createOnigScanner: (sources: string[]) => new onig.OnigScanner(sources),
    createOnigString: (text: string) => new onig.OnigString(text),
  };
  const registry = new Registry({
    onigLib: Promise.resolve(onigLib),
    loadGrammar: async (name: string) => {
      const file = files.get(name);
      return file ? parseRawGrammar(readFileSync(file, "utf8"), file) : null;
    },
  });
  return registry.loadGrammar(scope);
}

/** The grammars that an extension contributes, by their scopes. */
function grammarsOf(extension: string): readonly (readonly [string, string])[] {
  const { contributes } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  const grammars: readonly { readonly scopeName: string; readonly path: string }[] = contributes.grammars;
  return grammars.map(({ scopeName, path }) => [scopeName, join(extension, path)]);
}
