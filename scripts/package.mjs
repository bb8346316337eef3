import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { build } from "./build.mjs";

const root = join(import.meta.dirname, "..");

/**
 * Packs the extension as people install it. What goes in is what `.vscodeignore` lets through: bundles, grammars, icons
 * and texts. Pictures of the README stay in the repository, and its links lead there.
 * @param {string} folder Where the file goes.
 * @returns {Promise<{ readonly file: string, readonly bytes: number, readonly contents: readonly string[] }>}
 */
export async function packageExtension(folder) {
  await build({ production: true });
  await mkdir(folder, { recursive: true });
  const { name, version, repository } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const file = join(folder, `${name}-${version}.vsix`);
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    baseContentUrl: `${repository.url}/blob/main`,
    baseImagesUrl: `${repository.url}/raw/main`,
  });
  const contents = await listFiles({ cwd: root, packageManager: PackageManager.None });
  return { file, bytes: (await stat(file)).size, contents };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { file, bytes, contents } = await packageExtension(root);
  console.log(contents.join("\n"));
  console.log(`\n${file}: ${(bytes / 1024).toFixed(0)} KiB`);
}
