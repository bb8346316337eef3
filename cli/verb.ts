import type { ParseArgsOptionsConfig } from "node:util";

/** One command of the program: `statecraft validate …`. */
export interface Verb {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** How it is called, and what its options mean; printed by `--help`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** Gives the exit code. JSON goes to standard output alone, messages to standard error. */
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly positionals: readonly string[];
  readonly values: { readonly [option: string]: string | boolean | readonly (string | boolean)[] | undefined };
}

/** Ends a command with exit code 2 and one line: it was called wrongly, or something it needs can't be read. */
export class UsageError extends Error {}

export function textOption({ values }: Call, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** An option that takes one of a few words. */
export function choiceOption<T extends string>(call: Call, name: string, choices: readonly T[]): T | undefined {
  const value = textOption(call, name);
  const choice = choices.find((candidate) => candidate === value);
  if (value !== undefined && !choice) {
    throw new UsageError(`--${name} takes ${choices.map((word) => `"${word}"`).join(", ")}, not "${value}".`);
  }
  return choice;
}

/** The only file that a command takes. */
export function onlyFile({ positionals }: Call): string {
  const [file, more] = positionals;
  if (file === undefined) throw new UsageError("Name a file.");
  if (more !== undefined) throw new UsageError(`Only one file is taken: "${more}" is too many.`);
  return file;
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const say = (text: string): void => void process.stderr.write(`${text}\n`);
