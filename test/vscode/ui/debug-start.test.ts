import { describe, expect } from "vitest";
import { notations } from "../../../language/index.ts";
import { twinOf } from "../../kit/both-notations.ts";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import {
  choose,
  clickLens,
  debug,
  debugRows,
  diagramState,
  goTo,
  offered,
  runCommand,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
} from "../kit/workbench.ts";

const template = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource: !GetAtt ChargeFunction.Arn
            Next: Done
          Done:
            Type: Succeed
  Parcels:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: parcels.asl.yaml
  Refunds:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Refund
        States:
          Refund:
            Type: Pass
            End: true
  ChargeFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: charge.handler
      Runtime: nodejs20.x
`;

const handler = 'exports.handler = async ({ amount }) => ({ id: "p-" + amount });\n';

const inJson = twinOf(
  { text: template.replace("!GetAtt ChargeFunction.Arn", '{"Fn::GetAtt": [ChargeFunction, Arn]}'), marks: [] },
  notations.yaml,
  notations.json,
).text;

describe.each([
  ["YAML", "template.yaml", template, "          Done:"],
  ["JSON", "template.json", inJson, '"Done": {'],
])("F5 in a SAM template in %s", (notation, file, text, done) => {
  uiTest("runs the machine at the cursor, asks for one elsewhere, and runs its function", async () => {
    const files = { [file]: text, "src/charge.js": handler, "events/one.json": '{"amount":7}' };
    const window = await openWindow({ files, file });
    const line = lineOf(text, done);
    await goTo(window, line, 12);
    await toggleBreakpoint(window, line);
    await goTo(window, 1);
    await startByKey(window, "F5");
    expect(await offered(window, `State machine of ${file}`)).toEqual(["Orders", "Parcels", "Refunds"]);
    await picture(window.page, `Machines of a template in ${notation}`);
    await window.page.keyboard.press("Escape");
    await goTo(window, line, 12);
    await startByKey(window, "F5");
    expect(await offered(window, "Input of Orders")).toContain("one.json");
    await window.page.keyboard.insertText('{"amount":7,}');
    await expect
      .poll(async () => (await offered(window, "Input of Orders")).join())
      .toMatch(/^ ?This isn't JSON,Expected .* \(line 1 column 13\)$/);
    await picture(window.page, `Input that isn't JSON in ${notation}`);
    await window.page.keyboard.press("Control+A");
    await window.page.keyboard.press("Delete");
    await choose(window, "one.json", "Input of Orders");
    await stoppedAt(window);
    await expect.poll(async () => (await debugRows(window, "Call Stack"))[0]).toContain(`Done, line ${line}`);
    await picture(window.page, `Stopped in a template in ${notation}`);
    await debug(window, "Continue");
    await expect.poll(() => window.page.locator(".debug-toolbar").isVisible()).toBe(false);
  });
});

uiTest("F5 in a SAM template that names a definition shows that one's diagram, and the execution in it", async () => {
  const text = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/orders.asl.yaml
`;
  const files = { "template.yaml": text, "statemachine/orders.asl.yaml": machine };
  const window = await openWindow({ files, file: "template.yaml" });
  await startByKey(window, "F5");
  await choose(window, "Empty", "Input");
  await expect.poll(() => diagramState(window, ".status-succeeded"), { timeout: 20_000 }).toHaveLength(2);
  await expect.poll(() => window.page.locator(".tab", { hasText: "Diagram orders.asl.yaml" }).count()).toBe(1);
  expect(await window.page.locator(".tab", { hasText: "Diagram template.yaml" }).count()).toBe(0);
  await picture(window.page, "Ran the definition that a template names");
});

const machine = `StartAt: First
States:
  First:
    Type: Pass
    Result: 1
    Next: Second
  Second:
    Type: Pass
    End: true
`;

uiTest("A lens above a state begins there, with what it got in the last run", async () => {
  const window = await openWindow({ files: { "two.asl.yaml": machine }, file: "two.asl.yaml" });
  const { page } = window;
  await startByKey(window, "F5");
  await choose(window, "Empty", "Input of two.asl.yaml");
  await expect.poll(() => diagramState(window, ".status-succeeded")).toHaveLength(2);
  const lens = page.locator(".codelens-decoration a", { hasText: "Debug from here" });
  await expect.poll(() => lens.count()).toBe(2);
  await toggleBreakpoint(window, lineOf(machine, "    End: true"));
  await clickLens(window, lens.nth(1));
  expect((await offered(window, "Input of Second"))[0]).toBe("As in the last run");
  await picture(page, "Begin at a state");
  await page.keyboard.press("Enter");
  await stoppedAt(window);
  await expect.poll(async () => (await debugRows(window, "Call Stack")).join()).toContain("Second");
});

const untitled = `{
"StartAt": "First",
"States": {
"First": { "Type": "Pass", "Next": "Second" },
"Second": { "Type": "Pass", "End": true }
}
}`;

uiTest("F5 in an untitled editor runs what stands there", async () => {
  const window = await openWindow({ files: {} });
  const { page } = window;
  await runCommand(window, "File: New Untitled Text File");
  await page.locator(".editor-group-container.active .monaco-editor").first().click();
  await page.keyboard.press("Control+K");
  await page.keyboard.press("m");
  await page.locator(".quick-input-widget input").first().fill("Amazon States");
  await page
    .locator(".quick-input-widget .monaco-list-row", { hasText: /^Amazon States Language(?! \(YAML)/ })
    .first()
    .click();
  await page.locator(".editor-group-container.active .monaco-editor").first().click();
  await page.keyboard.insertText(untitled);
  await goTo(window, 5, 5);
  await toggleBreakpoint(window, 5);
  await startByKey(window, "F5");
  await choose(window, "Empty", "Input");
  await stoppedAt(window);
  await expect.poll(async () => (await debugRows(window, "Call Stack"))[0]).toContain("Second, line 5");
  await picture(page, "Stopped in an untitled editor");
});
