import { describe, expect } from "vitest";
import { picture, sharedWindow, uiTest, type Window } from "../kit/window.ts";
import { goTo, languageReady, openFile, problems, quickFix } from "../kit/workbench.ts";

/** The same machine in both notations: what is done to it is done in the same lines. */
const machines = {
  json: `{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "price", "Payload": "{% $states.input %}" },
      "Output": "{% $sum($states.input.prices) %}",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% 1 %}", "Next": "Done" }],
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
  yaml: `# The order process.
QueryLanguage: JSONata
StartAt: Price
States:
  Price:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Arguments: { FunctionName: price, Payload: "{% $states.input %}" }
    # How much it is.
    Output: "{% $sum($states.input.prices) %}"
    Catch: [{ ErrorEquals: [States.ALL], Output: "{% 1 %}", Next: Done }]
    Next: Check
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

const inNotations = describe.each(Object.entries(machines).map(([notation, text]) => ({ notation, text })));

inNotations("in $notation", ({ notation, text }) => {
  const parts = ["misspelt", "members", "signature", "rename", "light-bulb"];
  const name = (part: string): string => `${part}.asl.${notation}`;
  const window = sharedWindow({ files: Object.fromEntries(parts.map((part) => [name(part), text])) });

  /** Opens the file of a test, once the language server knows it. */
  async function open(part: string): Promise<Window> {
    await openFile(window(), name(part));
    await languageReady(window());
    return window();
  }
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;
  /** Puts the cursor into the first place that reads so, so many characters in. */
  const goInto = (part: string, characters: number): Promise<void> =>
    goTo(window(), lineOf(part), columnOf(text, part) + characters);
  const press = async ({ page }: Window, key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };

  uiTest("a misspelt function is marked where its name stands", async () => {
    const { page } = await open("misspelt");
    await goInto("sum(", 2);
    await page.keyboard.press("Delete");
    await page.keyboard.insertText("mm");
    const at = `line ${lineOf("$sum")} and character ${columnOf(text, "$sum")}\\b`;
    await expect.poll(() => problems(window())).toContainEqual(expect.stringMatching(new RegExp(`summ.*${at}`, "s")));
    await picture(page, `Misspelt function ${notation}`);
  });

  uiTest("after $states. stands what there is at that place", async () => {
    const { page } = await open("members");
    await goInto("input.prices", 0);
    await press(window(), "Delete", "input.prices".length);
    await press(window(), "Backspace", ".".length);
    await page.keyboard.type(".");
    await expectOffered(window(), ["input", "result", "context"]);
    await picture(page, `Members of states ${notation}`);
    await page.keyboard.type("con");
    await page.keyboard.press("Tab");
    await page.keyboard.type(".Exec");
    await expectOffered(window(), ["Execution"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => lineText(window(), lineOf("$sum"))).toContain("$sum($states.context.Execution)");
    await goInto("{% 1 %}", 3);
    await page.keyboard.press("Delete");
    await page.keyboard.type("$states.");
    await expectOffered(window(), ["input", "errorOutput", "context"]);
  });

  uiTest("a call shows the function's signature, and which argument is next", async () => {
    const { page } = await open("signature");
    await goInto("{% 1 %}", 3);
    await page.keyboard.press("Delete");
    await page.keyboard.type("$substring(1, ");
    const help = page.locator(".parameter-hints-widget");
    await expect.poll(() => help.textContent()).toContain("$substring(text?, start, length?)");
    await expect.poll(() => help.locator(".parameter.active").first().textContent()).toBe("start");
    await picture(page, `Signature ${notation}`);
  });

  uiTest("F2 on a state renames it everywhere", async () => {
    const { page } = await open("rename");
    await goInto("Price", 1);
    await page.keyboard.press("F2");
    await page.locator(".rename-box input").fill("Total");
    await page.keyboard.press("Enter");
    const lines = text.split("\n").flatMap((line, index) => (line.includes("Price") ? [index + 1] : []));
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      await expect.poll(() => lineText(window(), line)).toContain("Total");
      expect(await lineText(window(), line)).not.toContain("Price");
    }
  });

  uiTest("the light bulb adds the state that is missing", async () => {
    const { page } = await open("light-bulb");
    const line = text.slice(0, text.lastIndexOf("Price")).split("\n").length;
    const column = text.lastIndexOf("Price") - text.lastIndexOf("\n", text.lastIndexOf("Price"));
    await goTo(window(), line, column);
    await press(window(), "Delete", "Price".length);
    await page.keyboard.insertText("Refund");
    await expect.poll(() => problems(window())).toContainEqual(expect.stringContaining('"Refund"'));
    await goTo(window(), line, column + 2);
    const fix = await quickFix(window(), 'Create the state "Refund"');
    await picture(page, `Light bulb ${notation}`);
    await fix.click();
    await expect.poll(() => problems(window())).not.toContainEqual(expect.stringContaining('"Refund"'));
    await picture(page, `State added ${notation}`);
  });
});

/** The column of the first place that holds something, counted from 1. */
function columnOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at - text.lastIndexOf("\n", at);
}

/** The completions that are offered by themselves. */
async function expectOffered({ page }: Window, labels: readonly string[]): Promise<void> {
  const rows = page.locator(".suggest-widget.visible .monaco-list-row .label-name");
  await expect.poll(() => rows.allTextContents()).toEqual(labels);
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
