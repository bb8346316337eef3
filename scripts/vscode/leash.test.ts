import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const leash = JSON.stringify(join(import.meta.dirname, "leash.mjs"));

/** Starts a child that heeds no signal, and prints its process id. */
const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid)";
const parent = `
  import { spawn } from "node:child_process";
  spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}], { stdio: "inherit" });
`;

/** Runs the parent on a leash that a process of its own holds; gives that process, and the id of the parent's child. */
async function start(): Promise<{ readonly owner: ReturnType<typeof spawn>; readonly child: number }> {
  const script = `
    import { startOnLeash } from ${leash};
    const parent = ${JSON.stringify(parent)};
    const leashed = startOnLeash(process.execPath, ["--input-type=module", "-e", parent]);
    leashed.output.pipe(process.stdout);
    process.on("SIGUSR2", () => leashed.stop().then(() => process.exit()));
  `;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = await once(owner.stdout, "data");
  return { owner, child: Number(printed) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(process.platform === "win32").each(["SIGKILL", "SIGTERM", "SIGUSR2"] as const)(
  "what is on a leash ends with its owner, children included: %s",
  async (signal) => {
    const { owner, child } = await start();
    expect(isAlive(child)).toBe(true);
    owner.kill(signal);
    await once(owner, "exit");
    await expect.poll(() => isAlive(child), { timeout: 6000 }).toBe(false);
  },
);
