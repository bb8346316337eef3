import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../kit/chance.ts";
import type { DebugClient } from "../../kit/debug-client.ts";
import { adapterFor, charge, debugSessions, file } from "../../kit/debug-session.ts";

debugSessions();

/** What a client may send at any time, sensible or not. */
const anyThread = fc.constantFrom(1, 2, 3, 99);
const anyReference = fc.nat(80);
const anyLine = fc.integer({ min: 0, max: 40 });
const byThread = ["continue", "next", "stepIn", "stepOut", "stepBack", "reverseContinue", "pause", "exceptionInfo"];
const anyRequest = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...byThread), fc.record({ threadId: anyThread })) },
  fc.tuple(fc.constantFrom("stackTrace"), fc.record({ threadId: anyThread, levels: fc.nat(5) })),
  fc.tuple(fc.constantFrom("scopes", "restartFrame", "stepInTargets"), fc.record({ frameId: anyReference })),
  fc.tuple(
    fc.constant("variables"),
    fc.record({ variablesReference: anyReference, start: fc.nat(3), count: fc.nat(3) }),
  ),
  fc.tuple(
    fc.constantFrom("setVariable", "dataBreakpointInfo"),
    fc.record({
      variablesReference: anyReference,
      name: fc.constantFrom("amount", "x"),
      value: fc.constantFrom("1", "{"),
    }),
  ),
  fc.tuple(
    fc.constant("evaluate"),
    fc.record({
      expression: fc.constantFrom(
        "$.amount",
        "$",
        "(",
        "/skip",
        "/fail E",
        "/result 1",
        "/anew",
        "/only",
        "/goto Done",
        "/save",
      ),
      context: fc.constantFrom("repl", "watch", "hover"),
      frameId: anyReference,
    }),
  ),
  fc.tuple(fc.constant("completions"), fc.record({ text: fc.constantFrom("$.", "/", "$"), column: fc.nat(4) })),
  fc.tuple(fc.constant("goto"), fc.record({ threadId: anyThread, targetId: anyReference })),
  fc.tuple(fc.constant("terminateThreads"), fc.record({ threadIds: fc.array(anyThread, { maxLength: 2 }) })),
  fc.tuple(fc.constant("setFunctionBreakpoints"), fc.record({ breakpoints: fc.constantFrom([], [{ name: "*" }]) })),
  fc.tuple(fc.constant("setDataBreakpoints"), fc.record({ breakpoints: fc.constantFrom([], [{ dataId: "?" }]) })),
  fc.tuple(fc.constant("setExceptionBreakpoints"), fc.record({ filters: fc.constantFrom([], ["all"], ["none"]) })),
  fc.tuple(fc.constantFrom("threads", "configurationDone", "terminate", "restart"), fc.constant({})),
  fc.tuple(
    fc.constantFrom("setBreakpoints", "gotoTargets", "breakpointLocations"),
    anyLine.map((line) => ({ source: { path: "" }, line, breakpoints: [{ line }] })),
  ),
) as fc.Arbitrary<readonly [string, object]>;

const anyStyle = fc.record({
  linesStartAt1: fc.boolean(),
  columnsStartAt1: fc.boolean(),
  pathFormat: fc.constantFrom("path", "uri"),
});

const PATIENCE = 10_000;

/** Every request has an answer, be it a refusal. */
async function answered(client: DebugClient, command: string, args: object): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${command} ${JSON.stringify(args)}`)), PATIENCE);
  });
  try {
    const answer = client.request(command, args).catch(({ message }: Error) => {
      // Refusals are for the user; this is a bug.
      if (message.startsWith("Statecraft failed")) throw new Error(`${command} ${JSON.stringify(args)}: ${message}`);
    });
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Each try starts an adapter of its own: many of them take longer. */
const tries = chance(8);

describe("messages in any order at all", { timeout: tries.numRuns * 22_500 }, () => {
  it.each(["orders.asl.json", "parts.asl.yaml"])(
    "are answered, and the adapter ends when the client goes: %s",
    async (name) => {
      await writeFile(
        file("mocks.json"),
        JSON.stringify(charge({ Throw: { Error: "Busy" } }, { Return: { Payload: { id: 1 } } })),
      );
      const property = fc.asyncProperty(
        ...[anyStyle, fc.array(anyRequest, { maxLength: 40 }), fc.nat(6), fc.boolean()],
        async (style, requests, launched, says) => {
          const client = adapterFor();
          const path = style.pathFormat === "uri" ? pathToFileURL(file(name)).href : file(name);
          await answered(client, "initialize", { adapterID: "asl", ...style });
          const launch = {
            ...{
              program: file(name),
              input: { amount: 5, items: [1, 2, 3] },
              seed: 1,
              stopOnEntry: launched % 2 === 0,
            },
            ...(name === "orders.asl.json" && { mocks: "mocks.json" }),
          };
          const all = [...requests.slice(0, launched), ["launch", launch] as const, ...requests.slice(launched)];
          all.splice(launched + 1, 0, ["configurationDone", {}]);
          // Some are sent without waiting for the answer to the one before.
          const pending: Promise<void>[] = [];
          for (const [index, [command, args]] of all.entries()) {
            const own = "source" in args ? { ...args, source: { path } } : args;
            const answer = answered(client, command, own);
            pending.push(answer);
            if (index % 3 > 0) await answer;
          }
          await Promise.all(pending);
          if (says) await answered(client, "disconnect", {});
          else client.process.stdin?.end();
          expect(await client.exited).toBe(0);
          expect(client.faults).toEqual([]);
        },
      );
      await fc.assert(property, tries);
    },
  );
});
