import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where everything is kept that is too large to be a dependency: fetched on first use, ignored by git. */
export const cache = join(import.meta.dirname, "../../.vscode-test");

/**
 * A folder of the cache, made by `fill` on first use. A fill that fails or is cut short leaves nothing behind.
 * @param {string} name
 * @param {string} what For the progress line.
 * @param {(folder: string) => Promise<void>} fill
 */
export async function cachedFolder(name, what, fill) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  console.log(`Fetching ${what} from npm, once, into .vscode-test/ ...`);
  const started = Date.now();
  const unfinished = join(cache, `${name}.${process.pid}.unfinished`);
  await mkdir(unfinished, { recursive: true });
  await writeFile(join(unfinished, "package.json"), "{}\n");
  try {
    await fill(unfinished);
    if (!existsSync(folder)) await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  console.log(`Fetched in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  return folder;
}

/**
 * Runs npm, or another program of the system, and fails with what it printed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function run(program, args, cwd) {
  const npm = process.env.npm_execpath;
  const [file, all] = program === "npm" && npm ? [process.execPath, [npm, ...args]] : [program, args];
  const child = spawn(file, all, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && !npm,
  });
  /** @type {Buffer[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => void printed.push(data));
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("exit", resolve));
  const text = Buffer.concat(printed).toString();
  if (code !== 0) throw new Error(`"${[program, ...args].join(" ")}" failed:\n${text}`);
  return text;
}
