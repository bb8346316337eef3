import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const isWindows = process.platform === "win32";

/** Where a virtual environment keeps its interpreter. */
const INTERPRETER = isWindows ? "Scripts/python.exe" : "bin/python";

/** The interpreter on the PATH. */
const ON_PATH = isWindows ? "python" : "python3";

/**
 * The Python that runs a function: the nearest virtual environment in or above the folder of its code (`.venv`, `venv`,
 * or the one that poetry keeps for a `pyproject.toml` on the way), else `python3` on the PATH.
 */
export function pythonProgram(root: string): string {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const found = environmentIn(folder) ?? poetryEnvironment(folder);
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return ON_PATH;
  }
}

function environmentIn(folder: string): string | undefined {
  return [".venv", "venv"].map((name) => join(folder, name, INTERPRETER)).find((path) => existsSync(path));
}

/** Poetry tells where it keeps the environment of a project; that takes a moment, so only its own projects ask. */
function poetryEnvironment(folder: string): string | undefined {
  if (!existsSync(join(folder, "poetry.lock"))) return undefined;
  try {
    const options = { cwd: folder, encoding: "utf8", timeout: 10_000, stdio: "pipe" } as const;
    const path = join(execFileSync("poetry", ["env", "info", "--path"], options).trim(), INTERPRETER);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
