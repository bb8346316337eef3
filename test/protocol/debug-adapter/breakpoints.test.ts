import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  file,
  folder,
  go,
  initialize,
  PARTS,
  stackOf,
  start,
  stopped,
} from "../../kit/debug-session.ts";

debugSessions();

describe("breakpoints", () => {
  it("are verified before the launch, where they come to lie", async () => {
    await initialize();
    const lines = [1, 4, 5, 6, 8, 13, 16, 17, 25].map((line) => ({ line }));
    const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>("setBreakpoints", {
      source: { path: file("orders.asl.json") },
      breakpoints: lines,
    });
    const places = breakpoints.map(({ verified, line, column, message }) => (verified ? `${line}:${column}` : message));
    expect(places).toEqual([
      "No state stands here: set it on a state.",
      "4:5",
      "4:5",
      "6:7",
      "8:7",
      "13:7",
      "10:5",
      "17:9",
      "25:5",
    ]);
  });

  it("say why nothing can be stopped in a document", async () => {
    await initialize();
    await writeFile(file("other.json"), '{"a": 1}');
    const set = async (path: string) => {
      const args = { source: { path }, breakpoints: [{ line: 1 }] };
      const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>(
        "setBreakpoints",
        args,
      );
      return breakpoints[0]?.message;
    };
    expect(await set(file("other.json"))).toContain("is no state machine");
    expect(await set(file("none.json"))).toContain("there is no such file");
    expect(await set("untitled:Untitled-1")).toContain("isn't saved");
  });

  it("follow the text that is run", async () => {
    await initialize();
    const source = { path: "untitled:Untitled-1" };
    await client.request("setBreakpoints", { source, breakpoints: [{ line: 3 }] });
    await client.request("launch", { text: PARTS, uri: "untitled:Untitled-1", input: { items: [] }, cwd: folder });
    const { breakpoint } = await client.event<DebugProtocol.BreakpointEvent["body"]>("breakpoint");
    expect(breakpoint).toMatchObject({
      id: 1,
      verified: true,
      line: 3,
      source: { name: "Untitled-1", path: "untitled:Untitled-1" },
    });
    await client.request("configurationDone");
    expect((await stopped()).hitBreakpointIds).toEqual([1]);
    expect((await stackOf())[0]?.source).toEqual({ name: "Untitled-1", path: "untitled:Untitled-1" });
  });

  it("have conditions, hit counts and messages", async () => {
    const breakpoints = [
      { line: 4, logMessage: "Price of {$.amount} in {{JSON}}, {$.none}" },
      { line: 5, condition: "$.amount > 5" },
      { line: 6, condition: "$.amount >= 5 && $.other != 1", hitCondition: "==1" },
      { line: 11, condition: "$.amount =" },
    ];
    await start({ breakpoints, launch: { mocks: charged } });
    expect(await stopped()).toMatchObject({ description: "Paused at Parameters of Price", hitBreakpointIds: [3] });
    expect(client.output("console")).toContain("Price of 5 in {JSON}, {$.none: ");
    await go("continue");
    const { text } = await stopped();
    expect(text).toContain('The condition "$.amount =" can\'t be evaluated: ');
  });

  it("may stand on any field of a line", async () => {
    await initialize();
    const places = await client.request<DebugProtocol.BreakpointLocationsResponse["body"]>("breakpointLocations", {
      source: { path: file("parts.asl.yaml") },
      line: 8,
    });
    expect(places.breakpoints.map(({ line, column }) => `${line}:${column}`)).toEqual(["8:11", "8:30"]);
  });

  it("count from 0 where the client does, and take URIs", async () => {
    await initialize({ linesStartAt1: false, columnsStartAt1: false, pathFormat: "uri" });
    const path = `file://${file("orders.asl.json")}`;
    const args = { source: { path }, breakpoints: [{ line: 3 }] };
    const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>("setBreakpoints", args);
    expect(breakpoints).toMatchObject([{ verified: true, line: 3, column: 4, source: { path } }]);
    await client.request("launch", { program: file("orders.asl.json") });
    await client.request("configurationDone");
    await stopped();
    expect((await stackOf())[0]).toMatchObject({ line: 3, column: 4, source: { path } });
  });
});
