import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DocumentLink, Hover, LocationLink } from "vscode-languageserver";
import { type BuiltProgram, buildProgram, type LanguageClient, startLanguageServer } from "../kit/language-client.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  PayFunction:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: pay, Handler: app.handler, Runtime: nodejs22.x}
  LostFunction:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: lost, Handler: app.handler, Runtime: nodejs22.x}
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.yaml
      DefinitionSubstitutions: {Pay: !GetAtt PayFunction.Arn, Lost: !GetAtt LostFunction.Arn}
`;

const ORDERS = `StartAt: Pay
States:
  Pay: {Type: Task, Resource: "\${Pay}", Next: Lost}
  Lost: {Type: Task, Resource: "\${Lost}", Next: Ship}
  Ship:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters: {StateMachineArn: "\${ShippingArn}"}
    End: true
`;

let program: BuiltProgram;
let server: LanguageClient;
let folder: string;

const uriOf = (...names: readonly string[]): string => pathToFileURL(join(folder, ...names)).href;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  folder = await mkdtemp(join(tmpdir(), "statecraft-"));
  await mkdir(join(folder, "pay"));
  await writeFile(join(folder, "pay", "app.mjs"), "export const handler = () => 1;\n");
  await writeFile(join(folder, "template.yaml"), TEMPLATE);
  await writeFile(join(folder, "orders.asl.yaml"), ORDERS);
  await writeFile(join(folder, "shipping.asl.json"), '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
  const able = { textDocument: { definition: { linkSupport: true }, hover: { contentFormat: ["markdown" as const] } } };
  server = await startLanguageServer(program.path, able, undefined, pathToFileURL(folder).href);
  await server.open(uriOf("orders.asl.yaml"), "asl-yaml", ORDERS);
  await server.open(uriOf("template.yaml"), "asl-yaml", TEMPLATE);
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
  await rm(folder, { recursive: true });
});

async function links(name: string): Promise<readonly string[]> {
  const textDocument = { uri: uriOf(name) };
  const found = await server.connection.sendRequest<DocumentLink[]>("textDocument/documentLink", { textDocument });
  const resolved = found.map((link) => server.connection.sendRequest<DocumentLink>("documentLink/resolve", link));
  return (await Promise.all(resolved)).map(({ range, target }) => `${range.start.line} ${target?.split("/").at(-1)}`);
}

const ask = <R>(method: string, line: number, character: number): Promise<R> => {
  const params = { textDocument: { uri: uriOf("orders.asl.yaml") }, position: { line, character } };
  return server.connection.sendRequest(method, params);
};

describe("links over pipes", () => {
  it("lead from a definition to handlers, else to the template, and to machines", async () => {
    expect(await links("orders.asl.yaml")).toEqual(["2 app.mjs", "3 template.yaml#L7", "7 shipping.asl.json"]);
  });

  it("lead from a template to definitions and handlers", async () => {
    expect(await links("template.yaml")).toEqual(["4 app.mjs", "7 undefined", "11 orders.asl.yaml"]);
  });

  it("are definitions too: the resource of a function, the beginning of a machine", async () => {
    const [resource] = await ask<LocationLink[]>("textDocument/definition", 2, 32);
    expect(resource).toMatchObject({ targetUri: uriOf("template.yaml"), targetSelectionRange: { start: { line: 3 } } });
    const [machine] = await ask<LocationLink[]>("textDocument/definition", 7, 40);
    expect(machine?.targetUri).toBe(uriOf("shipping.asl.json"));
  });

  it("are told of when they are pointed at", async () => {
    const hover = await ask<Hover>("textDocument/hover", 2, 32);
    expect(hover.contents).toMatchObject({ value: expect.stringContaining("- Handler: `app.handler`") });
  });
});
