import { afterAll, beforeAll, expect, it } from "vitest";
import type { SemanticTokens, SignatureHelp } from "vscode-languageserver";
import type { EvaluateAnswer, ExpressionAnswer } from "../../server/protocol.ts";
import { type BuiltProgram, buildProgram, type LanguageClient, startLanguageServer } from "../kit/language-client.ts";

const TEXT = `QueryLanguage: JSONata
StartAt: A
States:
  A: {Type: Pass, Output: "{% $sum($states.input.n) %}", End: true}
`;

const URI = "file:///a.asl.yaml";
const position = { line: 3, character: 40 };

let program: BuiltProgram;
let server: LanguageClient;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  server = await startLanguageServer(program.path, {});
  const textDocument = { uri: URI, languageId: "asl-yaml", version: 1, text: TEXT };
  await server.connection.sendNotification("textDocument/didOpen", { textDocument });
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
});

it("an expression under the cursor is found, and evaluated with data", async () => {
  const found = await server.connection.sendRequest<ExpressionAnswer>("statecraft/expressionAt", {
    uri: URI,
    position,
  });
  expect(found).toMatchObject({ source: "$sum($states.input.n)", state: "/States/A", stateName: "A" });
  const data = { ...found.sample, input: { n: [1, 2] } };
  const evaluate = (given: object): Promise<EvaluateAnswer> =>
    server.connection.sendRequest("statecraft/evaluate", { uri: URI, position, data: given });
  expect(await evaluate(data)).toEqual({ kind: "value", text: "3" });
  expect(await evaluate({ ...data, input: { n: ["x"] } })).toMatchObject({ kind: "error" });
  const nowhere = { uri: URI, position: { line: 0, character: 0 } };
  expect(await server.connection.sendRequest("statecraft/expressionAt", nowhere)).toBeNull();
});

it("an expression whose regular expression runs away ends with the time that it has", async () => {
  const uri = "file:///runaway.asl.yaml";
  const text = TEXT.replace("$sum($states.input.n)", "$match($states.input.s, /(a+)+b/)");
  const textDocument = { uri, languageId: "asl-yaml", version: 1, text };
  await server.connection.sendNotification("textDocument/didOpen", { textDocument });
  const data = { input: { s: "a".repeat(40) }, context: {}, variables: {} };
  const given = await server.connection.sendRequest<EvaluateAnswer>("statecraft/evaluate", { uri, position, data });
  expect(given).toMatchObject({ kind: "error", message: "Expression evaluation timeout: Check for infinite loop" });
});

it("signatures and colours are told", async () => {
  const params = { textDocument: { uri: URI }, position };
  const help = await server.connection.sendRequest<SignatureHelp>("textDocument/signatureHelp", params);
  expect(help).toMatchObject({ signatures: [{ label: "$sum(numbers)" }], activeParameter: 0 });
  const whole = await server.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/full", params);
  const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
  const part = await server.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/range", {
    ...params,
    range,
  });
  expect(whole.data.length / 5).toBe(8);
  expect(part.data.length / 5).toBe(7);
});
