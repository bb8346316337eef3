import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/**
 * @typedef {object} Leashed
 * @property {import("node:stream").Readable} output What the program prints, on both streams.
 * @property {Promise<number>} exited
 * @property {() => Promise<void>} stop Ends the program and everything that it started.
 */

/**
 * Starts a program that never outlives us, however we end: between us and it stands this file as a process of its own,
 * which ends the program's whole process group once the pipe to us breaks.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} options
 * @returns {Leashed}
 */
export function startOnLeash(program, args, options = {}) {
  const holder = spawn(process.execPath, [import.meta.filename, program, ...args], {
    ...options,
    stdio: ["pipe", "pipe", "inherit"],
  });
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => holder.on("exit", (code) => resolve(code ?? 1)));
  const stop = async () => {
    holder.stdin.end();
    await exited;
  };
  return { output: holder.stdout, exited, stop };
}

/** @param {readonly string[]} command */
function hold([program = "", ...args]) {
  const isWindows = process.platform === "win32";
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], detached: !isWindows });
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stdout);
  const kill = (/** @type {NodeJS.Signals} */ signal) => {
    if (isWindows) spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
    else if (child.pid) killGroup(child.pid, signal);
  };
  const end = () => {
    kill("SIGTERM");
    setTimeout(() => kill("SIGKILL"), 2000).unref();
  };
  process.stdin.on("end", end).on("error", end).resume();
  process.stdout.on("error", end);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, end);
  child.on("error", (error) => {
    console.log(error.message);
    process.exit(127);
  });
  child.on("exit", (code) => {
    kill("SIGKILL");
    process.exit(code ?? 1);
  });
}

/**
 * @param {number} leader
 * @param {NodeJS.Signals} signal
 */
function killGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch {
    // All of the group have ended.
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) hold(process.argv.slice(2));
