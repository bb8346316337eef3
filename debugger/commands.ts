import { dirname, resolve } from "node:path";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { eventsOf, type Frame, toApiEvent } from "../engine/index.ts";
import { type Json, jsonText, type QueryLanguage } from "../language/index.ts";
import { giveResult, saveGiven, saveResult } from "./changes.ts";
import { type Controller, currentRun, standingRun } from "./controller.ts";
import { fail, giveInstead, goToNamed, skip } from "./detours.ts";
import { evaluate, evaluationFrame, typedValue } from "./inspect.ts";
import { type Iteration, iterationsOf, mapAround, tally } from "./iterations.ts";
import { tryJson } from "./launch.ts";
import { recordExecution } from "./record.ts";
import { Refusal } from "./refusal.ts";
import type { Run } from "./run.ts";
import { expandable } from "./variables.ts";

type Reply = DebugProtocol.EvaluateResponse["body"];

/** A command of the console. */
interface Command {
  readonly usage: string;
  readonly doc: string;
  run(call: Call): Promise<Reply> | Reply;
}

/** A command with what was written behind it, and the frame that it is for. */
interface Call {
  readonly controller: Controller;
  readonly frame: Frame;
  readonly rest: string;
}

const commands: { readonly [name: string]: Command } = {
  result: {
    usage: "/result VALUE",
    doc: "Gives the state its result in place of its work: JSON, or an expression.",
    async run({ controller, frame, rest }) {
      const result = await typedValue(standingRun(controller), frame, wanted(rest, "/result {}"));
      if (isWaiting(frame)) giveResult(controller, { result, threadId: frame.id });
      else giveInstead(controller, frame.id, result);
      return said("The task has its result.");
    },
  },
  mock: {
    usage: "/mock VALUE",
    doc: "Gives the result, and saves it in the mock-config file.",
    async run({ controller, frame, rest }) {
      const result = await typedValue(standingRun(controller), frame, wanted(rest, "/mock {}"));
      saveGiven(controller, { result, threadId: frame.id });
      if (isWaiting(frame)) giveResult(controller, { result, threadId: frame.id });
      else giveInstead(controller, frame.id, result);
      return said("The task has its result.");
    },
  },
  save: {
    usage: "/save",
    doc: "Saves the result that the task has now, changed or not, in the mock-config file.",
    run: ({ controller, frame }) => said(saveResult(controller, frame)),
  },
  fail: {
    usage: "/fail NAME [CAUSE]",
    doc: "Makes the state fail with an error; its Retry and Catch come next.",
    run({ controller, frame, rest }) {
      const [, error = "", written] = /^(\S+)(?:\s+(.+))?$/s.exec(wanted(rest, "/fail States.Timeout")) ?? [];
      const cause = written === undefined ? undefined : unquoted(written.trimEnd());
      const given = { error, ...(cause !== undefined && { cause }), threadId: frame.id };
      if (isWaiting(frame)) giveResult(controller, given);
      else fail(controller, frame.id, error, cause);
      return said(`${isWaiting(frame) ? "The task" : `"${frame.visit.state.name}"`} fails with ${error}.`);
    },
  },
  skip: {
    usage: "/skip",
    doc: "Leaves the state out: its input goes on as its output.",
    run({ controller, frame }) {
      skip(controller, frame.id);
      return said(`"${frame.visit.state.name}" is left out.`);
    },
  },
  goto: {
    usage: "/goto STATE",
    doc: "Goes to another state of the same machine, branch or iteration.",
    run({ controller, frame, rest }) {
      goToNamed(controller, frame.id, wanted(rest, "/goto Done"));
      return said(`Goes to "${rest}". Variables stay as they are.`);
    },
  },
  heartbeat: {
    usage: "/heartbeat",
    doc: "Sends a sign of life for the task that waits.",
    run({ controller, frame }) {
      const { waiting } = frame;
      if (waiting?.on !== "task") throw new Refusal("No task waits here.");
      standingRun(controller).driver.signal({ effect: waiting.effect, frame: frame.id, kind: "heartbeat" });
      return said("The task's time for signs of life begins anew.");
    },
  },
  anew: {
    usage: "/anew",
    doc: "After steps back: forgets what came later, so that tasks are called again.",
    run({ controller }) {
      standingRun(controller).driver.fork();
      return said("What came later is forgotten: tasks are called again.");
    },
  },
  iterations: {
    usage: "/iterations [STATUS]",
    doc: "Lists the iterations of the Map state around: all, or those failing, failed, succeeded, running, pending.",
    run: ({ controller, frame, rest }) => listIterations(controller, frame, rest),
  },
  find: {
    usage: "/find TEXT",
    doc: "Lists the iterations whose item holds a text.",
    run({ controller, frame, rest }) {
      const text = wanted(rest, "/find A-17").toLowerCase();
      return listIterations(controller, frame, "", ({ input }) => jsonText(input).toLowerCase().includes(text));
    },
  },
  only: {
    usage: "/only [INDEX]",
    doc: "Stops in this iteration alone, of those beside it; /all stops in all of them again.",
    run: ({ controller, frame, rest }) => focus(controller, frame, rest),
  },
  all: {
    usage: "/all",
    doc: "Stops in all iterations again.",
    run({ controller }) {
      currentRun(controller).focus = undefined;
      return said("All iterations may stop.");
    },
  },
  history: {
    usage: "/history [COUNT]",
    doc: "Shows the last events of the history.",
    run: ({ controller, rest }) => history(controller, Number(rest || MANY_EVENTS)),
  },
  record: {
    usage: "/record FILE",
    doc: "Writes the execution, as far as it has come, into a file that can be opened again.",
    run({ controller, rest }) {
      const run = currentRun(controller);
      const file = resolve(dirname(run.launch.definition.path), wanted(rest, "/record orders.aslrun"));
      if (run.launch.fields.mocksOnly) throw new Refusal("This folder isn't trusted: nothing is written into it.");
      recordExecution(file, run);
      return said(`Recorded in ${file}`);
    },
  },
  jsonata: {
    usage: "/jsonata EXPRESSION",
    doc: "Evaluates JSONata, whatever the state's query language.",
    run: (call) => evaluateIn(call, "JSONata"),
  },
  jsonpath: {
    usage: "/jsonpath EXPRESSION",
    doc: "Evaluates a path or an intrinsic function, whatever the state's query language.",
    run: (call) => evaluateIn(call, "JSONPath"),
  },
  help: { usage: "/help", doc: "Lists these commands.", run: () => said(helpText()) },
};

/** Names and purposes of all commands. */
export const commandNames: readonly { readonly name: string; readonly usage: string; readonly doc: string }[] =
  Object.entries(commands).map(([name, { usage, doc }]) => ({ name, usage, doc }));

/** Carries out a line that begins with a slash; undefined for expressions. */
export function runCommand(
  controller: Controller,
  line: string,
  frameId: number | undefined,
): Promise<Reply> | Reply | undefined {
  if (!/^\s*\//.test(line)) return undefined;
  const [, name = "", rest = ""] = /^\s*\/(\S*)\s*(.*)$/s.exec(line) ?? [];
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Refusal(`There is no command "/${name}": /help lists them.`);
  if (name === "help") return said(helpText());
  const frame = evaluationFrame(currentRun(controller), frameId, controller.shown);
  return command.run({ controller, frame, rest: rest.trim() });
}

/** A text without the quotes that are around all of it. */
function unquoted(text: string): string {
  const read = tryJson(text);
  if (read.ok && typeof read.value === "string") return read.value;
  return /^'([^']*)'$/.exec(text)?.[1] ?? text;
}

const isWaiting = ({ waiting }: Frame): boolean => waiting?.on === "task";

const said = (result: string): Reply => ({ result, variablesReference: 0 });

function wanted(rest: string, example: string): string {
  if (rest === "") throw new Refusal(`Something is missing: write ${example}, for example.`);
  return rest;
}

function helpText(): string {
  const lines = Object.values(commands).map(({ usage, doc }) => `${usage.padEnd(24)} ${doc}`);
  return [...lines, "Everything else is an expression in the state's query language."].join("\n");
}

function evaluateIn({ controller, frame, rest }: Call, language: QueryLanguage): Promise<Reply> {
  const expression = wanted(rest, language === "JSONata" ? "/jsonata 1 + 1" : "/jsonpath $.order");
  return evaluate(currentRun(controller), frame, expression, "repl", controller.shown, language);
}

const MANY_EVENTS = 20;

function history(controller: Controller, count: number): Reply {
  const { log, options } = currentRun(controller).source.execution;
  const textOf = (value: Json): string => (value === options.input.value ? options.input.text : jsonText(value));
  const events = [...eventsOf(log, Math.max(0, log.length - (count || MANY_EVENTS)))];
  const lines = events.map(
    ({ id, type, details }) => `${id} ${type}${details?.name === undefined ? "" : ` ${details.name}`}`,
  );
  const value = events.map((event) => toApiEvent(event, textOf)) as unknown as Json;
  return reply(controller, lines.join("\n"), value);
}

/** A text with a value that can be expanded under it. */
function reply({ shown }: Controller, result: string, value: Json): Reply {
  return { result, ...expandable({ value, language: "JSONata" }, shown.lasting) };
}

function mapOf(controller: Controller, frame: Frame): Frame {
  const map = mapAround(currentRun(controller).source.execution, frame);
  if (!map) throw new Refusal("No Map state is under way around this state.");
  return map;
}

function listIterations(
  controller: Controller,
  frame: Frame,
  status: string,
  suits: (iteration: Iteration) => boolean = () => true,
): Reply {
  const map = mapOf(controller, frame);
  const { execution } = currentRun(controller).source;
  const found = iterationsOf(execution, map, status || undefined).filter(suits);
  const shown = found
    .slice(0, MOST_LISTED)
    .map(({ index, status, at }) => `[${index}] ${status}${at ? `: ${at}` : ""}`);
  const more = found.length > MOST_LISTED ? [`… ${found.length - MOST_LISTED} more`] : [];
  const lines = [`${map.visit.state.name}: ${tally(execution, map)}`, ...shown, ...more];
  const value = Object.fromEntries(found.slice(0, MOST_EXPANDED).map(({ index, ...rest }) => [`[${index}]`, rest]));
  return reply(controller, lines.join("\n"), value as unknown as Json);
}

const MOST_LISTED = 20;
const MOST_EXPANDED = 1000;

function focus(controller: Controller, frame: Frame, rest: string): Reply {
  const run: Run = currentRun(controller);
  const map = mapOf(controller, frame);
  const { frames } = run.source.execution;
  const { first = 0, count = 0 } = map.children ?? {};
  let own: Frame | undefined = frame;
  while (own && own.strand.parent !== map.id) own = frames[own.strand.parent ?? 0];
  const index = rest === "" ? own?.strand.index : Number(rest);
  if (index === undefined || !Number.isInteger(index) || index < 0 || index >= count) {
    throw new Refusal(`"${map.visit.state.name}" has iterations 0 to ${count - 1}: write /only 3, for example.`);
  }
  run.focus = { parent: map.id, strand: first + index };
  return said(`Of the iterations of "${map.visit.state.name}" only [${index}] stops. /all stops in all of them again.`);
}
