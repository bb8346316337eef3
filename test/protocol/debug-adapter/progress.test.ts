import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { expect, it } from "vitest";
import { client, debugSessions, ended, file, initialize } from "../../kit/debug-session.ts";

debugSessions();

it("a long wait is told of, and can be skipped", async () => {
  const wait = { StartAt: "Rest", States: { Rest: { Type: "Wait", Seconds: 86_400, End: true } } };
  await writeFile(file("rest.asl.json"), JSON.stringify(wait));
  await initialize({ supportsProgressReporting: true });
  await client.request("launch", { program: file("rest.asl.json"), clock: "real" });
  await client.request("configurationDone");
  const started = await client.event<DebugProtocol.ProgressStartEvent["body"]>("progressStart");
  expect(started).toMatchObject({ title: '"Rest" waits: cancel to skip', cancellable: true });
  expect(started.message).toMatch(/^863\d\d s left$|^86400 s left$/);
  await client.request("cancel", { progressId: started.progressId });
  expect(await ended()).toBe(0);
  expect(client.order.filter((name) => name.startsWith("<progress"))).toContain("<progressEnd>");
});
