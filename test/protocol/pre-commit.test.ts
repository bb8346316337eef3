import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, notations, toJson } from "../../language/index.ts";
import { type BuiltProgram, buildProgram } from "../kit/language-client.ts";

const root = join(import.meta.dirname, "../..");

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}

const hooks = toJson(notations.yaml.parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")).root);
const [hook] = hooks as unknown as readonly Hook[];
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const FILES = {
  "good.asl.json": '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
  "bad.asl.yaml": "StartAt: A\nStates:\n  A: {Type: Pass, Next: B}\n",
  "other.json": "{}",
  "asl.yaml": "name: other",
};

describe("the hook for pre-commit", () => {
  let program: BuiltProgram;
  let folder: string;

  beforeAll(async () => {
    program = await buildProgram("cli/main.ts");
    folder = mkdtempSync(join(tmpdir(), "statecraft-hook-"));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    chmodSync(program.path, 0o755);
    symlinkSync(program.path, join(folder, "statecraft"));
  }, 60_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await program.remove();
  });

  /** As pre-commit does it: the words of the entry, then the names of the files that fit. */
  const run = (names: readonly string[]) => {
    const [command = "", ...args] = hook?.entry.split(" ") ?? [];
    const wanted = names.filter((name) => new RegExp(hook?.files ?? "").test(name));
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ""}` };
    return { wanted, ...spawnSync(command, [...args, ...wanted], { cwd: folder, env, encoding: "utf8" }) };
  };

  it("runs a program of the package, which its repository can be built to", () => {
    expect(hook).toMatchObject({ id: "statecraft-validate", language: "node" });
    expect(isJsonObject(manifest.bin) && Object.keys(manifest.bin)).toContain(hook?.entry.split(" ")[0]);
    expect(manifest.scripts.prepare).toBe("node scripts/prepare.mjs");
  });

  it("passes over files that aren't definitions, and fails on a broken one", () => {
    const { wanted, status, stdout } = run(Object.keys(FILES));
    expect(wanted).toEqual(["good.asl.json", "bad.asl.yaml"]);
    expect(status).toBe(1);
    expect(stdout).toContain("bad.asl.yaml:3:");
    expect(stdout).toContain("next-unknown-state");
  });

  it("lets sound ones pass", () => expect(run(["good.asl.json"]).status).toBe(0));
});
