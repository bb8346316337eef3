import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Frame } from "../engine/index.ts";
import { intrinsicFunctions, isJsonObject, jsonataFunctions } from "../language/index.ts";
import { evaluateAt } from "../runtime/index.ts";
import { commandNames } from "./commands.ts";
import { type Controller, currentRun } from "./controller.ts";
import { evaluationFrame } from "./inspect.ts";
import { preview } from "./preview.ts";
import type { Run } from "./run.ts";

/** What may stand at a place in the console, from the values that the execution has now. */
export async function completions(
  controller: Controller,
  { text, column, line = 1, frameId }: DebugProtocol.CompletionsArguments,
): Promise<DebugProtocol.CompletionItem[]> {
  const { lineBase, columnBase } = controller.style;
  const rows = text.split("\n");
  const before = [...rows.slice(0, line - lineBase), (rows[line - lineBase] ?? "").slice(0, column - columnBase)].join(
    "\n",
  );
  const [, command] = /^\s*\/(\w*)$/.exec(before) ?? [];
  if (command !== undefined) return commandsWith(command, column);
  const run = currentRun(controller);
  const frame = evaluationFrame(run, frameId, controller.shown);
  return completionsAt(run, frame, before.replace(/^\s*\/\w+\s+/, ""), column);
}

function commandsWith(begin: string, column: number): DebugProtocol.CompletionItem[] {
  return commandNames
    .filter(({ name }) => name.startsWith(begin))
    .map(({ name, usage, doc }) => ({
      label: `/${name}`,
      text: `/${name} `,
      detail: `${usage}: ${doc}`,
      type: "function" as const,
      start: column - begin.length - 1,
      length: begin.length + 1,
    }));
}

/** The same in brackets, as paths have it. */
const BRACKET = /(\$[\w$]*(?:\.[A-Za-z_]\w*|\[\s*\d+\s*\]|\['[^']*'\]|\["[^"]*"\])*)\[\s*(["']?)([^"'\]]*)$/;

/** The expression whose member is being written, and what is written of it. */
const MEMBER = /(\$[\w$]*(?:\.[A-Za-z_]\w*|\.`[^`]*`|\[\s*\d+\s*\]|\['[^']*'\])*)(\.)(\w*)$/;

async function completionsAt(
  run: Run,
  frame: Frame,
  before: string,
  column: number,
): Promise<DebugProtocol.CompletionItem[]> {
  const [, parent, , member] = MEMBER.exec(before) ?? [];
  const jsonata = frame.visit.state.queryLanguage === "JSONata";
  if (parent !== undefined && member !== undefined) {
    const found = await evaluateAt(run.driver, frame, parent, { milliseconds: QUICK });
    const [value] = found.ok ? (Array.isArray(found.value) && jsonata ? found.value : [found.value]) : [];
    if (!isJsonObject(value)) return [];
    return Object.entries(value)
      .filter(([key]) => key.startsWith(member))
      .map(([key, held]) => ({
        label: key,
        text: jsonata && !/^[A-Za-z_]\w*$/.test(key) ? `\`${key}\`` : key,
        detail: preview(held, DETAIL),
        type: "property" as const,
        start: column - member.length,
        length: member.length,
      }));
  }
  const bracket = jsonata ? null : BRACKET.exec(before);
  if (bracket) return bracketed(run, frame, bracket, column);
  if (isWithinText(before)) return [];
  return rootsWith(frame, /[$\w.]*$/.exec(before)?.[0] ?? "", column);
}

/** Keys in brackets and quotes: those that were opened are closed. */
async function bracketed(
  run: Run,
  frame: Frame,
  [, parent = "", quote = "", begun = ""]: RegExpExecArray,
  column: number,
): Promise<DebugProtocol.CompletionItem[]> {
  const found = await evaluateAt(run.driver, frame, parent, { milliseconds: QUICK });
  if (!found.ok || !isJsonObject(found.value)) return [];
  const mark = quote || "'";
  return Object.entries(found.value)
    .filter(([key]) => key.startsWith(begun) && !key.includes(mark))
    .map(([key, held]) => ({
      label: key,
      text: `${mark}${key}${mark}]`,
      detail: preview(held, DETAIL),
      type: "property" as const,
      start: column - begun.length - quote.length,
      length: begun.length + quote.length,
    }));
}

/** Whether the cursor is behind a quote that nothing has closed: what stands there is anybody's guess. */
const isWithinText = (before: string): boolean => (before.match(/"/g)?.length ?? 0) % 2 === 1;

/** Variables, what a query language offers by itself, and functions. */
function rootsWith(frame: Frame, begin: string, column: number): DebugProtocol.CompletionItem[] {
  const jsonata = frame.visit.state.queryLanguage === "JSONata";
  const place = { start: column - begin.length, length: begin.length };
  const roots = jsonata ? ["$states"] : ["$", "$$"];
  const variables = Object.entries(frame.variables.all).map(([name, value]) => ({
    label: `$${name}`,
    detail: preview(value, DETAIL),
    type: "variable" as const,
  }));
  const functions = jsonata
    ? [...jsonataFunctions.values()].map(({ name, parameters, doc }) => ({
        label: `$${name}`,
        text: `$${name}(`,
        detail: `$${name}(${parameters.join(", ")}): ${doc}`,
        type: "function" as const,
      }))
    : [...intrinsicFunctions.values()].map(({ name, doc }) => ({
        label: name,
        text: `${name}(`,
        detail: doc,
        type: "function" as const,
      }));
  const all = [...variables, ...roots.map((label) => ({ label, type: "keyword" as const })), ...functions];
  return all.filter(({ label }) => label.startsWith(begin)).map((item) => ({ ...item, ...place }));
}

/** Characters of a value beside its name. */
const DETAIL = 60;

/** Nobody waits longer for completions, in milliseconds. */
const QUICK = 200;
