import { expect, it, vi } from "vitest";
import { HoverRequest } from "vscode-languageserver";
import { fakeConnection } from "../../test/kit/fake-connection.ts";
import { abilitiesOf } from "../abilities.ts";
import { feature } from "./feature.ts";

it("a cancelled request is answered without looking at its document", () => {
  const { connection, handlers } = fakeConnection();
  const analysisOf = vi.fn(() => undefined);
  const documents = { analysisOf, update: () => {}, close: () => {}, useRules: () => {} };
  const answer = vi.fn(() => null);
  feature(HoverRequest.type, {}, answer).register({ connection, documents, abilities: abilitiesOf({}) } as never);
  const params = { textDocument: { uri: "file:///a" }, position: { line: 0, character: 0 } };
  expect(handlers.get("textDocument/hover")?.(params, { isCancellationRequested: true })).toBeNull();
  expect(analysisOf).not.toHaveBeenCalled();
  handlers.get("textDocument/hover")?.(params, { isCancellationRequested: false });
  expect(analysisOf).toHaveBeenCalledOnce();
});
