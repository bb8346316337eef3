import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { lineOf } from "../kit/example.ts";
import { openWindow, picture, uiTest, type Window } from "../kit/window.ts";
import { choose, debug, debugRows, goTo, startByKey, stoppedAt, toggleBreakpoint } from "../kit/workbench.ts";

const machine = `{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$" },
      "ResultSelector": { "id.$": "$.Payload.id" },
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
`;

const yaml = `StartAt: Charge
States:
  Charge:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters:
      FunctionName: charge
      Payload.$: $
    ResultSelector:
      id.$: $.Payload.id
    Next: Done
  Done:
    Type: Succeed
`;

const project = JSON.stringify({ tasks: [{ function: "charge", kind: "node", handler: "src/charge.handler" }] });

const javaScript = `"use strict";

exports.handler = async (event) => {
  const id = "p-" + event.amount;
  return { id };
};
`;

const typeScript = `/** Types go when it is compiled: lines of the result are others than those here. */
interface Order {
  readonly amount: number;
}

interface Payment {
  readonly id: string;
}

export const handler = async (event: Order): Promise<Payment> => {
  const id = \`p-\${event.amount}\`;
  return { id };
};
`;

/** The file in front and the line where it stopped. */
async function shownStop(window: Window): Promise<string> {
  const mark = window.page.locator(".monaco-editor .debug-top-stack-frame-line").first();
  const tab = await window.page
    .locator(".editor-group-container.active .tab.active")
    .getAttribute("data-resource-name");
  const top = await mark.boundingBox();
  const numbers = window.page.locator(".editor-group-container.active .line-numbers");
  for (const number of await numbers.all()) {
    const box = await number.boundingBox();
    if (box && top && Math.abs(box.y - top.y) < 4) return `${tab}:${await number.textContent()}`;
  }
  return `${tab}:?`;
}

describe.each([
  ["JavaScript", "charge.asl.json", machine, "src/charge.js", javaScript, '"Charge": {', "const id"],
  ["TypeScript", "charge.asl.yaml", yaml, "src/charge.ts", typeScript, "  Charge:", "const id"],
])("A handler in %s", (language, definition, text, code, source, state, first) => {
  uiTest("is stepped into, and out of to the state's result", async () => {
    const files = { [definition]: text, [code]: source, "statecraft.json": project, "one.input.json": '{"amount":7}' };
    const window = await openWindow({ files, file: definition });
    addEsbuild(window);
    const line = lineOf(text, state);
    await goTo(window, line, 5);
    await toggleBreakpoint(window, line);
    await startByKey(window, "F5");
    await choose(window, "one.input", "Input");
    await stoppedAt(window);
    await debug(window, "Step Into");
    await expect.poll(async () => (await debugRows(window, "Call Stack"))[0]).toContain("Parameters");
    await debug(window, "Step Into");
    await expect.poll(async () => (await debugRows(window, "Call Stack"))[0]).toContain("Call");
    await debug(window, "Step Into");
    const inCode = `${code.slice(4)}:${lineOf(source, first)}`;
    await expect.poll(() => shownStop(window), { timeout: 20_000 }).toBe(inCode);
    await picture(window.page, `Stepped into ${language}`);
    await debug(window, "Step Out");
    const back = `${definition}:${lineOf(text, "ResultSelector")}`;
    await expect.poll(() => shownStop(window), { timeout: 20_000 }).toBe(back);
    await picture(window.page, `Stepped out of ${language}`);
    await debug(window, "Continue");
    await expect.poll(() => window.page.locator(".debug-toolbar").isVisible()).toBe(false);
    await expect.poll(() => (process.platform === "linux" ? processesIn(window.folder) : 0)).toBe(0);
  });
});

/** A window where the debugger stands in a handler that would never end. */
async function standingInHanging(): Promise<Window> {
  const hanging = "exports.handler = async () => {\n  for (;;);\n};\n";
  const files = {
    "charge.asl.json": machine,
    "src/charge.js": hanging,
    "statecraft.json": project,
    "one.input.json": "{}",
  };
  const window = await openWindow({ files, file: "charge.asl.json" });
  await toggleBreakpoint(window, 6);
  await startByKey(window, "F5");
  await choose(window, "one.input", "Input");
  await stoppedAt(window);
  await debug(window, "Step Into");
  await expect.poll(() => shownStop(window), { timeout: 20_000 }).toBe("charge.js:2");
  return window;
}

(process.platform === "linux" ? uiTest : uiTest.skip)(
  "Stop leaves no process of a handler behind that stands or hangs",
  async () => {
    const window = await standingInHanging();
    expect(processesIn(window.folder)).toBeGreaterThan(0);
    await debug(window, "Continue");
    await debug(window, "Stop");
    await expect.poll(() => processesIn(window.folder)).toBe(0);
  },
);

(process.platform === "linux" ? uiTest : uiTest.skip)(
  "A crash of the extension host leaves no process of a handler behind",
  async () => {
    const before = extensionHosts();
    const window = await standingInHanging();
    await debug(window, "Continue");
    expect(processesIn(window.folder)).toBeGreaterThan(0);
    const hosts = extensionHosts().filter((pid) => !before.includes(pid));
    expect(hosts).toHaveLength(1);
    for (const pid of hosts) process.kill(pid, "SIGKILL");
    await expect.poll(() => processesIn(window.folder), { timeout: 10_000 }).toBe(0);
  },
);

/** The processes that extensions of our windows run in: those of the server that these tests have started. */
function extensionHosts(): readonly number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const isHost = textOf(pid, "cmdline").includes("--type=extensionHost");
    return isHost && ancestorsOf(pid).some((each) => each === process.pid || each === process.ppid);
  });
}

function ancestorsOf(pid: number): readonly number[] {
  const found: number[] = [];
  for (let at = pid; at > 1; ) {
    at = Number(/^PPid:\s*(\d+)/m.exec(textOf(at, "status"))?.[1] ?? 0);
    found.push(at);
  }
  return found;
}

function textOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** How many processes of handlers work in a folder, or in one within it; the language server does too. */
function processesIn(folder: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const places = pids.map((pid) => {
    try {
      const isServer = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("language-server");
      return isServer ? "" : readlinkSync(`/proc/${pid}/cwd`);
    } catch {
      return "";
    }
  });
  return places.filter((place) => place.startsWith(folder)).length;
}

/** The project's own esbuild, as it would be installed. */
function addEsbuild({ folder }: Window): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(import.meta.dirname, "../../../node_modules/esbuild"), join(folder, "node_modules/esbuild"));
}
