import type { GivenResult } from "./protocol.ts";
import { Refusal } from "./refusal.ts";

/** What a line of the console asks for, other than an expression. */
export type ConsoleCommand =
  | { readonly kind: "help" }
  | { readonly kind: "give"; readonly save: boolean; readonly value: string }
  | { readonly kind: "fail"; readonly given: GivenResult };

/** The commands of the console, with what they take. */
const commands: {
  readonly [name: string]: { readonly usage: string; readonly doc: string; read(rest: string): ConsoleCommand };
} = {
  result: {
    usage: "/result VALUE",
    doc: "Gives the task that waits its result: JSON, or an expression.",
    read: (rest) => ({ kind: "give", save: false, value: wanted(rest, "/result {}") }),
  },
  mock: {
    usage: "/mock VALUE",
    doc: "Gives the result, and saves it in the mock-config file.",
    read: (rest) => ({ kind: "give", save: true, value: wanted(rest, "/mock {}") }),
  },
  fail: {
    usage: "/fail NAME [CAUSE]",
    doc: "Makes the task that waits fail with an error.",
    read(rest) {
      const [, error = "", cause] = /^(\S+)(?:\s+(.+))?$/s.exec(wanted(rest, "/fail States.Timeout")) ?? [];
      return { kind: "fail", given: { error, ...(cause !== undefined && { cause }) } };
    },
  },
  help: { usage: "/help", doc: "Lists these commands.", read: () => ({ kind: "help" }) },
};

/** Reads a line that begins with a slash; undefined for expressions. */
export function readCommand(line: string): ConsoleCommand | undefined {
  const [, name = "", rest = ""] = /^\s*\/(\S*)\s*(.*)$/s.exec(line) ?? [];
  if (!/^\s*\//.test(line)) return undefined;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Refusal(`There is no command "/${name}": /help lists them.`);
  return command.read(rest.trim());
}

function wanted(rest: string, example: string): string {
  if (rest === "") throw new Refusal(`Something is missing: write ${example}, for example.`);
  return rest;
}

export function helpText(): string {
  const lines = Object.values(commands).map(({ usage, doc }) => `${usage.padEnd(20)} ${doc}`);
  return [...lines, "Everything else is an expression in the state's query language."].join("\n");
}
