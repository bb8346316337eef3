import { join } from "node:path";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { Question } from "../../executions/index.ts";
import { analyze, notationOf } from "../../language/index.ts";
import type { FromWebview, ToWebview } from "../../webview/protocol.ts";
import { type ThemeName, themes } from "./themes.ts";

/** The diagram's panel in a page of a real browser, under the policy that VS Code's panels have here. */
export interface Panel {
  readonly page: Page;
  send(...messages: readonly unknown[]): Promise<void>;
  /** What the panel has told the extension so far. */
  heard(): Promise<readonly FromWebview[]>;
  /** What it has saved. */
  saved(): Promise<unknown>;
  /** What the page's policy refused, and errors. */
  readonly faults: readonly string[];
  setTheme(name: ThemeName): Promise<void>;
}

const ORIGIN = "http://panel.test";
const POLICY =
  "default-src 'none'; script-src 'nonce-n1'; style-src http://panel.test; font-src http://panel.test; img-src blob:";
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Diagram</title>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="stylesheet" href="/style.css"></head><body><script nonce="n1" src="/main.js"></script></body></html>`;

const root = join(import.meta.dirname, "../..");
const built = new Map<string, Promise<string>>();

/** The panel's script as it is shipped. */
export const panelScript = (): Promise<string> => bundled("webview/main.ts");

/** The panel's style as it is shipped. */
export const panelStyle = (): Promise<string> => bundled("webview/style.css");

function bundled(entry: string): Promise<string> {
  const options = { bundle: true, minify: true, write: false, format: "iife", target: "chrome128" } as const;
  const text =
    built.get(entry) ??
    esbuild
      .build({ absWorkingDir: root, entryPoints: [entry], ...options })
      .then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  built.set(entry, text);
  return text;
}

/** Opens the panel in a page of its own. `saved` is what an earlier one has saved. */
export async function openPanel(
  browser: Browser,
  options: {
    readonly theme?: ThemeName;
    readonly saved?: unknown;
    readonly width?: number;
    readonly height?: number;
    readonly scale?: number;
    /** Answers what the panel asks about the execution; throws where there is no answer. */
    readonly answer?: (question: Question) => unknown;
  } = {},
): Promise<Panel> {
  const { theme = "light", saved, width = 900, height = 700, scale = 1 } = options;
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  const files: { readonly [path: string]: readonly [type: string, body: string] } = {
    "/": ["text/html", PAGE],
    "/main.js": ["text/javascript", await panelScript()],
    "/style.css": ["text/css", await panelStyle()],
  };
  await page.route("**/*", (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ["text/plain", ""];
    return route.fulfill({ contentType, body });
  });
  const answerFor = (question: Question): unknown => {
    if (!options.answer) throw new Error("Nobody answers.");
    return options.answer(question) ?? null;
  };
  await page.exposeFunction("answerOf", ({ number, question }: Extract<FromWebview, { kind: "ask" }>): ToWebview => {
    try {
      return { kind: "answer", number, answer: answerFor(question) as null };
    } catch (error) {
      return { kind: "answer", number, answer: null, problem: error instanceof Error ? error.message : String(error) };
    }
  });
  await page.addInitScript(pretendVsCode, saved ?? null);
  await page.goto(`${ORIGIN}/`);
  const panel: Panel = {
    page,
    faults,
    send: (...messages) =>
      page.evaluate((all) => {
        for (const message of all) window.postMessage(message);
      }, messages),
    heard: () => page.evaluate(() => (window as unknown as Pretended).heard),
    saved: () => page.evaluate(() => (window as unknown as Pretended).saved),
    setTheme: (name) => page.evaluate(wear, themes[name]),
  };
  await panel.setTheme(theme);
  return panel;
}

interface Pretended {
  heard: FromWebview[];
  answerOf(message: FromWebview): Promise<ToWebview>;
  saved: unknown;
}

/** Runs in the page: what VS Code gives to its panels. */
function pretendVsCode(saved: unknown): void {
  const pretended = window as unknown as Pretended & { acquireVsCodeApi: unknown };
  pretended.heard = [];
  pretended.saved = saved;
  pretended.acquireVsCodeApi = () => ({
    postMessage(message: FromWebview) {
      pretended.heard.push(message);
      if (message.kind === "ask") void pretended.answerOf(message).then((answer) => window.postMessage(answer));
    },
    getState: () => pretended.saved ?? undefined,
    setState: (state: unknown) => {
      pretended.saved = state;
    },
  });
}

/** Runs in the page: a theme as VS Code puts it on. */
function wear({ className, variables }: (typeof themes)[ThemeName]): void {
  const { style } = document.documentElement;
  for (const name of [...style]) if (name.startsWith("--vscode-")) style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) style.setProperty(`--vscode-${name}`, value);
  document.body.className = className;
}

/** The message that carries a definition's graph. */
export function graphMessage(text: string, problem: string | null = null): ToWebview {
  const { graph } = analyze({ uri: "file:///m.asl", version: 1, notation: notationOf(text), text });
  return { kind: "graph", uri: "file:///m.asl", version: 1, graph, problem, machines: [], machine: "" };
}
