import { expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import {
  answerNotification,
  choose,
  debug,
  debugRows,
  notifications,
  runCommand,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
} from "../kit/workbench.ts";

const yaml = `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Take
      States:
        Take:
          Type: Pass
          End: true
    End: true
`;

uiTest("A breakpoint that stops in iteration after iteration can stop in one alone", { timeout: 120_000 }, async () => {
  const files = { "each.asl.yaml": yaml, "many.input.json": "[1, 2, 3, 4, 5, 6]" };
  const window = await openWindow({ files, file: "each.asl.yaml" });
  await toggleBreakpoint(window, lineOf(yaml, "        Take:"));
  await startByKey(window, "F5");
  await choose(window, "many.input", "Input");
  await stoppedAt(window);
  await runCommand(window, "View: Show Run and Debug");
  const stack = async () => (await debugRows(window, "Call Stack")).join(" | ");
  for (const iteration of [0, 1]) {
    await expect.poll(stack).toContain(`Each[${iteration}] Paused at Take`);
    await debug(window, "Continue");
  }
  await expect.poll(stack).toContain("Each[2] Paused at Take");
  await expect.poll(() => notifications(window)).toContainEqual(expect.stringContaining('3 iterations of "Each"'));
  await picture(window.page, "Offer to stop less often");
  await answerNotification(window, "Only iteration 2");
  await debug(window, "Continue");
  await expect.poll(() => window.page.locator(".debug-toolbar").isVisible()).toBe(false);
  await expect
    .poll(async () => (await debugRows(window, "Breakpoints")).join(" | "))
    .toContain("$$.Map.Item.Index == 2");
});
