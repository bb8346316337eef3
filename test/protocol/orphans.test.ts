import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltProgram, buildProgram } from "../kit/language-client.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "statecraft-orphans-"));
let program: BuiltProgram;

beforeAll(async () => {
  program = await buildProgram("cli/main.ts");
}, 60_000);

afterAll(async () => {
  await program.remove();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** Asks again and again, for up to five seconds. */
async function eventually(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Ended processes whose parent hasn't asked for their end yet count as ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

const machine = {
  StartAt: "Spin",
  States: { Spin: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:spin", End: true } },
};

describe.skipIf(process.platform === "win32")("a program that is killed", () => {
  it.each(["SIGKILL", "SIGTERM"] as const)(
    "by %s leaves no process behind, even where a handler never gives its thread back",
    async (signal) => {
      const file = join(folder, `${signal}.json`);
      const tasks = [
        { kind: "node", handler: "kinds.spins", cwd: join(root, "test/kit/handlers"), timeoutSeconds: 60 },
      ];
      const args = ["run", write("spin.asl.json", machine), "--tasks", write("tasks.json", tasks)];
      const child = spawn(process.execPath, [program.path, ...args, "--input", JSON.stringify({ file })], {
        stdio: "ignore",
      });
      expect(await eventually(() => existsSync(file))).toBe(true);
      const pids = JSON.parse(readFileSync(file, "utf8")) as readonly number[];
      expect(pids.map(isAlive)).toEqual([true, true]);
      child.kill(signal);
      expect(await eventually(() => !pids.some(isAlive))).toBe(true);
    },
    20_000,
  );
});
