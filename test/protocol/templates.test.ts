import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildInto } from "../../scripts/build.mjs";
import { type DebugClient, startDebugAdapter } from "../kit/debug-client.ts";

const example = join(import.meta.dirname, "../../examples/order-service-sam");
const flow = join(example, "flow/order-service.asl.json");

/** Two machines that stand in their template. */
const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A: { Type: Pass, End: true }
  Second:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionString: !Sub |
        {
          "StartAt": "B",
          "States": {
            "B": { "Type": "Pass", "Result": "\${AWS::Region}", "End": true }
          }
        }
`;
/** Lines from 1: where the states are. */
const [LINE_OF_A, LINE_OF_B] = [9, 18];

let folder: string;
let program: string;
let adapter: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "statecraft-template-"));
  [program, adapter] = await Promise.all([buildInto("cli/main.ts", folder), buildInto("debugger/main.ts", folder)]);
  await writeFile(join(folder, "template.yaml"), TEMPLATE);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function statecraft(cwd: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd, timeout: 60_000 }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

describe("the command line", () => {
  it("runs the functions of a SAM template with no configuration", async () => {
    const { code, out, err } = await statecraft(example, "run", "template.yaml", "--input", "@two-books.input.json");
    expect(JSON.parse(out)).toEqual({
      status: "SUCCEEDED",
      output: {
        orderId: "order-77",
        paid: { amount: 52.5, currency: "EUR", receipt: "card-4242-52.5" },
        boxes: [
          ["book", "book", "pen"],
          ["pen", "pen"],
        ],
      },
    });
    expect(err).toContain('[PriceOrder] "app.ts" runs through the project\'s esbuild.\n');
    expect(err).toContain("[PackOrder] 2 boxes for order-77\n");
    expect(code).toBe(0);
  }, 60_000);

  it("finds the template from the definition", async () => {
    const { code, out } = await statecraft(example, "run", flow, "--input", "@empty-card.input.json");
    expect(JSON.parse(out)).toMatchObject({ error: "OrderRefused", cause: "The card does not cover 79 EUR." });
    expect(code).toBe(1);
  }, 60_000);

  it("asks which machine of several is meant", async () => {
    expect(await statecraft(folder, "run", "template.yaml")).toEqual({
      code: 2,
      out: "",
      err: '"template.yaml" has several state machines: name one of them, "template.yaml#First", "template.yaml#Second".\n',
    });
  });

  it.each([["template.yaml#Second"], ["template.yaml", "--machine", "Second"]])("runs %s %s %s", async (...args) => {
    const { out } = await statecraft(folder, "run", ...args, "--history");
    const { output, events } = JSON.parse(out);
    expect(output).toBe("us-east-1");
    // Histories of EXPRESS executions have no details of the run itself beside input and output.
    expect(events[0].type).toBe("ExecutionStarted");
  });

  it.each(["First", "Second"])("checks %s alone", async (name) => {
    const { code, out } = await statecraft(folder, "validate", `template.yaml#${name}`, "--format", "json");
    const { files } = JSON.parse(out);
    expect([code, files[0].file]).toEqual([0, "template.yaml"]);
    const inside = expect.stringMatching(new RegExp(`^/Resources/${name}(?:/|$)`));
    for (const { path } of files[0].diagnostics) expect(path).toEqual(inside);
    expect(await statecraft(folder, "validate", "template.yaml#Third")).toMatchObject({
      code: 2,
      err: expect.stringContaining('has no state machine "Third"'),
    });
  });

  it("draws the machine that is named, and asks which of several", async () => {
    const idsIn = async (file: string): Promise<readonly string[]> => {
      const { out } = await statecraft(folder, "graph", file, "--format", "json");
      const { nodes } = JSON.parse(out) as {
        readonly nodes: readonly { readonly id: string; readonly type: string }[];
      };
      return nodes.filter(({ type }) => type === "Pass").map(({ id }) => id);
    };
    expect(await statecraft(folder, "graph", "template.yaml")).toEqual({
      code: 2,
      out: "",
      err: '"template.yaml" has several state machines: name one of them, "template.yaml#First", "template.yaml#Second".\n',
    });
    expect(await idsIn("template.yaml#First")).toEqual(["/Resources/First/Properties/Definition/States/A"]);
    expect(await idsIn("template.yaml#Second")).toEqual(["/Resources/Second/Properties/DefinitionString/States/B"]);
  });
});

describe("the debugger", () => {
  async function stopped(launch: object, path: string, lines: readonly number[]) {
    const client: DebugClient = startDebugAdapter(adapter);
    await client.request("initialize", { adapterID: "asl", pathFormat: "path", linesStartAt1: true });
    const launching = client.request("launch", launch);
    await client.event("initialized");
    const { breakpoints } = await client.request<DebugProtocol.SetBreakpointsResponse["body"]>("setBreakpoints", {
      source: { path },
      breakpoints: lines.map((line) => ({ line })),
    });
    await client.request("configurationDone");
    await launching;
    expect(breakpoints.at(-1)).toMatchObject({ verified: true, line: lines.at(-1) });
    const { threadId, reason } = await client.event<DebugProtocol.StoppedEvent["body"]>("stopped");
    const { stackFrames } = await client.request<DebugProtocol.StackTraceResponse["body"]>("stackTrace", { threadId });
    await client.request("disconnect");
    await client.exited;
    expect(client.faults).toEqual([]);
    return { reason, frame: stackFrames[0] };
  }

  it("stops in the file that the template points at", async () => {
    const launch = { program: join(example, "template.yaml"), input: "two-books.input.json", cwd: example };
    const { reason, frame } = await stopped(launch, flow, [31]);
    expect(reason).toBe("breakpoint");
    expect(frame).toMatchObject({ name: "ChargeCard", source: { path: flow } });
  }, 60_000);

  it("stops in a definition that is a text of its template", async () => {
    const path = join(folder, "template.yaml");
    const { frame } = await stopped({ program: `${path}#Second` }, path, [LINE_OF_A, LINE_OF_B]);
    expect(frame).toMatchObject({ name: "B", line: LINE_OF_B, source: { path } });
  });
});
