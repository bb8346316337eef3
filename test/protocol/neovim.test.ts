import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltProgram, buildProgram } from "../kit/language-client.ts";

const isHere = spawnSync("nvim", ["--version"]).status === 0;
if (!isHere) console.log("left out: the language server in Neovim (no nvim)");

const JSON_TEXT = `{
  "StartAt": "Choose",
  "States": {
    "Choose": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "Work" }] },
    "Work": { "Type": "Pass", "Next": "Done", "End": true },
    "Done": { "Type": "Succeed" },
    "Lost": { "Type": "Succeed" }
  }
}
`;

const YAML_TEXT = `StartAt: Choose
States:
  Choose: { Type: Choice, Choices: [{ Variable: $.a, IsPresent: true, Next: Work }] }
  Work: { Type: Pass, Next: Done, End: true }
  Done: { Type: Succeed }
  Lost: { Type: Succeed }
`;

interface Visit {
  readonly diagnostics: readonly { readonly code: string; readonly line: number; readonly severity: number }[];
  readonly completion: readonly string[];
  readonly definition: number;
  readonly lines: readonly string[];
}

interface Seen {
  readonly error?: string;
  readonly json: Visit;
  readonly yaml: Visit;
}

/** Runs Neovim without a screen and without anybody's configuration; the answer is what its script saw. */
async function visit(program: string): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), "statecraft-neovim-"));
  try {
    await mkdir(join(folder, "home"));
    await writeFile(join(folder, "broken.asl.json"), JSON_TEXT);
    await writeFile(join(folder, "broken.asl.yaml"), YAML_TEXT);
    const home = join(folder, "home");
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      XDG_STATE_HOME: home,
      XDG_CACHE_HOME: home,
      STATECRAFT_NODE: process.execPath,
      STATECRAFT_PROGRAM: program,
      STATECRAFT_FOLDER: folder,
    };
    const script = join(import.meta.dirname, "neovim.lua");
    const plain = ["--headless", "-u", "NONE", "-i", "NONE", "-n", "--cmd", "filetype on"];
    const neovim = spawn("nvim", [...plain, "-c", `luafile ${script}`], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    await new Promise((resolve) => neovim.on("close", resolve));
    return JSON.parse(await readFile(join(folder, "seen.json"), "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!isHere)("the language server in Neovim", () => {
  let program: BuiltProgram;
  let seen: Seen;

  beforeAll(async () => {
    program = await buildProgram("cli/main.ts");
    seen = await visit(program.path);
    expect(seen.error).toBeUndefined();
  }, 120_000);

  afterAll(() => program.remove());

  const codes = ({ diagnostics }: Visit): readonly string[] =>
    diagnostics.map(({ code, line, severity }) => `${code} ${line} ${severity}`).toSorted();

  it("shows what is wrong, under the user's rules", () => {
    // The options at the start make one an error; the settings turn another off.
    expect(codes(seen.json)).toEqual(["choice-no-default 3 1", "next-and-end 4 1"]);
    expect(codes(seen.yaml)).toEqual(["choice-no-default 2 1", "next-and-end 3 1"]);
  });

  it("completes the names of states", () => {
    for (const { completion } of [seen.json, seen.yaml]) {
      expect(completion.toSorted()).toEqual(["Choose", "Done", "Lost", "Work"]);
    }
  });

  it("goes to a state's definition", () => {
    expect([seen.json.definition, seen.yaml.definition]).toEqual([5, 4]);
  });

  it("renames a state everywhere", () => {
    expect(seen.json.lines.join("\n")).toBe(JSON_TEXT.trimEnd().replaceAll("Done", "Renamed"));
    expect(seen.yaml.lines.join("\n")).toBe(YAML_TEXT.trimEnd().replaceAll("Done", "Renamed"));
  });
});
