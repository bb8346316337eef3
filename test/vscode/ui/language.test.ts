import { expect } from "vitest";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import { goTo, problems } from "../kit/workbench.ts";

/** The same machine in both notations: what is done to it is done in the same lines. */
const machines = {
  "orders.asl.json": `{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Pass",
      "Output": "{% $sum($states.input.prices) %}",
      "Next": "Check"
    },
    "Check": {
      "Type": "Choice",
      "Choices": [
        { "Condition": "{% $states.input > 100 %}", "Next": "Done" }
      ],
      "Default": "Price"
    },
    "Done": {
      "Type": "Succeed"
    }
  }
}
`,
  "orders.asl.yaml": `# The order process.
QueryLanguage: JSONata
StartAt: Price
States:
  Price:
    Type: Pass
    Output: "{% $sum($states.input.prices) %}"
    Next: Check
    # How much it is.
  Check:
    Type: Choice
    Choices:
      - { Condition: "{% $states.input > 100 %}", Next: Done }
    # Another round.
    Default: Price
  #
  Done:
    Type: Succeed
`,
} as const;

type Machine = keyof typeof machines;

const open = (file: Machine): Promise<Window> => openWindow({ files: { [file]: machines[file] }, file });

for (const file of Object.keys(machines) as Machine[]) {
  const lines = machines[file].split("\n");
  /** Where a text stands in a line, counted from 1. */
  const columnOf = (line: number, text: string): number => (lines[line - 1]?.indexOf(text) ?? 0) + 1;

  uiTest(`${file}: a misspelt function is marked where its name stands`, async () => {
    const window = await open(file);
    const column = columnOf(7, "sum(");
    await goTo(window, 7, column + 2);
    await window.page.keyboard.press("Delete");
    await window.page.keyboard.insertText("mm");
    await expect
      .poll(() => problems(window))
      .toContainEqual(expect.stringMatching(new RegExp(`summ.*line 7 and character ${column - 1}\\b`, "s")));
    await picture(window.page, `Misspelt function ${file}`);
  });

  uiTest(`${file}: after $states. stands what there is at that place`, async () => {
    const window = await open(file);
    const { page } = window;
    await goTo(window, 7, columnOf(7, "input.prices"));
    for (let i = 0; i < "input.prices".length; i++) await page.keyboard.press("Delete");
    await page.keyboard.press("Backspace");
    await page.keyboard.type(".");
    const rows = page.locator(".suggest-widget.visible .monaco-list-row .label-name");
    await rows.first().waitFor();
    await picture(page, `Members of states ${file}`);
    expect((await rows.allTextContents()).toSorted()).toEqual(["context", "input"]);
    await page.keyboard.type("in");
    await page.keyboard.press("Tab");
    await expect.poll(() => lineText(window, 7)).toContain("$sum($states.input)");
  });

  uiTest(`${file}: F2 on a state renames it everywhere`, async () => {
    const window = await open(file);
    const { page } = window;
    await goTo(window, 5, columnOf(5, "Price") + 1);
    const box = page.locator(".rename-box input");
    await expect
      .poll(async () => {
        await page.keyboard.press("F2");
        return box.isVisible();
      })
      .toBe(true);
    await box.fill("Total");
    await page.keyboard.press("Enter");
    for (const line of [3, 5, 15]) await expect.poll(() => lineText(window, line)).toContain("Total");
    for (const line of [3, 5, 15]) expect(await lineText(window, line)).not.toContain("Price");
  });

  uiTest(`${file}: the light bulb adds the state that is missing`, async () => {
    const window = await open(file);
    const { page } = window;
    await goTo(window, 15, columnOf(15, "Price"));
    for (let i = 0; i < "Price".length; i++) await page.keyboard.press("Delete");
    await page.keyboard.insertText("Refund");
    await expect.poll(() => problems(window)).toContainEqual(expect.stringContaining('"Refund"'));
    await goTo(window, 15, columnOf(15, "Price") + 2);
    const actions = page.locator(".action-widget .monaco-list-row");
    await expect
      .poll(async () => {
        await page.keyboard.press("Control+.");
        await page.waitForTimeout(1000);
        return (await actions.allTextContents()).join("\n");
      })
      .toContain("Refund");
    await picture(page, `Light bulb ${file}`);
    await actions.filter({ hasText: "Refund" }).first().click();
    await expect.poll(() => problems(window)).not.toContainEqual(expect.stringContaining('"Refund"'));
    await picture(page, `State added ${file}`);
  });
}

/** What a line of the editor shows, counted from 1. */
async function lineText({ page }: Window, line: number): Promise<string> {
  const number = page.locator(".margin-view-overlays .line-numbers", { hasText: new RegExp(`^${line}$`) });
  const top = (await number.boundingBox())?.y ?? 0;
  const shown = page.locator(".monaco-editor .view-lines .view-line");
  const texts = await shown.evaluateAll(
    (rows, at) =>
      rows.filter((row) => Math.abs(row.getBoundingClientRect().top - at) < 3).map((row) => row.textContent),
    top,
  );
  return (texts[0] ?? "").replaceAll("\u00a0", " ");
}
