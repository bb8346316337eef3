import { describe, expect, vi } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import { choose, goTo, startByKey, stoppedAt, toggleBreakpoint } from "../kit/workbench.ts";

const json = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Pass",
      "Output": {
        "total": "{% $sum($states.input.lines.price) %}",
        "customer": "{% $states.input.name & '!' %}"
      },
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
`;

const yaml = `StartAt: Price
States:
  Price:
    Type: Pass
    Parameters:
      total.$: $.lines[0].price
      customer.$: States.Format('{}!', $.name)
    Next: Done
  Done:
    Type: Succeed
`;

const input = '{"name":"Ada","lines":[{"price":40},{"price":2}]}';

describe.each([
  ["JSON", "price.asl.json", json, '"Output": {', '"total"', "total = 42", "lines.price", "42"],
  ["YAML", "price.asl.yaml", yaml, "    Parameters:", "total.$", "total = 40", "lines", "40"],
])("Values in %s", (notation, file, text, stop, member, shown, pointed, value) => {
  uiTest("stand beside their fields, and under the mouse", async () => {
    const window = await openWindow({ files: { [file]: text, "one.input.json": input }, file });
    const line = lineOf(text, stop);
    await goTo(window, line, 5);
    await toggleBreakpoint(window, line);
    await startByKey(window, "F5");
    await choose(window, "one.input", "Input");
    await stoppedAt(window);
    const lines = window.page.locator(".editor-group-container .view-lines").first();
    await expect.poll(() => lines.textContent()).toContain(shown.replaceAll(" ", "\u00a0"));
    await expect.poll(() => lines.textContent()).toContain('customer\u00a0=\u00a0"Ada!"');
    const hover = window.page.locator(".debug-hover-widget .value").first();
    // What is still being put beside the text moves the place under the mouse.
    await vi.waitFor(
      async () => {
        await pointAt(window, lineOf(text, member), pointed);
        expect(await hover.textContent({ timeout: 2000 })).toBe(value);
      },
      { timeout: 20_000 },
    );
    await picture(window.page, `Values in ${notation}`);
  });
});

/** Holds the mouse over a word of a line. */
async function pointAt({ page }: Window, line: number, word: string): Promise<void> {
  const group = page.locator(".editor-group-container").first();
  const number = await group.locator(".line-numbers", { hasText: new RegExp(`^${line}$`) }).boundingBox();
  const row = group.locator(".view-line");
  for (const each of await row.all()) {
    const box = await each.boundingBox();
    if (!box || !number || Math.abs(box.y - number.y) > 4) continue;
    const target = await each.locator("span", { hasText: word }).last().boundingBox();
    if (!target) throw new Error(`Line ${line} has no "${word}".`);
    await page.mouse.move(target.x + target.width / 2 - 30, target.y + target.height / 2);
    await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 5 });
    return;
  }
  throw new Error(`Line ${line} is not on the screen.`);
}
