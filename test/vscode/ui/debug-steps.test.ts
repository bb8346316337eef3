import { describe, expect, vi } from "vitest";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import {
  choose,
  debug,
  debugRows,
  expandDebugRow,
  goTo,
  runCommand,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
  typeIntoBreakpoint,
} from "../kit/workbench.ts";

const yaml = `StartAt: Price
States:
  Price:
    Type: Pass
    Parameters:
      total.$: $.amount
      list.$: $.list
    Next: IsLarge
  IsLarge:
    Type: Choice
    Choices:
      - Variable: $.total
        NumericGreaterThan: 100
        Next: Charge
      - Variable: $.total
        NumericGreaterThan: 10
        Next: Both
    Default: Charge
  Both:
    Type: Parallel
    Branches:
      - StartAt: Left
        States:
          Left:
            Type: Pass
            End: true
      - StartAt: Each
        States:
          Each:
            Type: Map
            ItemsPath: $.list
            ItemProcessor:
              StartAt: Take
              States:
                Take:
                  Type: Pass
                  End: true
            End: true
    ResultPath: null
    Next: Charge
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: charge
      Payload.$: $
    Catch:
      - ErrorEquals: [Declined]
        Next: Refused
    Next: Done
  Refused:
    Type: Pass
    Next: Done
  Done:
    Type: Succeed
`;
const json = twinOf({ text: yaml, marks: [] }, notations.yaml, notations.json).text;
const input = '{"amount":5,"list":[1,2,3]}';

const top = async (window: Window): Promise<string> => (await debugRows(window, "Call Stack")).join(" | ");

/** The line of a state's name. */
const stateLine = (text: string, name: string): number =>
  text.split("\n").findIndex((line) => new RegExp(`^\\s*"?${name}"?:`).test(line)) + 1;

/** Presses a button of the toolbar until the execution stands somewhere. */
async function stepUntil(window: Window, action: string, place: string, most = 12): Promise<void> {
  for (let steps = 0; steps < most; steps++) {
    const before = await top(window);
    if (before.includes(place)) return;
    await debug(window, action);
    await expect.poll(() => top(window).catch(() => before)).not.toBe(before);
  }
  expect(await top(window)).toContain(place);
}

describe.each([
  ["JSON", "steps.asl.json", json],
  ["YAML", "steps.asl.yaml", yaml],
])("In %s", (notation, file, text) => {
  uiTest(
    "rules, branches and iterations are stepped into, and a state is restarted with another input",
    { timeout: 150_000 },
    async () => {
      const window = await openWindow({ files: { [file]: text, "one.input.json": input }, file });
      await goTo(window, stateLine(text, "IsLarge"), 3);
      await toggleBreakpoint(window, stateLine(text, "IsLarge"));
      await startByKey(window, "F5");
      await choose(window, "one.input", "Input");
      await stoppedAt(window);
      await debug(window, "Step Into");
      await expect.poll(() => top(window)).toContain("Choices[0]");
      await picture(window.page, `Stepped into a rule in ${notation}`);
      await debug(window, "Step Back");
      await expect.poll(() => top(window)).not.toContain("Choices[0]");
      await debug(window, "Step Into");
      await expect.poll(() => top(window)).toContain("Choices[0]");
      const row = window.page.locator(".debug-call-stack .monaco-list-row", { hasText: "IsLarge" }).first();
      await row.hover();
      await row.locator(".codicon-debug-restart-frame").click();
      await expect.poll(() => top(window)).not.toContain("Choices[0]");
      await setVariable(window, "State input", "total", "50");
      await stepUntil(window, "Step Into", "Choices[1]");
      await stepUntil(window, "Step Over", "Both,");
      await stepUntil(window, "Step Into", "Left,");
      await picture(window.page, `Stepped into a branch in ${notation}`);
      await goTo(window, stateLine(text, "Each"), 20);
      await toggleBreakpoint(window, stateLine(text, "Each"));
      await debug(window, "Continue");
      await expect.poll(() => top(window)).toContain("Each");
      await stepUntil(window, "Step Into", "Take, line");
      await picture(window.page, `Stepped into an iteration in ${notation}`);
    },
  );

  uiTest(
    "breakpoints have conditions, log points speak, and an error says where it goes",
    { timeout: 150_000 },
    async () => {
      const window = await openWindow({ files: { [file]: text, "one.input.json": input.replace("5", "50") }, file });
      const { page } = window;
      await goTo(window, stateLine(text, "Left"), 20);
      await runCommand(window, "Debug: Add Logpoint...");
      await typeIntoBreakpoint(window, "Left has {$.total}");
      await goTo(window, stateLine(text, "Take"), 20);
      await runCommand(window, "Debug: Add Conditional Breakpoint...");
      await typeIntoBreakpoint(window, "$ == 2");
      await startByKey(window, "F5");
      await choose(window, "one.input", "Input");
      await stoppedAt(window);
      await expect.poll(() => top(window)).toContain("Take");
      await expect.poll(() => top(window)).toContain("Each[1]");
      const console = page.locator(".repl .monaco-list");
      await expect.poll(() => console.textContent()).toContain("Left has 50");
      await picture(page, `Conditional breakpoint in ${notation}`);
      const breakpoints = page.locator(".pane", { has: page.locator('.pane-header[aria-label^="Breakpoints"]') });
      await breakpoints
        .locator(".monaco-list-row", { hasText: /^Caught errors/ })
        .locator("input, .monaco-checkbox")
        .first()
        .click();
      await debug(window, "Continue");
      await page.locator(".editor-group-container.active .tab.active", { hasText: "Charge.result.json" }).waitFor();
      await runCommand(window, "Debug Console: Focus on Debug Console View");
      await page.keyboard.type("/fail Declined No money");
      await page.keyboard.press("Enter");
      const exception = page.locator(".exception-widget");
      await expect.poll(() => exception.textContent()).toContain("Refused");
      await picture(page, `Caught error in ${notation}`);
    },
  );
});

/** Changes a value in the view of variables. */
async function setVariable(window: Window, scope: string, name: string, value: string): Promise<void> {
  const { page } = window;
  await expandDebugRow(window, "Variables", scope);
  const row = page.locator(".debug-variables .monaco-list-row", { hasText: new RegExp(`^${name}`) }).first();
  await row.waitFor();
  const box = page.locator(".debug-variables .monaco-inputbox input").locator("visible=true").first();
  const shown = () => debugRows(window, "Variables").then((rows) => rows.join());
  // A view that is being filled forgets what is pressed.
  await vi.waitFor(
    async () => {
      await row.click();
      await page.keyboard.press("F2");
      await box.fill(value, { timeout: 2000 });
      await box.press("Enter");
      await expect.poll(shown, { timeout: 3000 }).toContain(`${name}, value ${value}`);
    },
    { timeout: 45_000 },
  );
}
