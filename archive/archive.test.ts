import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildInto } from "../scripts/build.mjs";
import { recordedRun } from "../test/kit/recorded.ts";
import { importHistory, openExecution, readExecution } from "./index.ts";
import type { ArchiveAnswer, ArchiveRequest, ArchiveRequests, ImportResult } from "./protocol.ts";

const MACHINE = `
StartAt: Charge
States:
  Charge: { Type: Task, Resource: "arn:aws:lambda:us-east-1:123456789012:function:charge", Next: Done }
  Done: { Type: Succeed }
`;
const TEMPLATE = JSON.stringify({
  Resources: {
    Other: {
      Type: "AWS::StepFunctions::StateMachine",
      Properties: { Definition: { StartAt: "A", States: { A: { Type: "Succeed" } } } },
    },
    Orders: {
      Type: "AWS::StepFunctions::StateMachine",
      Properties: {
        Definition: {
          StartAt: "Charge",
          States: { Charge: { Type: "Task", Resource: "arn:x", Next: "Done" }, Done: { Type: "Succeed" } },
        },
      },
    },
  },
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "statecraft-archive-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const importText = (text: string, definition = MACHINE): Promise<ImportResult> =>
  importHistory({ folder, text, name: "pasted", document: "file:///orders.asl.yaml", definition, redact: ["token"] });

async function history(): Promise<string> {
  const run = await recordedRun(MACHINE, { card: { token: "tok_1" }, order: 5 }, () => ({ paid: true }));
  return run.history;
}

describe("an imported history", () => {
  it("is kept without what is under secret keys, and read again as it was", async () => {
    const result = await importText(await history());
    if ("problem" in result) throw new Error(result.problem);
    const [kept] = result.kept;
    if (!kept) throw new Error("nothing was kept");
    expect(kept).toMatchObject({ name: "pasted", status: "succeeded", origin: "import", events: 9, machine: "" });
    expect(readFileSync(kept.file, "utf8")).not.toContain("tok_1");
    const { answers } = openExecution(await readExecution(kept.file));
    expect(answers({ what: "overlay" })).toMatchObject({
      states: { "/States/Charge": { status: "succeeded" }, "/States/Done": { status: "succeeded" } },
    });
    expect(answers({ what: "value", visit: 0, field: "input" })).toEqual({
      text: '{"card":{"token":"(redacted)"},"order":5}',
    });
  });

  it("is read again from the file that it was saved to", async () => {
    const result = await importText(await history());
    const [kept] = "kept" in result ? result.kept : [];
    if (!kept) throw new Error("nothing was kept");
    const text = readFileSync(kept.file, "utf8");
    rmSync(kept.file);
    const again = await importText(text, "");
    expect("kept" in again && again.kept).toEqual([kept]);
  });

  it("finds its machine among those of a template", async () => {
    const result = await importText(await history(), TEMPLATE);
    if ("problem" in result) throw new Error(result.problem);
    expect(result.warning).toBeUndefined();
    expect(result.kept[0]?.machine).toBe("/Resources/Orders/Properties/Definition");
  });

  it("of another machine is kept with a warning; what is none isn't", async () => {
    const other = await importText(await history(), "StartAt: X\nStates: { X: { Type: Succeed } }");
    expect("warning" in other && other.warning).toContain(
      'The history has states that "orders.asl.yaml" doesn\'t have',
    );
    expect(await importText("{}")).toMatchObject({ problem: expect.stringContaining("no execution history") });
  });
});

describe("the archive's process", () => {
  it("lists, answers, compares and renames; what it can't do it says", async () => {
    const program = await buildInto("archive/main.ts", join(folder, "program"));
    const child = fork(program, { serialization: "advanced", execArgv: [] });
    const request = <M extends keyof ArchiveRequests>(method: M, params: ArchiveRequests[M]["params"]) =>
      new Promise<ArchiveAnswer>((resolve) => {
        child.once("message", resolve);
        child.send({ id: 1, method, params } satisfies ArchiveRequest);
      });
    await importText(await history());
    writeFileSync(join(folder, "broken.aslrun"), "{}\n");
    const listed = (await request("list", { folder })).result as ArchiveRequests["list"]["result"];
    const [kept] = listed;
    if (!kept) throw new Error("nothing was listed");
    const { file } = kept;
    expect((await request("ask", { file, question: { what: "events", from: 0, count: 1 } })).result).toMatchObject({
      total: 9,
    });
    expect((await request("compare", { left: file, right: file })).result).toEqual({
      states: {},
      values: [],
      isCut: false,
    });
    expect((await request("rename", { file, name: "Better" })).result).toMatchObject({ name: "Better", file });
    expect(
      (await request("ask", { file: join(folder, "broken.aslrun"), question: { what: "overlay" } })).error,
    ).toContain("no recorded execution");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.disconnect();
    expect(await ended).toBe(0);
  });
});
