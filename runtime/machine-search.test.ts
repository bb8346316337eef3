import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDefinition } from "./definition-file.ts";
import { machineSearch } from "./machine-search.ts";
import type { FindMachine } from "./nested-executions.ts";
import { projectOf } from "./project-file.ts";

const folder = mkdtempSync(join(tmpdir(), "statecraft-machines-"));
const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:";

const definition = (name: string) =>
  JSON.stringify({ Comment: name, StartAt: "A", States: { A: { Type: "Pass", End: true } } });

const files = {
  "flows/orders.asl.json": definition("orders"),
  "flows/ship-order.asl.json": definition("ship-order"),
  "flows/notes.json": '{"no": "machine"}',
  "billing/billing.asl.json": definition("billing"),
  "template.yaml": `Resources:
  Refund:
    Type: AWS::Serverless::StateMachine
    Properties: { Name: refunds, Type: EXPRESS, Definition: ${definition("refund")} }
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flows/orders.asl.json }
`,
};

let find: FindMachine;

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const path = join(folder, "flows/orders.asl.json");
  const [opened, project] = [openDefinition(path), projectOf(path)];
  if (!opened.ok || !project.ok) throw new Error("The files can't be read.");
  find = machineSearch(opened.definition, project.project);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("a machine", () => {
  it.each([
    ["ship-order", "ship-order"],
    [`${ARN}ship-order`, "ship-order"],
    [`${ARN}ship-order:3`, "ship-order"],
    ["${ShipOrderStateMachineArn}", "ship-order"],
    ["${Refund.Arn}", "refunds"],
    [`${ARN}refunds`, "refunds"],
    ["orders", "Orders"],
    [`${ARN}billing`, "billing"],
    [`${ARN}notes`, undefined],
    [`${ARN}nowhere`, undefined],
    ["../../etc/passwd", undefined],
  ])("%s is %s", (named, name) => {
    expect(find(named)?.name).toBe(name);
  });

  it("has the type that its template gives it", () => {
    expect(find("refunds")?.type).toBe("EXPRESS");
  });
});
