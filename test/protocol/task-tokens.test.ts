import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildInto } from "../../scripts/build.mjs";
import { type DebugClient, startDebugAdapter } from "../kit/debug-client.ts";

const machine = {
  StartAt: "Approve",
  States: {
    Approve: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: { QueueUrl: "approvals", "MessageBody.$": "$$.Task.Token" },
      TimeoutSeconds: 3600,
      End: true,
    },
  },
};

let folder: string;
let client: DebugClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "statecraft-tokens-"));
  await writeFile(join(folder, "approval.asl.json"), JSON.stringify(machine));
  client = startDebugAdapter(await buildInto("debugger/main.ts", folder));
}, 60_000);

afterAll(async () => {
  if (client.process.exitCode === null) client.process.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

it("asks for the answer to a task token before its time is over", async () => {
  await client.request("initialize", { adapterID: "asl", pathFormat: "path" });
  await client.event("initialized");
  const tasks = [{ kind: "builtin" }];
  const launched = client.request("launch", { program: join(folder, "approval.asl.json"), input: {}, seed: 1, tasks });
  await client.request("configurationDone");
  await launched;
  const stopped = await client.event<DebugProtocol.StoppedEvent["body"]>("stopped");
  expect(stopped).toMatchObject({ reason: "result wanted", threadId: 1 });
  await client.request("statecraft/giveResult", { result: { approved: true }, resume: true });
  expect(await client.event("exited")).toEqual({ exitCode: 0 });
});
