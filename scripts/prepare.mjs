// Builds what git doesn't hold when the package is installed from its repository: by npm, or by pre-commit.
// In a checkout `npm ci` leaves it out; there `npm run build` is for people.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname ?? ".", "..");

/** `npm install --global` of a repository leaves out what building it takes. */
function installTools() {
  if (existsSync(join(root, "node_modules/esbuild"))) return;
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const args = ["install", "--include=dev", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  const options = { cwd: root, env: Object.fromEntries(own), shell: process.platform === "win32" };
  // The name of the tarball alone goes to standard output of `npm pack`.
  const { status } = spawnSync("npm", args, { ...options, stdio: ["ignore", process.stderr.fd, process.stderr.fd] });
  if (status !== 0) throw new Error("The tools that build the package can't be installed.");
}

if (process.env.npm_command !== "ci") {
  installTools();
  const { build } = await import("./build.mjs");
  console.log = console.error;
  await build({ production: true });
}
