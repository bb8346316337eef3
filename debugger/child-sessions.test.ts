import { expect, it } from "vitest";
import { byProtocol, type Told } from "./child-sessions.ts";
import { connectOutcome } from "./outcome-channel.ts";

/** A client that says it has started every session, and does with its address what the test says. */
function client(started: (address: string) => void) {
  const printed: string[] = [];
  const told: Told = {
    event() {},
    custom() {},
    print: (_, text) => void printed.push(text),
    async ask(_, args) {
      const { configuration } = args as { readonly configuration: { readonly tellsOutcome: string } };
      started(configuration.tellsOutcome);
      return true;
    },
  };
  return { told, printed };
}

it("A session that the client says it started, and that never comes, is waited for a while", async () => {
  const { told, printed } = client(() => {});
  const { status, error, cause } = await byProtocol(told, 50).startNested("shipping", {});
  expect([status, error]).toEqual(["FAILED", "Statecraft.NoSession"]);
  expect(cause).toContain('The client said that it started the session "shipping", but none has come within 0.05 s');
  expect(printed).toEqual([cause]);
});

it("One that has come has all the time it takes", async () => {
  const { told, printed } = client((address) => {
    const teller = connectOutcome(address);
    setTimeout(() => teller.tell({ status: "SUCCEEDED", output: "1" }), 300);
  });
  expect(await byProtocol(told, 100).startNested("shipping", {})).toEqual({ status: "SUCCEEDED", output: 1 });
  expect(printed).toEqual([]);
});
