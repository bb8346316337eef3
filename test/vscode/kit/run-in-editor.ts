import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { runExtensionTests } from "../../../scripts/vscode.mjs";
import type { Result } from "./in-editor.ts";

const here = join(import.meta.dirname, "..");
const root = join(here, "../..");

export interface EditorRun {
  /** The folder with the tests, from `test/vscode`. */
  readonly tests: string;
  readonly trust?: boolean;
  /** Extensions besides ours. */
  readonly extensions?: readonly string[];
}

/** Runs the tests of a folder in the extension host of a window of their own, with an empty folder open. */
export async function runInEditor({ tests, trust = true, extensions = [] }: EditorRun): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), "statecraft-folder-"));
  const results = join(folder, ".results.json");
  const printed: string[] = [];
  try {
    await runExtensionTests({
      folder,
      extensions: [root, ...extensions],
      tests: await bundle(tests),
      trust,
      env: { STATECRAFT_RESULTS: results },
      log: (line) => void printed.push(line),
    });
    return JSON.parse(readFileSync(results, "utf8"));
  } catch (error) {
    throw new Error(
      `The tests in VS Code did not end well. The last that it printed:\n${printed.slice(-20).join("\n")}`,
      {
        cause: error,
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All tests of a folder as one CommonJS module with `run`. */
async function bundle(tests: string): Promise<string> {
  const outfile = join(here, "out", `${tests.replaceAll("/", "-")}.cjs`);
  const files = readdirSync(join(here, tests)).filter((name) => name.endsWith(".test.ts"));
  const contents = [
    ...files.map((name) => `import "./${tests}/${name}";`),
    'export { run } from "./kit/in-editor.ts";',
  ];
  await build({
    stdin: { contents: contents.join("\n"), resolveDir: here, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "silent",
  });
  return outfile;
}
