import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { graphMessage, type Panel } from "../../test/kit/panel.ts";
import { panelBrowser } from "../../test/kit/panel-browser.ts";

const browser = await panelBrowser();

const TRIP = `
StartAt: Check
States:
  Check:
    Type: Choice
    Choices: [{ Variable: $.amount, NumericGreaterThan: 100, Next: Book }]
    Default: Refuse
  Book:
    Type: Parallel
    Comment: Everything at once
    Branches:
      - { StartAt: Flight, States: { Flight: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Seat,
          Retry: [{ ErrorEquals: [States.ALL] }] }, Seat: { Type: Pass, End: true } } }
      - { StartAt: Hotel, States: { Hotel: { Type: Pass, End: true } } }
    Catch: [{ ErrorEquals: [States.ALL], Next: Refuse }]
    Next: Done
  Done: { Type: Succeed }
  Refuse: { Type: Fail, Error: Refused }
`;
const BOOK = "/States/Book";
const FLIGHT = `${BOOK}/Branches/0/States/Flight`;
const SEAT = `${BOOK}/Branches/0/States/Seat`;
const HOTEL = `${BOOK}/Branches/1/States/Hotel`;

describe.skipIf(browser.isMissing)("going about in the panel", () => {
  let panel: Panel;
  const selected = (): Promise<readonly (string | null)[]> =>
    panel.page
      .locator("[data-state].selected")
      .evaluateAll((all) => all.map((element) => element.getAttribute("data-state")));
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };
  const activeItem = () =>
    panel.page.evaluate(() => {
      const id = document.querySelector(".surface")?.getAttribute("aria-activedescendant");
      const item = id ? document.getElementById(id) : null;
      return (
        item && {
          text: item.textContent,
          level: item.getAttribute("aria-level"),
          place: `${item.getAttribute("aria-posinset")}/${item.getAttribute("aria-setsize")}`,
          expanded: item.getAttribute("aria-expanded"),
        }
      );
    });

  beforeAll(async () => {
    panel = await browser.open();
    await panel.send(graphMessage(TRIP));
    await panel.page.locator("[data-state]").first().waitFor();
  });
  beforeEach(async () => {
    await panel.page.locator(".surface").focus();
    await press("Escape", "Escape", "Escape");
  });

  test("keys alone lead through the flow, into a container and out of it, and to what stands beside", async () => {
    await press("Home");
    expect(await selected()).toEqual(["/States/Check"]);
    await press("ArrowDown");
    expect(await selected()).toEqual([BOOK]);
    await press("ArrowRight");
    expect(await selected()).toEqual([FLIGHT]);
    await press("ArrowRight");
    expect(await selected()).toEqual([HOTEL]);
    await press("ArrowLeft", "ArrowDown");
    expect(await selected()).toEqual([SEAT]);
    await press("Escape");
    expect(await selected()).toEqual([BOOK]);
    await press("ArrowDown", "Shift+ArrowRight");
    expect(await selected()).toEqual(["/States/Refuse"]);
    await press("Shift+ArrowLeft", "ArrowUp", "ArrowUp");
    expect(await selected()).toEqual(["/States/Check"]);
    await press("Enter");
    expect((await panel.heard()).at(-1)).toEqual({ kind: "reveal", id: "/States/Check" });
    await press("F9");
    expect((await panel.heard()).at(-1)).toEqual({ kind: "toggleBreakpoint", id: "/States/Check" });
  });

  test("the diagram is one tab stop, each bar another", async () => {
    const stops: (string | null)[] = [];
    await panel.page.locator(".surface").focus();
    for (let i = 0; i < 3; i++) {
      const name = await panel.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
      stops.push(name);
      await press("Tab");
    }
    expect(stops).toEqual(["Diagram of the state machine", "Run state machine", "Zoom in (+)"]);
    expect(await panel.page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  test("screen readers are told each state, where it is in the tree, and what it leads to", async () => {
    await panel.send({ kind: "breakpoints", breakpoints: [{ id: FLIGHT, enabled: true, type: "plain" }] });
    await panel.page.locator(".gutter.set").waitFor();
    await press("Home", "ArrowDown");
    expect(await activeItem()).toEqual({
      text: "Book, Parallel, 2 branches; next Done; catches any error to Refuse",
      level: "1",
      place: "2/4",
      expanded: "true",
    });
    await press("ArrowRight");
    expect(await activeItem()).toEqual({
      text: "Flight, Task, Lambda invoke; breakpoint; 1 retrier; next Seat",
      level: "2",
      place: "1/3",
      expanded: null,
    });
    expect(await panel.page.locator(".surface").getAttribute("role")).toBe("tree");
    expect(await panel.page.locator("[role=treeitem]").count()).toBe(7);
    await panel.send({ kind: "breakpoints", breakpoints: [] });
  });

  test("a container is collapsed and opened by its button and by keys, and stays where it is", async () => {
    const header = panel.page.locator(`[data-state="${BOOK}"] > .tile`);
    const before = await header.boundingBox();
    await panel.page.locator(`[data-state="${BOOK}"] > .toggle`).click();
    await expect.poll(() => panel.page.locator(`[data-state="${FLIGHT}"]`).count()).toBe(0);
    await expect.poll(async () => Math.round((await header.boundingBox())?.x ?? 0)).toBe(Math.round(before?.x ?? -1));
    expect(await panel.page.locator(`[data-state="${BOOK}"]`).textContent()).toContain("3 states");
    await press("Home", "ArrowDown");
    expect((await activeItem())?.expanded).toBe("false");
    await press("ArrowRight");
    await panel.page.locator(`[data-state="${FLIGHT}"]`).waitFor();
    await press("ArrowLeft");
    await panel.page.locator(`[data-state="${FLIGHT}"]`).waitFor({ state: "detached" });
    await expect.poll(async () => ((await panel.saved()) as { collapsed: unknown }).collapsed).toEqual([BOOK]);
    await panel.send({ kind: "select", id: SEAT });
    await expect.poll(selected).toEqual([BOOK]);
    await press("ArrowRight");
    await panel.page.locator(`[data-state="${FLIGHT}"]`).waitFor();
  });

  test("a slash finds states by what is written on them, also those that are collapsed", async () => {
    await panel.page.locator(`[data-state="${BOOK}"] > .toggle`).click();
    await press("/");
    await panel.page.keyboard.type("lambda");
    await expect.poll(selected).toEqual([FLIGHT]);
    expect(await panel.page.locator(".search .count").textContent()).toBe("1 of 1");
    await panel.page.locator(".search input").fill("o");
    await expect.poll(() => panel.page.locator(".match").count()).toBe(5);
    await press("Enter");
    expect(await panel.page.locator(".search .count").textContent()).toBe("2 of 5");
    await panel.page.locator(".search input").fill("nothing like it");
    expect(await panel.page.locator(".search .count").textContent()).toBe("no state");
    await press("Escape");
    expect(await panel.page.locator(".match, .panel.searching").count()).toBe(0);
    expect(await panel.page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("tree");
  });

  test("brackets go from one problem to the next", async () => {
    await panel.send({
      kind: "diagnostics",
      diagnostics: [
        { id: SEAT, severity: "error", message: "No." },
        { id: "/States/Done", severity: "warning", message: "Perhaps." },
      ],
    });
    await expect.poll(() => panel.page.locator(".problem").count()).toBe(2);
    await press("Home", "]");
    await expect.poll(selected).toEqual(["/States/Done"]);
    await press("]");
    await expect.poll(selected).toEqual([SEAT]);
    expect((await activeItem())?.text).toContain("error: No.");
    await press("[");
    await expect.poll(selected).toEqual(["/States/Done"]);
    await panel.send({ kind: "diagnostics", diagnostics: [] });
  });

  test("a card says all about the state under the pointer, and about the selected one on Space", async () => {
    await panel.page.locator(`[data-state="${FLIGHT}"] > .name`).hover();
    const card = panel.page.locator(".card");
    await card.waitFor();
    expect(await card.innerText()).toBe("Flight\nTask · Lambda invoke\n→ Seat\n1 retrier");
    await panel.page.mouse.move(5, 600);
    await card.waitFor({ state: "hidden" });
    await press("Home", " ");
    await card.waitFor();
    expect(await card.innerText()).toBe("Check\nChoice\n$.amount > 100 → Book\nOtherwise → Refuse");
    await press("Escape");
    await card.waitFor({ state: "hidden" });
    expect(await selected()).toEqual(["/States/Check"]);
  });

  test("the menu of a state knows which state it is for", async () => {
    await press("Home", "ArrowDown");
    const told = panel.page.evaluate(
      () =>
        new Promise((done) => {
          const listen = (event: Event): void => {
            event.preventDefault();
            const surface = event.target instanceof Element ? event.target.closest(".surface") : null;
            done(surface instanceof HTMLElement ? surface.dataset.vscodeContext : undefined);
          };
          document.addEventListener("contextmenu", listen, { once: true });
        }),
    );
    await press("Shift+F10");
    expect(JSON.parse(String(await told))).toMatchObject({ webviewSection: "state", state: BOOK });
  });

  test("a click at a state's left edge sets a breakpoint", async () => {
    const box = await panel.page.locator(`[data-state="${HOTEL}"] > .box`).boundingBox();
    if (!box) throw new Error("Hotel isn't seen");
    await panel.page.mouse.move(box.x + 30, box.y + box.height / 2);
    await panel.page.mouse.click(box.x + 1, box.y + box.height / 2);
    expect((await panel.heard()).at(-1)).toEqual({ kind: "toggleBreakpoint", id: HOTEL });
    await panel.send({ kind: "breakpoints", breakpoints: [{ id: HOTEL, enabled: false, type: "log" }] });
    await panel.page.locator(`[data-state="${HOTEL}"] > .gutter.set.disabled`).waitFor();
    await panel.send({ kind: "breakpoints", breakpoints: [] });
    await panel.page.locator(".gutter.set").waitFor({ state: "detached" });
    expect(panel.faults).toEqual([]);
  });

  test("of several machines one is chosen", async () => {
    const machines = [
      { path: "/Resources/A/Properties/Definition", name: "A" },
      { path: "/Resources/B/Properties/Definition", name: "B" },
    ];
    await panel.send({ ...graphMessage(TRIP), machines, machine: machines[0]?.path });
    await panel.page.locator(".machines").selectOption("B");
    expect((await panel.heard()).at(-1)).toEqual({ kind: "machine", path: machines[1]?.path });
    await panel.send(graphMessage(TRIP));
    await panel.page.locator(".machines").waitFor({ state: "hidden" });
  });
});
