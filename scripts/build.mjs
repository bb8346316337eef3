import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, cp, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { bundleDeclarations } from "./declarations.mjs";
import { packExamples } from "./examples.mjs";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/**
 * A program that we ship: all of it in one file.
 *
 * @typedef {object} Bundle
 * @property {string} entry
 * @property {string} out
 * @property {"node" | "browser"} platform
 * @property {string} [types] Set for a library, an ES module: where its types go.
 * @property {string} [banner]
 * @property {readonly string[]} [external] What the place where it runs provides.
 * @property {Readonly<Record<string, string>>} [later] Modules that it loads when they are needed, and the bundles of
 *   those, beside its own.
 */

/** @type {readonly Bundle[]} */
export const bundles = [
  {
    entry: "client/index.ts",
    out: "dist/extension.cjs",
    platform: "node",
    external: ["vscode"],
    later: { "./connect.ts": "./language-client.cjs" },
  },
  { entry: "client/language/connect.ts", out: "dist/language-client.cjs", platform: "node", external: ["vscode"] },
  { entry: "server/main.ts", out: "dist/language-server.cjs", platform: "node" },
  { entry: "archive/main.ts", out: "dist/archive.cjs", platform: "node" },
  { entry: "debugger/main.ts", out: "dist/debug-adapter.cjs", platform: "node" },
  { entry: "cli/main.ts", out: "dist/statecraft.cjs", platform: "node", banner: "#!/usr/bin/env node" },
  { entry: "library/index.ts", out: "dist/library.mjs", platform: "node", types: "dist/library.d.mts" },
  { entry: "webview/main.ts", out: "dist/webview/main.js", platform: "browser" },
  { entry: "webview/style.css", out: "dist/webview/style.css", platform: "browser" },
];

/**
 * Builds every bundle whose entry exists.
 * @param {{ readonly production?: boolean, readonly watch?: boolean }} options
 */
export async function build({ production = false, watch = false } = {}) {
  const present = bundles.filter(({ entry }) => existsSync(join(root, entry)));
  for (const bundle of bundles) if (!present.includes(bundle)) console.log(`${bundle.out}: no ${bundle.entry} yet.`);
  const contexts = await Promise.all(present.map((bundle) => esbuild.context(optionsOf(bundle, production))));
  if (watch) {
    await Promise.all(contexts.map((context) => context.watch()));
    console.log("Watching. Press Ctrl+C to stop.");
    return;
  }
  const rebuilt = await Promise.allSettled(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.dispose()));
  const results = rebuilt.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
  await Promise.all(present.filter(({ banner }) => banner).map(({ out }) => chmod(join(root, out), 0o755)));
  for (const { entry, types } of present) if (types) await writeTypes(entry, join(root, types));
  await copyFilesBeside(join(root, "dist"));
  await writeFile(join(root, "dist/examples.json"), JSON.stringify(packExamples(join(root, "examples"))));
  await writeNotices(results.flatMap(({ metafile }) => (metafile ? Object.keys(metafile.inputs) : [])));
  for (const { out } of present) {
    const { size } = await stat(join(root, out));
    console.log(`${out.padEnd(26)}${(size / 1024).toFixed(0).padStart(6)} KiB`);
  }
}

/**
 * Builds one bundle into a folder of its own, as it ships, for those who test it; the answer is its path.
 * @param {string} entry
 * @param {string} folder
 */
export async function buildInto(entry, folder) {
  const bundle = bundles.find((it) => it.entry === entry);
  if (!bundle) throw new Error(`No bundle has the entry ${entry}.`);
  const outfile = join(folder, basename(bundle.out));
  await esbuild.build({ ...optionsOf(bundle, false), outfile, sourcemap: false, logLevel: "error" });
  if (bundle.types) await writeTypes(entry, join(folder, basename(bundle.types)));
  await copyFilesBeside(folder);
  return outfile;
}

/**
 * @param {string} entry
 * @param {string} file
 */
const writeTypes = (entry, file) => writeFile(file, bundleDeclarations(join(root, entry)));

/**
 * Puts what programs read while they run beside their bundles.
 * @param {string} folder
 */
async function copyFilesBeside(folder) {
  await cp(join(root, "runtime/bootstrap"), join(folder, "bootstrap"), { recursive: true });
  await cp(join(root, "language/catalogue/data"), join(folder, "catalogue"), { recursive: true });
}

/**
 * @param {Bundle} bundle
 * @param {boolean} production
 * @returns {esbuild.BuildOptions}
 */
function optionsOf({ entry, out, platform, banner, external, later, types }, production) {
  const isNode = platform === "node";
  const isLibrary = types !== undefined;
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    platform,
    format: isLibrary ? "esm" : isNode ? "cjs" : "iife",
    target: isNode ? "node20" : "chrome128",
    // Files that lie beside a module in the source lie beside its bundle.
    ...(isNode && {
      define: {
        "import.meta.dirname": isLibrary ? "ownFolder" : "__dirname",
        "process.env.STATECRAFT_VERSION": JSON.stringify(version),
      },
    }),
    ...(isLibrary && { banner: { js: moduleBanner } }),
    // The "main" of jsonc-parser is UMD, whose requires no bundler can follow.
    mainFields: isNode ? ["module", "main"] : ["browser", "module", "main"],
    external: [...(external ?? [])],
    ...(later && { plugins: [loadedLater(later)], supported: { "dynamic-import": false } }),
    ...(banner && { banner: { js: banner } }),
    // Whoever meets an error of the library sees the line that throws it: it must be one to read.
    minify: production && !isLibrary,
    sourcemap: !production,
    legalComments: "none",
    metafile: true,
    logLevel: "info",
  };
}

/** What a module lacks that Node gives a CommonJS file: `import.meta.dirname` is younger than Node 20. */
const moduleBanner = [
  'import { createRequire as requireFrom } from "node:module";',
  'import { fileURLToPath as pathOfUrl } from "node:url";',
  "const require = requireFrom(import.meta.url);",
  'const ownFolder = pathOfUrl(new URL(".", import.meta.url));',
].join("\n");

/**
 * Leaves modules out of a bundle that have one of their own: their `import()` becomes a `require` of that.
 * @param {Readonly<Record<string, string>>} bundleOf
 * @returns {esbuild.Plugin}
 */
function loadedLater(bundleOf) {
  return {
    name: "loaded-later",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, kind }) => {
        const bundle = kind === "dynamic-import" ? bundleOf[path] : undefined;
        return bundle === undefined ? undefined : { path: bundle, external: true };
      });
    },
  };
}

/**
 * The licences of what the bundles hold, as those licences ask for: `dist/notices.txt`.
 * @param {readonly string[]} inputs
 */
async function writeNotices(inputs) {
  const names = inputs.flatMap(
    (input) => input.match(/(?<=node_modules\/)(?:@[^/]+\/)?[^/]+(?=\/(?!.*node_modules\/))/) ?? [],
  );
  const notices = [...new Set(names)].sort().map(async (name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(join(folder, file), "utf8") : "";
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  const texts = await Promise.all(notices);
  if (texts.length) await writeFile(join(root, "dist/notices.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const options = { production: process.argv.includes("--production"), watch: process.argv.includes("--watch") };
  await build(options).catch((error) => {
    // esbuild has printed what is wrong with the code.
    if (!("errors" in error)) throw error;
    process.exitCode = 1;
  });
}
