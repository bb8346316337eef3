import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import { client, debugSessions, ended, go, scopeText, stackText, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

describe("branches and iterations", () => {
  const parts = { program: "parts.asl.yaml", launch: { input: { items: ["a", "b"] } } };

  it("are threads of their own", async () => {
    await start({ ...parts, breakpoints: [{ line: 18 }] });
    const { threadId = 0 } = await stopped();
    const { threads } = await client.request<DebugProtocol.ThreadsResponse["body"]>("threads");
    expect(threads.map(({ name }) => name)).toEqual([
      "main",
      "Both, branch 2",
      "Both, branch 2 / Each[0]",
      "Both, branch 2 / Each[1]",
    ]);
    expect(await stackText(threadId)).toBe("Take:17 Each[0] of 2:11 Both, branch 2:3 parts:1");
    expect(await scopeText("State input", threadId)).toBe('input="a"');
    await go("continue");
    const second = await stopped();
    expect(await stackText(second.threadId)).toBe("Take:17 Each[1] of 2:11 Both, branch 2:3 parts:1");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("are stepped into, and out of to where they join", async () => {
    await start({ ...parts, launch: { ...parts.launch, stopOnEntry: true } });
    expect((await stopped()).reason).toBe("entry");
    await go("stepIn");
    expect(await stackText((await stopped()).threadId)).toBe("Branches:5 Both:3 parts:1");
    await go("stepIn");
    const left = await stopped();
    expect(await stackText(left.threadId)).toBe("Left:8 Both, branch 1:3 parts:1");
    await go("stepOut", left.threadId);
    expect(await stopped()).toMatchObject({ threadId: 1, description: "Paused at Branches joined of Both" });
    await go("next");
    expect((await stopped()).description).toBe("Paused at Next of Both");
    await go("next");
    expect((await stopped()).description).toBe("Paused at Done");
  });

  it("are stepped over together", async () => {
    await start({ ...parts, launch: { ...parts.launch, stopOnEntry: true } });
    await stopped();
    await go("next");
    expect(await stopped()).toMatchObject({ threadId: 1, description: "Paused at Done" });
  });

  it("stand still while another is stepped through", async () => {
    await start({ ...parts, breakpoints: [{ line: 17, condition: "$$.Map.Item.Index == 1" }] });
    const { threadId = 0 } = await stopped();
    expect(await stackText(threadId)).toBe("Take:17 Each[1] of 2:11 Both, branch 2:3 parts:1");
    await go("next", threadId);
    expect((await stopped()).description).toBe("Paused at Iterations done of Each");
  });
});
