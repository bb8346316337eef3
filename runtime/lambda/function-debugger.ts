/**
 * Runs functions under the debugger of their language, where somebody wants to look into them. It starts the process
 * itself, as debuggers do: the process then asks our Lambda Runtime API for events like any other.
 */
export interface FunctionDebugger {
  /** How a call is to be run: `stop` stops in the handler's first line, `run` at breakpoints alone; else it runs plainly. */
  modeOf(call: FunctionCall): "stop" | "run" | undefined;
  /** Starts a function's process under a debugger; undefined where that can't be done. */
  start(program: FunctionProgram): Promise<FunctionProcess | undefined>;
  /** A function that stands under a debugger is about to be called. */
  entering(): void;
}

export interface FunctionCall {
  /** The frame whose task calls. */
  readonly frame: number;
  /** The ARN of the execution that the frame is of. */
  readonly execution: string;
  /** The folder of the function's code. */
  readonly root: string;
}

/** The languages that functions can be stepped through in. */
export type FunctionLanguage = "node" | "python";

/** A function's process, to be started by a debugger. */
export interface FunctionProgram {
  readonly language: FunctionLanguage;
  /** `src/app.handler`. */
  readonly name: string;
  /** The interpreter, its own options, and the file that it begins with. */
  readonly interpreter: string;
  readonly options: readonly string[];
  readonly file: string;
  readonly cwd: string;
  readonly environment: { readonly [name: string]: string };
}

export interface FunctionProcess {
  /** Resolves when its debugger has ended. */
  readonly ended: Promise<void>;
}

/** Set in the environment of a process that a debugger has started: its standard input is not ours. */
export const DEBUGGED = "STATECRAFT_DEBUGGED";
