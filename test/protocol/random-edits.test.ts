import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { chance } from "../kit/chance.ts";
import { type BuiltProgram, buildProgram, startLanguageServer } from "../kit/language-client.ts";
import { chanceOf, editOf, samples } from "../kit/random-edits.ts";
import { paramsOf } from "../kit/random-requests.ts";

const { numRuns: effort, seed } = chance(1);

/** What editors ask most while somebody types. */
const METHODS = [
  "textDocument/completion",
  "textDocument/hover",
  "textDocument/documentSymbol",
  "textDocument/references",
  "textDocument/documentHighlight",
  "statecraft/graph",
  "statecraft/machines",
  "statecraft/stateAt",
];

let program: BuiltProgram;

beforeAll(async () => {
  program = await buildProgram("server/main.ts");
}, 60_000);

afterAll(() => program.remove());

describe("the language server over pipes", () => {
  it("outlives random edits and requests, of which half are cancelled at once", async () => {
    const server = await startLanguageServer(program.path, {});
    const by = chanceOf(seed);
    const { connection } = server;
    const uri = "file:///typed.asl";
    let { text } = by.of(samples());
    await server.open(uri, "asl", text);
    const answers: Promise<unknown>[] = [];
    for (let version = 2; version < 2 + 60 * effort; version++) {
      if (version % 30 === 0) text = by.of(samples()).text;
      const { start, end, newText } = editOf(text, by);
      text = text.slice(0, start) + newText + text.slice(end);
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
      const asked = { uri, text, diagnostics: [], answers: new Map() };
      const cancel = new CancellationTokenSource();
      const answer = connection.sendRequest(by.of(METHODS), paramsOf(by.of(METHODS), asked, by), cancel.token);
      answers.push(answer.catch((error: { readonly code?: number }) => expect(error.code).toBeLessThan(-32_000)));
      if (by.below(2) === 0) cancel.cancel();
      if (answers.length > 20) await Promise.all(answers.splice(0));
    }
    await Promise.all(answers);
    const began = performance.now();
    await connection.sendRequest("statecraft/graph", { uri });
    expect(performance.now() - began, `seed ${seed}`).toBeLessThan(2000);
    expect(await server.stop()).toBe(0);
  }, 3_600_000);
});
