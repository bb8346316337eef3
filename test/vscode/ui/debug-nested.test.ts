import { describe, expect } from "vitest";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import { choose, debug, debugRows, runCommand, startByKey, stoppedAt, toggleBreakpoint } from "../kit/workbench.ts";

const parent = `StartAt: Ship
States:
  Ship:
    Type: Task
    Resource: arn:aws:states:::states:startExecution.sync:2
    Parameters:
      StateMachineArn: arn:aws:states:us-east-1:123456789012:stateMachine:shipping
      Input.$: $
    ResultSelector:
      parcel.$: $.Output
    Next: Done
  Done:
    Type: Succeed
`;

const child = `StartAt: Pack
States:
  Pack:
    Type: Pass
    Parameters:
      label.$: $.name
    End: true
`;

const toJson = (text: string): string => twinOf({ text, marks: [] }, notations.yaml, notations.json).text;
const project = JSON.stringify({ tasks: [{ kind: "builtin" }] });

/** The file in front, and the innermost frame of the call stack that is in it. */
async function standsIn(window: Window, extension: string): Promise<string> {
  const tab = window.page.locator(".editor-group-container.active .tab.active").first();
  const rows = await debugRows(window, "Call Stack").catch(() => []);
  const inner = rows.findLast((row) => row.includes(`shipping${extension}`)) ?? rows[0];
  return `${await tab.getAttribute("data-resource-name")}: ${inner}`;
}

/** The line of a state's name. */
const stateLine = (text: string, name: string): number =>
  text.split("\n").findIndex((line) => new RegExp(`^\\s*"?${name}"?:`).test(line)) + 1;

describe.each([
  ["JSON", ".asl.json", toJson(parent), toJson(child)],
  ["YAML", ".asl.yaml", parent, child],
])("An execution that another one starts, in %s", (notation, extension, text, inner) => {
  uiTest("is stepped into, and out of to the state's result", { timeout: 120_000 }, async () => {
    const files = {
      [`parent${extension}`]: text,
      [`shipping${extension}`]: inner,
      "statecraft.json": project,
      "one.input.json": '{"name":"Ada"}',
    };
    const window = await openWindow({ files, file: `parent${extension}` });
    const line = stateLine(text, "Ship");
    await toggleBreakpoint(window, line);
    await startByKey(window, "F5");
    await choose(window, "one.input", "Input");
    await stoppedAt(window);
    await runCommand(window, "View: Show Run and Debug");
    const top = async () => (await debugRows(window, "Call Stack"))[0];
    await expect.poll(top).toContain("Ship");
    await debug(window, "Step Into");
    await expect.poll(top).toContain("Parameters");
    await debug(window, "Step Into");
    await expect.poll(top).toContain("Call");
    await debug(window, "Step Into");
    const pack = `Pack, line ${stateLine(inner, "Pack")}`;
    await expect.poll(() => standsIn(window, extension), { timeout: 20_000 }).toContain(`shipping${extension}: `);
    await expect.poll(async () => (await debugRows(window, "Call Stack")).join(" | ")).toContain(pack);
    await picture(window.page, `Stepped into a nested execution in ${notation}`);
    await debug(window, "Step Into");
    await expect.poll(async () => (await debugRows(window, "Call Stack")).join(" | ")).toContain("Parameters, line");
    await debug(window, "Continue");
    await expect.poll(() => standsIn(window, extension), { timeout: 20_000 }).toContain(`parent${extension}: `);
    await expect.poll(top).toContain(`ResultSelector, line ${lineOf(text, "ResultSelector")}`);
    const diagram = window.page.locator(".editor-group-container .tab.active", { hasText: /^Diagram / });
    await expect.poll(() => diagram.first().textContent()).toContain(`Diagram parent${extension}`);
    await picture(window.page, `Back from a nested execution in ${notation}`);
    await debug(window, "Continue");
    await expect.poll(() => window.page.locator(".debug-toolbar").isVisible()).toBe(false);
    await expect.poll(() => window.page.locator(".repl [role=tree]").textContent()).toContain('"label": "Ada"');
  });
});
