import { expect, it } from "vitest";
import { LSPErrorCodes } from "vscode-languageserver";
import { analyze, notationOf } from "../../language/index.ts";
import { fakeConnection } from "../../test/kit/fake-connection.ts";
import { formatting, rangeFormatting } from "./formatting.ts";

const notCancelled = { isCancellationRequested: false };

it("tells the editor why a text isn't formatted that is nested too deeply: its indentation would be huge", () => {
  const { connection, handlers } = fakeConnection();
  const text = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": ${"[".repeat(5000)}${"]".repeat(5000)}}}}`;
  const analysis = analyze({ uri: "file:///a", version: 1, notation: notationOf(text), text });
  const documents = { analysisOf: () => analysis };
  for (const feature of [formatting, rangeFormatting]) feature.register({ connection, documents } as never);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } };
  const params = { textDocument: { uri: "file:///a" }, options: { tabSize: 2, insertSpaces: true }, range };
  for (const method of ["textDocument/formatting", "textDocument/rangeFormatting"]) {
    expect(() => handlers.get(method)?.(params, notCancelled)).toThrow(
      expect.objectContaining({
        code: LSPErrorCodes.RequestFailed,
        message: "This text is too large or nested too deeply to be formatted.",
      }),
    );
  }
});
