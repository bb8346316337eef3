import { describe, expect, it } from "vitest";
import {
  charged,
  client,
  debugSessions,
  evaluate,
  go,
  scopesOf,
  scopeText,
  stackOf,
  start,
  stopped,
  variablesOf,
} from "../../kit/debug-session.ts";

debugSessions();

describe("values", () => {
  const big = Array.from({ length: 250 }, (_, index) => ({ index }));

  it("are paged where they are many", async () => {
    await start({ launch: { input: { amount: 1, big }, stopOnEntry: true } });
    await stopped();
    const scope = (await scopesOf()).get("State input");
    const [, list] = await variablesOf(scope?.variablesReference ?? 0);
    expect(list).toMatchObject({ name: "big", type: "array", indexedVariables: 250, evaluateName: "$.big" });
    expect(list?.value).toMatch(/^\(250\) \[\{"index": 0\}, .*…$/);
    const page = await variablesOf(list?.variablesReference ?? 0, { filter: "indexed", start: 100, count: 2 });
    expect(page.map(({ name, value }) => `${name}: ${value}`)).toEqual(['100: {"index": 100}', '101: {"index": 101}']);
    expect(await variablesOf(list?.variablesReference ?? 0, { filter: "named" })).toEqual([]);
    expect(await evaluate("$.big", "clipboard")).toBe(JSON.stringify(big, null, 2));
  });

  it("are changed where they stand", async () => {
    await start({ launch: { stopOnEntry: true, mocks: charged } });
    await stopped();
    const variablesReference = (await scopesOf()).get("State input")?.variablesReference;
    await client.request("setVariable", { variablesReference, name: "amount", value: "States.MathAdd($.amount, 37)" });
    expect(await client.event("invalidated")).toEqual({ areas: ["variables"] });
    expect(await evaluate("$.amount", "watch")).toBe("42");
    await expect(
      client.request("setVariable", { variablesReference, name: "amount", value: "nonsense" }),
    ).rejects.toThrow('"nonsense" isn\'t valid JSON.');
    await go("next");
    await stopped();
    expect(await scopeText("State input")).toBe('amount=42 price={"total": 42}');
    const later = (await scopesOf()).get("Context")?.variablesReference;
    await expect(
      client.request("setVariable", { variablesReference: later, name: "State", value: "1" }),
    ).rejects.toThrow('"State" can\'t be changed at this moment.');
  });

  it("can be asked for in the state's language only", async () => {
    await start({ launch: { stopOnEntry: true } });
    await stopped();
    expect(await evaluate("States.Format('{} of {}', $.amount, $$.State.Name)", "hover")).toBe('"5 of Price"');
    await expect(evaluate("amount")).rejects.toThrow('"amount" isn\'t a valid JSONPath');
    await expect(evaluate("$.none")).rejects.toThrow(/none/);
    await expect(evaluate("$.")).rejects.toThrow();
    await expect(evaluate("  ")).rejects.toThrow("There is nothing to evaluate.");
  });

  it("are gone when the execution has moved on", async () => {
    await start({ launch: { stopOnEntry: true, mocks: charged } });
    await stopped();
    const scope = (await scopesOf()).get("State input");
    const [top] = await stackOf();
    await go("next");
    await stopped();
    await expect(variablesOf(scope?.variablesReference ?? 0)).rejects.toThrow("The execution has moved on.");
    await expect(client.request("scopes", { frameId: top?.id })).rejects.toThrow("The execution has moved on.");
    await expect(client.request("stackTrace", { threadId: 99 })).rejects.toThrow();
  });
});
