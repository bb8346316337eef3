import { describe, expect } from "vitest";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import {
  choose,
  debug,
  debugRows,
  diagramState,
  runCommand,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
  webview,
} from "../kit/workbench.ts";

const machine = `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig:
        Mode: DISTRIBUTED
        ExecutionType: STANDARD
      StartAt: Take
      States:
        Take:
          Type: Pass
          Next: Give
        Give:
          Type: Pass
          Parameters:
            n.$: $
            by.$: $$.Execution.Name
          End: true
    Next: Done
  Done:
    Type: Succeed
`;

const json = twinOf({ text: machine, marks: [] }, notations.yaml, notations.json).text;

const stateLine = (text: string, name: string): number =>
  text.split("\n").findIndex((line) => new RegExp(`^\\s*"?${name}"?:`).test(line)) + 1;

describe.each([
  ["JSON", ".asl.json", json],
  ["YAML", ".asl.yaml", machine],
])("Items of a distributed Map, in %s", (notation, extension, text) => {
  uiTest("have debug sessions of their own, which stop one beside the other", { timeout: 120_000 }, async () => {
    const name = `each${extension}`;
    const program = `\${workspaceFolder}/${name}`;
    const launch = { type: "asl", request: "launch", name: "Items", program, input: "prompt", childSessions: true };
    const files = {
      [name]: text,
      "two.input.json": "[7, 8]",
      ".vscode/launch.json": JSON.stringify({ version: "0.2.0", configurations: [launch] }),
    };
    const window = await openWindow({ files, file: name });
    await toggleBreakpoint(window, stateLine(text, "Give"));
    await runCommand(window, "View: Show Run and Debug");
    await startByKey(window, "F5");
    await choose(window, "two.input", "Input");
    await stoppedAt(window);
    const stack = async () => (await debugRows(window, "Call Stack")).join(" | ");
    await expect.poll(stack, { timeout: 30_000 }).toMatch(/Each\[0\].*Each\[1\]/);
    await expect.poll(async () => (await stack()).match(/Paused/g)?.length).toBe(2);
    await expect.poll(() => diagramState(window, ".current")).toContainEqual(expect.stringContaining("Give"));
    const shown = async () => (await debugRows(window, "Variables")).find((row) => row.includes("input"));
    const item = /[78]/.exec((await shown()) ?? "")?.[0] ?? "";
    await expect.poll(() => webview(window).locator("body").innerText()).toContain(item);
    await picture(window.page, `Items of a distributed Map in sessions of their own in ${notation}`);
    await debug(window, "Continue");
    await expect.poll(async () => (await stack()).match(/Paused/g)?.length).toBe(1);
    await debug(window, "Continue");
    await expect.poll(() => window.page.locator(".debug-toolbar").isVisible()).toBe(false);
    await expect.poll(() => window.page.locator(".repl [role=tree]").textContent()).toContain('"n": 8');
    await expect.poll(() => diagramState(window, ".status-succeeded")).toContain("/States/Done");
    expect(await diagramState(window, ".status-succeeded")).toContain("/States/Each/ItemProcessor/States/Give");
    await picture(window.page, `After the items of a distributed Map in ${notation}`);
  });
});
