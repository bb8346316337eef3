import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import { charged, client, debugSessions, listenInstead, start } from "../../kit/debug-session.ts";

debugSessions();

describe("the debug adapter over TCP", () => {
  it("listens on a free port, session after session, and hears no web page", async () => {
    await listenInstead();
    await start({ launch: { mocks: charged } });
    expect((await client.event<DebugProtocol.ExitedEvent["body"]>("exited")).exitCode).toBe(0);
    await client.request("disconnect");
    expect(client.process.exitCode).toBeNull();
    const port = Number(/:(\d+)/.exec(client.listening)?.[1]);
    const body = JSON.stringify({ seq: 1, type: "request", command: "initialize", arguments: {} });
    await expect(fetch(`http://127.0.0.1:${port}/`, { method: "POST", body })).rejects.toThrow();
  });
});
