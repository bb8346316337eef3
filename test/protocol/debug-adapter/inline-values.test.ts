import { writeFile } from "node:fs/promises";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, expect, it } from "vitest";
import type { StatecraftRequests } from "../../../debugger/protocol.ts";
import { charged, client, debugSessions, file, go, stackOf, start, stopped } from "../../kit/debug-session.ts";

debugSessions();

type Body = StatecraftRequests["statecraft/inlineValues"]["body"];

/** The values beside the text: `6 total = 5`. */
async function inline(): Promise<readonly string[]> {
  const [top] = await stackOf();
  const { values } = await client.request<Body>("statecraft/inlineValues", { frameId: top?.id });
  return values.map(({ line, text }) => `${line} ${text}`);
}

const CHOICE = `QueryLanguage: JSONata
StartAt: Split
States:
  Split:
    Type: Choice
    Choices:
      - Condition: "{% $states.input.total > 100 %}"
        Next: Large
      - Condition: "{% $states.input.total > 10 %}"
        Assign:
          size: "{% $states.input.total & ' pieces' %}"
        Next: Large
    Default: Large
  Large:
    Type: Pass
    Output:
      size: "{% $size %}"
      id: "{% $uuid() %}"
    End: true
`;

describe("values beside the text", () => {
  it("are those that each field was evaluated with", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 4 }] });
    await stopped();
    expect(await inline()).toEqual(['4 input = {"amount": 5}']);
    await go("stepIn");
    await stopped();
    expect(await inline()).toEqual(['4 input = {"amount": 5}', "6 total = 5"]);
    await go("next");
    await stopped();
    expect(await inline()).toEqual(['4 input = {"amount": 5}', "6 total = 5"]);
    for (const _ of "123456") {
      await go("stepIn");
      await stopped();
    }
    expect(await inline()).toEqual([
      '10 input = {"amount": 5, "price": {"total": 5}}',
      '12 result = {"Payload": {"id": "p1"}}',
      '13 Payload = {"total": 5}',
      '14 id = "p1"',
    ]);
  });

  it("are told for rules up to the one that holds, and not for what gives something else each time", async () => {
    await writeFile(file("choice.asl.yaml"), CHOICE);
    await start({
      program: "choice.asl.yaml",
      launch: { input: { total: 50 } },
      breakpoints: [{ line: 11 }, { line: 19 }],
    });
    await stopped();
    expect(await inline()).toEqual([
      '4 input = {"total": 50}',
      "7 Condition = false",
      "9 Condition = true",
      '11 size = "50 pieces"',
    ]);
    await go("continue");
    await stopped();
    expect(await inline()).toEqual([
      '14 input = {"total": 50}',
      expect.stringMatching(/^19 output = {"size": "50 pieces", "id": "/),
      '17 size = "50 pieces"',
    ]);
  });

  it("under the mouse are those of the place that it points at, in other states too", async () => {
    await start({ launch: { mocks: charged }, breakpoints: [{ line: 14 }] });
    await stopped();
    const [top] = await stackOf();
    const hover = async (expression: string, line: number): Promise<string> =>
      (
        await client.request<DebugProtocol.EvaluateResponse["body"]>("evaluate", {
          ...{ expression, context: "hover", frameId: top?.id, line, column: 40 },
        })
      ).result;
    expect(await hover("$.Payload.id", 14)).toBe('"p1"');
    expect(await hover("$.price", 13)).toBe('{"total": 5}');
    expect(await hover("$.amount", 6)).toBe("5");
  });
});
