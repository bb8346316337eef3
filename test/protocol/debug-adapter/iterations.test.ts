import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import {
  client,
  debugSessions,
  ended,
  evaluate,
  file,
  go,
  scopesOf,
  stackOf,
  stackText,
  start,
  stopped,
  variablesOf,
} from "../../kit/debug-session.ts";

debugSessions();

const ORDERS = `StartAt: Orders
States:
  Orders:
    Type: Map
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}
      StartAt: Check
      States:
        Check:
          Type: Choice
          Choices:
            - Variable: $.bad
              IsPresent: true
              Next: Refuse
          Default: Take
        Refuse: {Type: Fail, Error: Bad}
        Take: {Type: Pass, End: true}
    ToleratedFailurePercentage: 100
    End: true
`;

const items = (count: number, bad: readonly number[] = []) =>
  Array.from({ length: count }, (_, id) => ({ id: `A-${id}`, ...(bad.includes(id) && { bad: true }) }));

async function startOrders(more: object, breakpoints: readonly DebugProtocol.SourceBreakpoint[] = []): Promise<void> {
  await writeFile(file("many.asl.yaml"), ORDERS);
  await start({ program: "many.asl.yaml", launch: { limits: "none", ...more }, breakpoints });
}

const threadNames = async (): Promise<readonly string[]> =>
  (await client.request<DebugProtocol.ThreadsResponse["body"]>("threads")).threads.map(({ name }) => name);

describe("many iterations", () => {
  it("are listed up to a number, and shown page by page", async () => {
    await startOrders({ input: items(500, [3]), maxThreads: 5 }, [{ line: 17, condition: "$.id == 'A-40'" }]);
    // A failure that the Map state tolerates doesn't end the execution.
    const { threadId = 0 } = await stopped();
    expect(await threadNames()).toEqual(["main", "Orders[40]", "Orders[41]", "Orders[42]", "Orders[43]"]);
    const [, , map] = await stackOf(threadId);
    expect(await stackText(threadId)).toBe("Take:17 Orders[40] of 500:3 many:1");
    const [, outer] = await stackOf(threadId);
    expect(map?.name).toBe("many");
    const { scopes } = await client.request<DebugProtocol.ScopesResponse["body"]>("scopes", { frameId: outer?.id });
    expect(scopes[0]).toMatchObject({ name: "Iterations (40 of 500 done)", indexedVariables: 500 });
    const page = await variablesOf(scopes[0]?.variablesReference ?? 0, { filter: "indexed", start: 38, count: 3 });
    expect(page.map(({ name, value }) => `${name} ${value}`)).toEqual([
      ...["[38] succeeded", "[39] succeeded", "[40] running: Take"],
    ]);
    expect(await evaluate("/iterations failed")).toContain("[3] failed: Bad");
    expect(await evaluate("/find a-499")).toContain("[499] running");
  });

  it("that stop one after another at a breakpoint are told of once, with what would make it stop less often", async () => {
    await startOrders({ input: items(10) }, [{ line: 17 }]);
    for (let stops = 0; stops < 5; stops++) {
      await stopped();
      expect(client.order.filter((name) => name === "<statecraft/manyHits>")).toHaveLength(stops < 2 ? 0 : 1);
      await go("continue");
    }
    expect(await client.event("statecraft/manyHits")).toEqual({
      ...{ path: file("many.asl.yaml"), line: 17, state: "Orders", hits: 3 },
      choices: [
        { title: "Only iteration 2", condition: "$$.Map.Item.Index == 2" },
        { title: "Every 10th time", hitCondition: "%10" },
      ],
    });
  });

  it("are stepped into at the first that fails", async () => {
    await startOrders({ input: items(50, [17, 30]), stopOnEntry: true });
    await stopped();
    const [top] = await stackOf();
    const { targets } = await client.request<DebugProtocol.StepInTargetsResponse["body"]>("stepInTargets", {
      frameId: top?.id,
    });
    expect(targets.map(({ label }) => label)).toEqual([
      "first phase",
      "first iteration",
      "last iteration",
      "first failing iteration",
    ]);
    await client.request("stepIn", { threadId: 1, targetId: targets[3]?.id });
    const { threadId } = await stopped();
    expect(await stackText(threadId)).toBe("Error:16 Refuse:16 Orders[17] of 50:3 many:1");
  });

  it("stop in one alone, of those beside it", async () => {
    await startOrders({ input: items(20) }, [{ line: 17 }]);
    const first = await stopped();
    expect(await stackText(first.threadId)).toContain("Orders[0]");
    await expect(evaluate("/only 20")).rejects.toThrow("has iterations 0 to 19");
    expect(await evaluate("/only 7")).toContain("only [7] stops");
    await go("continue", first.threadId);
    expect(await stackText((await stopped()).threadId)).toContain("Orders[7]");
    await go("continue");
    expect(await ended()).toBe(0);
  });

  it("go on alone where a client says so", async () => {
    await startOrders({ input: items(3) }, [{ line: 9 }]);
    const { threadId } = await stopped();
    await client.request("setBreakpoints", { source: { path: file("many.asl.yaml") }, breakpoints: [{ line: 17 }] });
    const answer = await client.request("continue", { threadId, singleThread: true });
    expect(answer).toEqual({ allThreadsContinued: false });
    expect((await stopped()).threadId).toBe(threadId);
    expect(await evaluate("/iterations")).toMatch(/\[1\] running: Check\n\[2\] running: Check/);
  });

  it("end with an error where the user ends them", async () => {
    await startOrders({ input: items(3) }, [{ line: 17 }]);
    const { threadId = 0 } = await stopped();
    await client.request("terminateThreads", { threadIds: [threadId] });
    expect(await stackText((await stopped()).threadId)).toContain("Error:17 Take:17");
    const context = (await scopesOf(threadId)).get("Error");
    expect(await variablesOf(context?.variablesReference ?? 0)).toMatchObject([{ value: '"States.Runtime"' }, {}]);
  });
});
