import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { promisify } from "node:util";

export interface WantedBundle {
  readonly source: string;
  /** The project's esbuild, as `require` takes it. */
  readonly esbuild: string;
  readonly node: string;
}

export interface BundledModule {
  readonly file: string;
  /** Makes the file anew; gives what esbuild finds wrong. */
  build(): Promise<string | undefined>;
}

/** esbuild runs in a process of its own: it is the project's code. */
const SCRIPT = "require(process.argv[1]).buildSync(JSON.parse(process.argv[2]))";

const run = promisify(execFile);

/**
 * One module made of a source and all that it imports, as `sam build` makes it. It lies in the cache of the folder
 * where the project's packages are, so that it finds those that stay outside.
 */
export function bundledModule({ source, esbuild, node }: WantedBundle): BundledModule {
  const isModule = isEsModule(source);
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 12);
  const name = basename(source, extname(source)) + (isModule ? ".mjs" : ".cjs");
  const file = join(packagesFolder(source), ".cache", "statecraft", hash, name);
  const options = {
    entryPoints: [source],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    format: isModule ? "esm" : "cjs",
    sourcemap: "inline",
    external: ["@aws-sdk/*", "@smithy/*"],
    logLevel: "silent",
    ...(isModule && { banner: { js: requireInModules } }),
  };
  return {
    file,
    async build() {
      try {
        await run(node, ["-e", SCRIPT, esbuild, JSON.stringify(options)], { cwd: dirname(source), windowsHide: true });
        return undefined;
      } catch (error) {
        return faultIn(error);
      }
    },
  };
}

/** Packages that call `require` want one in an ES module too. */
const requireInModules =
  'import { createRequire as statecraftRequire } from "node:module"; const require = statecraftRequire(import.meta.url);';

/** The lines that tell of the fault itself: `src/app.ts:3:4: ERROR: Expected ";" but found "}"`. */
function faultIn(error: unknown): string {
  const text = String((error as { readonly stderr?: string }).stderr || error);
  const lines = text.split("\n").filter((line) => /: ERROR: /.test(line));
  return lines.length > 0 ? lines.join("\n").trim() : text.trim();
}

/** The nearest folder of packages above a file, or the place for one beside it. */
function packagesFolder(path: string): string {
  for (let folder = dirname(path); dirname(folder) !== folder; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    if (existsSync(packages)) return packages;
  }
  return join(dirname(path), "node_modules");
}

/** Whether Node would take a source as an ES module: by its extension, else by the nearest package.json. */
function isEsModule(source: string): boolean {
  if (source.endsWith(".mts")) return true;
  if (source.endsWith(".cts")) return false;
  for (let folder = dirname(source); ; folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return /"type"\s*:\s*"module"/.test(readFileSync(path, "utf8"));
    if (dirname(folder) === folder) return false;
  }
}
