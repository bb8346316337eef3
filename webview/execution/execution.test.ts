import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { compareExecutions, type Question, type RunOverlay } from "../../executions/index.ts";
import type { Json } from "../../language/index.ts";
import { bringAxe, hasAxe, violations } from "../../test/kit/axe.ts";
import { graphMessage, type Panel, panelScript, panelStyle } from "../../test/kit/panel.ts";
import { panelBrowser } from "../../test/kit/panel-browser.ts";
import { type Recorded, recordedRun } from "../../test/kit/recorded.ts";
import type { ThemeName } from "../../test/kit/themes.ts";

const browser = await panelBrowser();

const BATCH = `
StartAt: Load
States:
  Load:
    Type: Task
    Resource: arn:aws:lambda:us-east-1:123456789012:function:load
    Retry: [{ ErrorEquals: [Busy], MaxAttempts: 3 }]
    Next: Each
  Each:
    Type: Map
    ItemsPath: $.items
    ItemProcessor:
      StartAt: Is good
      States:
        Is good: { Type: Choice, Choices: [{ Variable: $.bad, IsPresent: true, Next: Refuse }], Default: Keep }
        Refuse: { Type: Fail, Error: Bad, Cause: '{"why":"<b>bad</b>"}' }
        Keep: { Type: Pass, End: true }
    Catch: [{ ErrorEquals: [States.ALL], Next: Load more }]
    End: true
  Load more: { Type: Choice, Choices: [{ Variable: $.Error, IsPresent: true, Next: Done }], Default: Done }
  Done: { Type: Pass, End: true }
`;

/** So many items, of which one makes its iteration fail. */
const itemsWithBad = (count: number, bad: number): Json =>
  Array.from({ length: count }, (_, index): Json => (index === bad ? { bad: 1 } : { index }));

/** Opens a panel that shows an execution of `text`. */
async function shown(text: string, run: Recorded, theme: ThemeName = "light", width = 1100): Promise<Panel> {
  const panel = await browser.open({ theme, width, height: 760, answer: run.answers });
  await panel.send(graphMessage(text));
  await panel.send({ kind: "overlay", run: run.answers({ what: "overlay" }), about: { name: "Nightly" } });
  await panel.page.locator(".has-run").waitFor();
  return panel;
}

const state = (panel: Panel, path: string) => panel.page.locator(`[data-state="/States/${path}"]`);

describe.skipIf(browser.isMissing)("an execution in the panel", () => {
  let panel: Panel;
  let run: Recorded;

  beforeAll(async () => {
    let tries = 0;
    const items = itemsWithBad(12, 7);
    run = await recordedRun(BATCH, {}, () => {
      if (tries++ < 2) throw Object.assign(new Error("later"), { name: "Busy" });
      return { items, note: "find me", deep: { deeper: [{ needle: true }] } };
    });
    panel = await shown(BATCH, run);
  });

  test("statuses have names and signs; tries and items are counted", async () => {
    expect(await state(panel, "Load").textContent()).toContain("↻ 2/3");
    expect(await state(panel, "Each").locator(":scope > .status title").first().textContent()).toContain(
      "Error caught",
    );
    expect(await panel.page.locator(".summary-text").innerText()).toMatch(/^Nightly · Succeeded/);
  });

  test("one that has failed is shown from the innermost state that did", async () => {
    const text = BATCH.replace(/\n +Catch:.*/, "");
    const failed = await recordedRun(text, {}, () => ({ items: [{ bad: 1 }] }));
    const fresh = await shown(text, failed);
    await expect
      .poll(() => fresh.page.locator(".selected[data-state]").getAttribute("data-state"))
      .toBe("/States/Each/ItemProcessor/States/Refuse");
    await fresh.page.close();
  });

  test("one that has failed is shown as it was left when the panel comes back", async () => {
    const text = BATCH.replace(/\n +Catch:.*/, "");
    const failed = await recordedRun(text, {}, () => ({ items: [{ bad: 1 }] }));
    const left = await shown(text, failed);
    await left.page.locator(".selected[data-state$=Refuse]").waitFor();
    await left.send({ kind: "select", id: "/States/Load" });
    await expect.poll(() => left.saved()).toMatchObject({ selected: "/States/Load", run: "run" });
    const back = await browser.open({ width: 1100, height: 760, answer: failed.answers, saved: await left.saved() });
    await back.send(graphMessage(text));
    await back.send({ kind: "overlay", run: failed.answers({ what: "overlay" }), about: { name: "Nightly" } });
    await back.page.locator(".has-run .status-failed").first().waitFor();
    expect(await back.page.locator(".selected[data-state]").getAttribute("data-state")).toBe("/States/Load");
    await Promise.all([left.page.close(), back.page.close()]);
  });

  test.each(["light", "dark", "highContrast", "highContrastLight"] as const)(
    "where no error was caught nothing is amber, in %s",
    async (theme) => {
      const good = await recordedRun(BATCH, {}, () => ({ items: [{ index: 0 }] }));
      const fresh = await shown(BATCH, good, theme);
      const amber = (): Promise<readonly string[]> =>
        fresh.page.evaluate(() => {
          const probe = document.createElement("i");
          probe.style.setProperty("color", "var(--statecraft-caught)");
          document.body.append(probe);
          const colour = getComputedStyle(probe).color;
          probe.remove();
          return [...document.querySelectorAll(".camera :is(path, rect, circle)")]
            .filter((shape) => [getComputedStyle(shape).stroke, getComputedStyle(shape).fill].includes(colour))
            .map((shape) => shape.closest("[data-state], [data-edge]")?.getAttribute("class") ?? "");
        });
      await fresh.page.locator(".edge.kind-start.taken").first().waitFor();
      expect(await amber()).toEqual([]);
      await fresh.send({ kind: "overlay", run: run.answers({ what: "overlay" }) });
      await fresh.page.locator(".kind-catch.taken").waitFor();
      expect(await amber()).toContain("edge kind-catch taken");
      await fresh.page.close();
    },
  );

  test("values are trees that keys move through, that are searched and copied from", async () => {
    await panel.send({ kind: "select", id: "/States/Load" });
    await panel.page.getByRole("tab", { name: "Result" }).click();
    const tree = panel.page.locator(".json [role=tree]");
    await expect.poll(() => tree.locator(".key").allInnerTexts()).toEqual(["items: ", "note: ", "deep: "]);
    await tree.focus();
    await panel.page.keyboard.press("Home");
    await panel.page.keyboard.press("ArrowDown");
    await panel.page.keyboard.press("ArrowRight");
    expect(await tree.getByRole("treeitem", { expanded: true }).count()).toBe(2);
    await panel.page.keyboard.press("ArrowLeft");
    await panel.page.getByLabel("Find in this value").fill("needle");
    await expect.poll(() => tree.locator(".active").innerText()).toBe("needle: true");
    await panel.page.getByRole("button", { name: "Copy path" }).click();
    await expect
      .poll(async () => (await panel.heard()).at(-1))
      .toEqual({ kind: "copy", text: "$.deep.deeper[0].needle" });
    await panel.page.getByRole("button", { name: "Open in editor" }).click();
    await expect
      .poll(async () => (await panel.heard()).at(-1))
      .toMatchObject({ kind: "openText", title: "Load result" });
  });

  test("the first iteration that failed is one click away; its cause is text, not markup", async () => {
    await panel.send({ kind: "select", id: "/States/Each" });
    await panel.page.getByRole("button", { name: "First failing" }).click();
    const inner = "/States/Each/ItemProcessor/States";
    await panel.send({ kind: "select", id: `${inner}/Refuse` });
    await expect.poll(() => panel.page.locator(".picker").innerText()).toContain("Iteration [7]");
    expect(await state(panel, "Each/ItemProcessor/States/Keep").getAttribute("class")).not.toContain("visited");
    await panel.page.getByRole("button", { name: "All iterations" }).click();
    await expect.poll(() => state(panel, "Each/ItemProcessor/States/Keep").getAttribute("class")).toContain("visited");
  });

  test("events are filtered, and lead to their states and back", async () => {
    await panel.page.getByRole("tab", { name: "Events" }).click();
    await panel.page.getByLabel("Filter events by text").fill("functionfailed busy");
    const rows = panel.page.locator(".event-row:not(.titles)");
    await expect.poll(() => rows.count()).toBe(2);
    await rows.first().click();
    await expect.poll(() => state(panel, "Load").getAttribute("class")).toContain("selected");
    await panel.page.getByLabel("Filter events by text").fill("");
    await panel.send({ kind: "select", id: "/States/Done" });
    await expect.poll(() => panel.page.locator(".event-row.active .step").allInnerTexts()).toEqual(["Done"]);
    expect((await panel.heard()).some((message) => message.kind === "reveal" && message.id === "/States/Load")).toBe(
      true,
    );
  });

  test("what differs from another execution is marked and listed", async () => {
    const other = await recordedRun(BATCH, {}, () => ({ items: [], note: "other" }), "other");
    await panel.send({
      kind: "comparison",
      comparison: compareExecutions(run.record, other.record),
      other: '"Before"',
    });
    await expect.poll(() => state(panel, "Load").getAttribute("class")).toContain("differs");
    expect(await panel.page.locator(".details .note").last().innerText()).toContain('Compared with "Before"');
    await panel.send({ kind: "comparison", comparison: null });
    await expect.poll(() => panel.page.locator(".difference").count()).toBe(0);
    expect(await panel.page.getByRole("tab", { name: "Differences" }).count()).toBe(0);
  });

  test("answers that can't be read are none; nothing was refused by the policy", async () => {
    await panel.send(
      { kind: "answer", number: 1, answer: { total: "x" } },
      { kind: "answer", number: "1" },
      { kind: "comparison", comparison: { states: { a: "odd" }, values: [] } },
    );
    expect(panel.faults).toEqual([]);
    await panel.page.close();
  });
});

describe.skipIf(browser.isMissing)("the events in panels of any width", () => {
  test.each([
    [400, ["ID", "Type", "Step", "Elapsed"]],
    [700, ["ID", "Type", "Step", "Elapsed", "Resource"]],
    [1100, ["ID", "Type", "Step", "Elapsed"]],
    [1400, ["ID", "Type", "Step", "Elapsed", "Resource"]],
  ])("%i px: types and steps can be read, nothing sticks out", async (width, titles) => {
    const run = await recordedRun(BATCH, {}, () => ({ items: itemsWithBad(3, 1) }));
    const panel = await shown(BATCH, run, "dark", width);
    await panel.page.getByRole("button", { name: "Show the events" }).click();
    const row = panel.page.locator(".event-row:not(.titles)");
    await row.locator(".step", { hasText: "Load" }).first().waitFor();
    const seen = panel.page.locator(".event-row.titles > span").filter({ visible: true });
    expect(await seen.allInnerTexts()).toEqual(titles);
    const list = panel.page.locator(".events .virtual-list");
    expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    const widths = await row
      .first()
      .evaluate((element) => [".type", ".step"].map((cell) => element.querySelector(cell)?.clientWidth ?? 0));
    expect(widths[0]).toBeGreaterThanOrEqual(160);
    expect(widths[1]).toBeGreaterThanOrEqual(80);
    await panel.page.close();
  });
});

describe.skipIf(browser.isMissing || !hasAxe)("nothing in an execution is out of anybody's reach", () => {
  test.each(["light", "dark", "highContrast", "highContrastLight"] as const)("in %s", async (theme) => {
    const run = await recordedRun(BATCH, {}, () => ({ items: itemsWithBad(2, 1) }));
    const other = await recordedRun(BATCH, {}, () => ({ items: [] }), "other");
    const panel = await shown(BATCH, run, theme);
    await bringAxe(panel);
    await panel.send({ kind: "select", id: "/States/Each" });
    await panel.page.locator(".iteration-row .name").first().waitFor();
    await panel.page.locator(".json .key").first().waitFor();
    expect(await violations(panel)).toEqual([]);
    await panel.page.getByRole("tab", { name: "Events" }).click();
    await panel.page.locator(".event-row .type").nth(2).waitFor();
    expect(await violations(panel)).toEqual([]);
    await panel.send({ kind: "comparison", comparison: compareExecutions(run.record, other.record), other: "other" });
    await panel.page.locator(".difference-row").nth(2).waitFor();
    expect(await violations(panel)).toEqual([]);
    await panel.page.close();
  });
});

describe.skipIf(browser.isMissing)("large executions", () => {
  test("an output of 10 MB opens, scrolls and is searched without delay", async () => {
    const output = Array.from({ length: 60_000 }, (_, index) => ({ id: index, text: `${"x".repeat(140)}${index}` }));
    const text = JSON.stringify(output);
    expect(text.length).toBeGreaterThan(10_000_000);
    const machine = "StartAt: Load\nStates: { Load: { Type: Pass, End: true } }";
    const small = await recordedRun(machine, {});
    const answers = (question: Question) =>
      question.what === "value" ? { text } : (small.answers(question) as Json | null);
    const panel = await shown(machine, { ...small, answers: answers as Recorded["answers"] });
    await panel.send({ kind: "select", id: "/States/Load" });
    const tree = panel.page.locator(".json [role=tree]");
    await tree.getByText("[60000 items]").waitFor();
    const began = Date.now();
    await panel.page.getByLabel("Find in this value").fill("x59999");
    await expect.poll(() => tree.locator(".active").innerText()).toContain("x59999");
    expect(Date.now() - began).toBeLessThan(5000);
    expect(await tree.getByRole("treeitem").count()).toBeLessThan(120);
    await panel.page.close();
  });

  test("ten thousand iterations are a list like any other", async () => {
    const items = itemsWithBad(10_000, 9876);
    const run = await recordedRun(BATCH, {}, () => ({ items }));
    const panel = await shown(BATCH, run);
    expect(await state(panel, "Each").textContent()).toContain("/10000");
    await panel.send({ kind: "select", id: "/States/Each" });
    const list = panel.page.getByRole("listbox", { name: "Iterations" });
    await expect.poll(() => list.getByRole("option").first().innerText()).toContain("[0]");
    await list.focus();
    await panel.page.keyboard.press("End");
    await expect.poll(() => list.locator(".active").innerText()).toMatch(/\[\d{4}\]/);
    expect(await list.getByRole("option").count()).toBeLessThan(100);
    await panel.page.getByRole("button", { name: "First failing" }).click();
    await panel.send({ kind: "select", id: "/States/Each/ItemProcessor/States/Refuse" });
    await expect.poll(() => panel.page.locator(".picker").innerText()).toContain("Iteration [9876]");
    await panel.page.close();
  });

  test("another execution of the same machine shows its own values", async () => {
    const [first, second] = await Promise.all(
      ["first", "second"].map((note) => recordedRun(BATCH, { note }, () => ({ items: [] }))),
    );
    if (!first || !second) throw new Error("nothing was recorded");
    let told = first;
    const panel = await browser.open({ width: 1100, height: 760, answer: (question) => told.answers(question) });
    await panel.send(graphMessage(BATCH), { kind: "overlay", run: first.answers({ what: "overlay" }) });
    await panel.send({ kind: "select", id: "/States/Load" });
    const value = panel.page.locator(".json [role=tree] .string");
    await expect.poll(() => value.allInnerTexts()).toEqual(['"first"']);
    told = second;
    await panel.send({
      kind: "overlay",
      run: { ...(second.answers({ what: "overlay" }) as RunOverlay), id: "second" },
    });
    await expect.poll(() => value.allInnerTexts()).toEqual(['"second"']);
    await panel.page.close();
  });

  test("changes that come in quickly are shown at the end", async () => {
    const run = await recordedRun(BATCH, {}, () => ({ items: [] }));
    const panel = await shown(BATCH, run);
    const { id } = run.answers({ what: "overlay" }) as RunOverlay;
    const changes = Array.from({ length: 1000 }, (_, index) => ({
      kind: "overlayChanged",
      run: id,
      events: index,
      states: { "/States/Load": { status: "running", visits: index + 2 } },
    }));
    const began = Date.now();
    await panel.send(...changes);
    await expect.poll(() => state(panel, "Load").textContent()).toContain("×1001");
    expect(Date.now() - began).toBeLessThan(5000);
    expect(panel.faults).toEqual([]);
    await panel.page.close();
  });
});

test("script and style stay within 60 KB, compressed", async () => {
  const size = (text: string): number => gzipSync(text, { level: 9 }).length;
  expect(size(await panelScript()) + size(await panelStyle())).toBeLessThan(60_000);
});
