import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientCapabilities, CodeAction, LogMessageParams, ShowMessageParams } from "vscode-languageserver";
import { type BuiltProgram, buildProgram, type LanguageClient, startLanguageServer } from "../kit/language-client.ts";

/** As VS Code says it. */
const able: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } } },
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ["", "quickfix", "refactor", "refactor.rewrite", "source"] },
      },
      disabledSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
};

const TEXT = `StartAt: Check
States:
  Check: {Type: Choice, Choices: [{Variable: $.a, StringEquals: x, Next: Pay}], Default: Each}
  Pay: {Type: Pass, InputPath: $.part, End: true}
  Each: {Type: Pass, Parameters: {"a.$": "$.rows[*][0]"}, End: true}
`;

let program: BuiltProgram;
let server: LanguageClient;
const uri = "file:///conversion.asl.yaml";

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
  server = await startLanguageServer(program.path, able);
  await server.open(uri, "asl-yaml", TEXT);
}, 60_000);

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await program.remove();
});

/** The conversions that the server offers on a line. */
async function conversionsOn(line: number): Promise<readonly CodeAction[]> {
  const position = { line, character: 4 };
  const context = { diagnostics: [], only: ["refactor"], triggerKind: 1 };
  const params = { textDocument: { uri }, range: { start: position, end: position }, context };
  const actions: readonly CodeAction[] = await server.connection.sendRequest("textDocument/codeAction", params);
  return actions.filter(({ kind }) => kind === "refactor.rewrite.jsonata");
}

const resolved = (action: CodeAction | undefined): Promise<CodeAction> =>
  server.connection.sendRequest("codeAction/resolve", action ?? {});

describe("conversions to JSONata over pipes", () => {
  it("come with the edits of the chosen one", async () => {
    const [pay, machine] = await conversionsOn(3);
    expect(pay).toMatchObject({ title: 'Convert "Pay" to JSONata' });
    expect(machine).toMatchObject({ disabled: { reason: expect.stringContaining("each item") } });
    const { edit } = await resolved(pay);
    expect(edit?.changes?.[uri]?.map(({ newText }) => newText).join()).toContain("{% $states.input.part %}");
  });

  it("are made whole, and what data make a difference is told then", async () => {
    const told: ShowMessageParams[] = [];
    const logged: LogMessageParams[] = [];
    server.connection.onNotification("window/showMessage", (params: ShowMessageParams) => {
      told.push(params);
    });
    server.connection.onNotification("window/logMessage", (params: LogMessageParams) => {
      logged.push(params);
    });
    const [check, exact] = await conversionsOn(2);
    expect(told).toEqual([]);
    const { edit } = await resolved(check);
    expect(edit?.changeAnnotations).toBeUndefined();
    expect(edit?.changes?.[uri]?.length).toBeGreaterThan(0);
    const difference = `Where "$.a" names nothing, the execution failed: now the rule doesn't hold.`;
    const message = `Converted. ${difference} Else choose "…, with checks for unusual data" to rule this out.`;
    expect(told).toEqual([{ type: 3, message }]);
    expect(logged[0]?.message).toBe(`Convert "Check" to JSONata, in ${uri}:\n  line 3: ${difference}`);
    expect(exact?.title).toBe('Convert "Check" to JSONata, with checks for unusual data');
    await resolved(exact);
    expect(told).toHaveLength(1);
  });
});
