import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type BuiltProgram, buildProgram } from "./language-client.ts";

/** The program `statecraft`, built as it ships, in a folder of its own that goes with the tests of the file. */
export interface CommandLine {
  readonly folder: string;
  /** Runs it there to its end. */
  statecraft(args: readonly string[], stdin?: string): Promise<Ended>;
  /** Writes a file into the folder, and gives its path. What is no text is written as JSON. */
  file(name: string, content: unknown): string;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Called once, at the beginning of a file of tests. */
export function commandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), "statecraft-cli-"));
  let program: BuiltProgram;
  beforeAll(async () => {
    program = await buildProgram("cli/main.ts");
  }, 60_000);
  afterAll(async () => {
    await program.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    statecraft(args, stdin = "") {
      return new Promise((resolve) => {
        const child = spawn(process.execPath, [program.path, ...args], { cwd: folder });
        let [out, err] = ["", ""];
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          out += text;
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          err += text;
        });
        child.on("close", (code) => resolve({ code, out, err }));
        child.stdin.end(stdin);
      });
    },
    file(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
      return path;
    },
  };
}
