import { describe, expect, test } from "vitest";
import { graphMessage, type Panel } from "../../test/kit/panel.ts";
import { panelBrowser } from "../../test/kit/panel-browser.ts";

const browser = await panelBrowser();

/** Levels of a Choice and two branches, so many of them in a row. */
function rows(count: number): string {
  const states = Array.from({ length: count }, (_, i) => {
    const next = i < count - 1 ? `"Next":"C${i + 1}"` : '"End":true';
    const choice = `"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"A${i}"}],"Default":"B${i}"`;
    return `"C${i}":{${choice}},"A${i}":{"Type":"Pass",${next}},"B${i}":{"Type":"Pass",${next}}`;
  });
  return `{"StartAt":"C0","States":{${states.join(",")}}}`;
}

const zoomOf = (panel: Panel): Promise<number> =>
  panel.page
    .locator(".camera")
    .evaluate((camera: HTMLElement) => Number(/scale\((.*)\)/.exec(camera.style.transform)?.[1]));

describe.skipIf(browser.isMissing)("the picture on the page", () => {
  test("the wheel moves, with Ctrl it zooms where the pointer is; dragging moves; keys zoom", async () => {
    const panel = await browser.open();
    await panel.send(graphMessage(rows(12)));
    const state = panel.page.locator('[data-state="/States/C3"] > .box');
    await state.waitFor();
    const at = async () => {
      const box = await state.boundingBox();
      if (!box) throw new Error("C3 isn't seen");
      return box;
    };
    const before = await at();
    await panel.page.mouse.move(before.x + 20, before.y + 10);
    await panel.page.mouse.wheel(30, 50);
    await expect.poll(async () => Math.round(before.y - (await at()).y)).toBe(50);
    expect(Math.round(before.x - (await at()).x)).toBe(30);
    await panel.page.mouse.move(before.x, before.y - 30);
    const zoom = await zoomOf(panel);
    const [beforeZoom] = [await at()];
    await panel.page.keyboard.down("Control");
    await panel.page.mouse.wheel(0, -60);
    await panel.page.keyboard.up("Control");
    await expect.poll(() => zoomOf(panel)).toBeGreaterThan(zoom * 1.3);
    const ratio = (await zoomOf(panel)) / zoom;
    expect((await at()).x - before.x).toBeCloseTo((beforeZoom.x - before.x) * ratio, 0);
    const [from] = [await at()];
    await panel.page.mouse.move(300, 400);
    await panel.page.mouse.down();
    await panel.page.mouse.move(340, 380, { steps: 4 });
    await panel.page.mouse.up();
    expect(Math.round((await at()).x - from.x)).toBe(40);
    await panel.page.locator(".surface").focus();
    await panel.page.keyboard.press("1");
    expect(await zoomOf(panel)).toBe(1);
    await panel.page.keyboard.press("-");
    expect(await zoomOf(panel)).toBe(0.8);
    await panel.page.close();
  });

  test("a map shows where one is in a picture that isn't all seen, and leads elsewhere", async () => {
    const panel = await browser.open();
    await panel.send(graphMessage(rows(60)));
    const map = panel.page.locator(".minimap");
    await map.waitFor();
    await panel.page.locator('[data-state="/States/C59"]').waitFor({ state: "detached" });
    const box = await map.boundingBox();
    if (!box) throw new Error("no map");
    await panel.page.mouse.click(box.x + box.width / 2, box.y + box.height - 6);
    await panel.page.locator('[data-state="/States/C59"]').waitFor();
    await panel.send(graphMessage(rows(1)));
    await panel.page.locator('[data-state="/States/C59"]').waitFor({ state: "detached" });
    await panel.page.locator(".surface").focus();
    await panel.page.keyboard.press("0");
    await map.waitFor({ state: "hidden" });
    await panel.page.close();
  });

  test("what an edit moves glides to its place, unless the person wants nothing to move", async () => {
    for (const still of [false, true]) {
      const panel = await browser.open();
      if (still) await panel.page.evaluate(() => document.body.classList.add("vscode-reduce-motion"));
      await panel.send(graphMessage(rows(3)), { kind: "select", id: "/States/C0" });
      await panel.page.locator('[data-state="/States/C2"]').waitFor();
      const moving = await panel.page.evaluate(
        (message) => {
          window.dispatchEvent(new MessageEvent("message", { data: message }));
          return document.getAnimations().length;
        },
        graphMessage(
          rows(3)
            .replace('"C0":{', '"X":{"Type":"Pass","Next":"C1"},"C0":{')
            .replace('"Next":"C1"},"B0"', '"Next":"X"},"B0"'),
        ),
      );
      if (still) expect(moving).toBe(0);
      else expect(moving).toBeGreaterThan(3);
      await panel.page.close();
    }
  });

  test("a state that is renamed under the cursor is selected again as soon as it is drawn", async () => {
    const panel = await browser.open();
    await panel.send(graphMessage(rows(2)), { kind: "select", id: "/States/A1" });
    await panel.page.locator('[data-state="/States/A1"].selected').waitFor();
    await panel.send({ kind: "select", id: "/States/Renamed" });
    await panel.page.locator(".selected").waitFor({ state: "detached" });
    await panel.send(graphMessage(rows(2).replaceAll('"A1"', '"Renamed"')));
    await panel.page.locator('[data-state="/States/Renamed"].selected').waitFor();
    await panel.page.close();
  });

  test("another theme shows at once, with nothing drawn anew", async () => {
    const panel = await browser.open({ theme: "light" });
    await panel.send(graphMessage(rows(2)));
    const box = panel.page.locator('[data-state="/States/C0"] > .box');
    await box.evaluate((element) => element.setAttribute("data-kept", ""));
    const fills = new Set<string>();
    for (const theme of ["light", "dark", "highContrast", "highContrastLight"] as const) {
      await panel.setTheme(theme);
      fills.add(
        await box.evaluate((element) => `${getComputedStyle(element).fill} ${getComputedStyle(element).stroke}`),
      );
    }
    expect(fills.size).toBe(4);
    expect(await panel.page.locator("[data-kept]").count()).toBe(1);
    expect(panel.faults).toEqual([]);
    await panel.page.close();
  });

  test("a container's name stays in sight while a part of the container is", async () => {
    const branch = (name: string) => `{"StartAt":"${name}","States":{"${name}":{"Type":"Pass","End":true}}}`;
    const branches = Array.from({ length: 12 }, (_, i) => branch(`Branch number ${i}`)).join(",");
    const panel = await browser.open({ width: 600 });
    await panel.send(
      graphMessage(`{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[${branches}],"End":true}}}`),
    );
    const name = panel.page.locator('[data-state="/States/P"] > .name');
    await panel.page.locator(".far").first().waitFor();
    await panel.page.locator(".surface").focus();
    await panel.page.keyboard.press("1");
    await name.waitFor({ state: "attached" });
    await panel.page.mouse.move(300, 300);
    await panel.page.mouse.wheel(700, 0);
    await expect.poll(async () => (await name.boundingBox())?.x ?? -1).toBeGreaterThan(0);
    expect((await name.boundingBox())?.x).toBeLessThan(80);
    await panel.page.close();
  });

  test("while five thousand states are moved and zoomed few have elements, and none that is seen lacks its own", async () => {
    const panel = await browser.open();
    await panel.send(graphMessage(rows(1666)));
    await panel.page.locator('[data-state="/States/C0"]').waitFor({ state: "attached" });
    await panel.page.locator(".surface").focus();
    await panel.page.keyboard.press("1");
    await panel.send({ kind: "select", id: "/States/A900" });
    await panel.page.locator('[data-state="/States/A900"].selected').waitFor();
    for (let i = 0; i < 40; i++) await panel.page.mouse.wheel(0, 300);
    const count = () => panel.page.locator("[data-state]").count();
    await expect.poll(count).toBeLessThan(120);
    const lacking = await panel.page.evaluate(() => {
      const seen = [...document.querySelectorAll("[data-state]")].filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
      return seen.length;
    });
    expect(lacking).toBeGreaterThan(4);
    await panel.page.close();
  });
});

/** An execution for the panel, whose values nobody asks for. */
const RUN = { id: "r", status: "succeeded", states: {}, edges: {}, events: 1 };
const answer = () => null;

describe.skipIf(browser.isMissing)("a picture that is fitted", () => {
  /** What of the states that are seen lies under the tools, the problem or the execution's state, or out of sight. */
  const covered = ({ page }: Panel): Promise<readonly string[]> =>
    page.evaluate(() => {
      const over = [...document.querySelectorAll(".corner > *, .bar")].map((element) =>
        element.getBoundingClientRect(),
      );
      const room = document.querySelector(".surface")?.getBoundingClientRect();
      return [...document.querySelectorAll("[data-state]")]
        .filter((state) => {
          const { left, top, right, bottom } = state.getBoundingClientRect();
          const isOut = !room || left < room.left || right > room.right || top < room.top || bottom > room.bottom;
          return isOut || over.some((it) => it.left < right && it.right > left && it.top < bottom && it.bottom > top);
        })
        .map((state) => state.getAttribute("data-state") ?? "");
    });
  const selectedIn = (panel: Panel, id: string) =>
    panel.page.locator(`[data-state="/States/${id}"].selected`).waitFor();

  test.each([320, 400, 560, 700, 1100])("has nothing over it in a panel of %i px", async (width) => {
    const panel = await browser.open({ width, height: 900, answer });
    await panel.send(graphMessage(rows(2)));
    await panel.page.locator('[data-state="/States/C1"]').waitFor();
    expect(await covered(panel)).toEqual([]);
    await panel.send({ kind: "overlay", run: RUN, about: { name: "Nightly batch of all orders" } });
    await panel.page.locator(".run").waitFor();
    await expect.poll(() => covered(panel)).toEqual([]);
    await panel.page.getByRole("button", { name: "Show the events" }).click();
    await panel.page.locator(".details").waitFor();
    await expect.poll(() => covered(panel)).toEqual([]);
    await panel.page.close();
  });

  test("is fitted again when the details come and go, and when the panel gets another size", async () => {
    const panel = await browser.open({ width: 1100, height: 600, answer });
    await panel.send(graphMessage(rows(2)), { kind: "overlay", run: RUN });
    await panel.page.locator('[data-state="/States/C0"]').waitFor();
    await panel.page.locator(".run").waitFor();
    const whole = await zoomOf(panel);
    const middle = async (): Promise<number> => {
      const box = await panel.page.locator('[data-state="/States/C0"] > .box').boundingBox();
      return box ? box.x + box.width / 2 : 0;
    };
    const before = await middle();
    // A state at the picture's edge is in sight: selecting it moves nothing.
    await panel.send({ kind: "select", id: "/States/B1" });
    await selectedIn(panel, "B1");
    await panel.page.locator(".details").waitFor();
    await expect.poll(middle).toBeLessThan(before - 100);
    await panel.page.setViewportSize({ width: 1100, height: 400 });
    await expect.poll(() => zoomOf(panel)).toBeLessThan(whole);
    await expect.poll(() => covered(panel)).toEqual([]);
    await panel.page.setViewportSize({ width: 1100, height: 600 });
    await panel.page.locator(".details").getByRole("button", { name: "Close" }).click();
    await expect.poll(() => zoomOf(panel)).toBe(whole);
    await expect.poll(middle).toBe(before);
    await panel.page.close();
  });

  test("is so no more once a person has moved it", async () => {
    const panel = await browser.open({ width: 1100, height: 600, answer });
    await panel.send(graphMessage(rows(2)), { kind: "overlay", run: RUN });
    await panel.page.locator(".run").waitFor();
    await panel.page.locator(".surface").focus();
    await panel.page.keyboard.press("1");
    await panel.page.keyboard.press("-");
    const zoom = await zoomOf(panel);
    await panel.send({ kind: "select", id: "/States/B1" });
    await selectedIn(panel, "B1");
    await panel.page.locator(".details").waitFor();
    await panel.page.setViewportSize({ width: 900, height: 300 });
    await expect.poll(() => panel.page.locator('[data-state="/States/B1"] > .box').isVisible()).toBe(true);
    expect(await zoomOf(panel)).toBe(zoom);
    await panel.page.close();
  });

  test("is fitted again in a panel that comes back with another size", async () => {
    const panel = await browser.open({ width: 1100, height: 600 });
    await panel.send(graphMessage(rows(2)));
    await panel.page.locator('[data-state="/States/C0"]').waitFor();
    await expect.poll(() => panel.saved()).not.toBeNull();
    const again = await browser.open({ width: 500, height: 400, saved: await panel.saved() });
    await again.page.locator('[data-state="/States/C0"]').waitFor();
    expect(await covered(again)).toEqual([]);
    await panel.page.close();
    await again.page.close();
  });
});
