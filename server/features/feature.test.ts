import { expect, it, vi } from "vitest";
import { HoverRequest, LSPErrorCodes } from "vscode-languageserver";
import { fakeConnection } from "../../test/kit/fake-connection.ts";
import { abilitiesOf } from "../abilities.ts";
import { feature, guardedLater, refuseOutdated } from "./feature.ts";

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

it("cancelled requests that wait for files begin nothing", async () => {
  const { connection } = fakeConnection();
  const answer = vi.fn(async () => 1);
  expect(await guardedLater(connection, "a", { isCancellationRequested: true } as never, answer)).toBeNull();
  expect(answer).not.toHaveBeenCalled();
});

it("places of a version that has changed meanwhile are refused", () => {
  const documents = { analysisOf: () => ({ version: 2 }) } as never;
  const refuse = (version: number) => () => refuseOutdated(documents, { uri: "file:///a", version } as never);
  expect(refuse(2)).not.toThrow();
  expect(refuse(1)).toThrow(expect.objectContaining({ code: LSPErrorCodes.ContentModified }));
});
