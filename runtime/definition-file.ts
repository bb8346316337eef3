import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { type Analysis, analyze, isDefinition, notationOf, type StateMachine } from "../language/index.ts";
import { readText } from "./text-file.ts";

/** A definition in a file: `orders.asl.json`, or one of several machines of a file: `template.yaml#Orders`. */
export interface DefinitionFile {
  readonly path: string;
  readonly analysis: Analysis;
  readonly machine: StateMachine;
  /** The machine's name: of the file, without its extensions, unless a template names it. */
  readonly name: string;
}

export type OpenedDefinition =
  | { readonly ok: true; readonly definition: DefinitionFile }
  | { readonly ok: false; readonly message: string };

/** Reads a definition. The message of a failure names the file and says what to do. */
export function openDefinition(program: string): OpenedDefinition {
  const path = program.replace(/#[^/\\]*$/, "");
  const text = readText(path);
  return text.ok ? definitionIn(path, text.text) : text;
}

/** The definition in a text that a file of this name holds, or would hold. */
export function definitionIn(path: string, text: string): OpenedDefinition {
  const uri = pathToFileURL(path).href;
  const analysis = analyze({ uri, version: 0, notation: notationOf(text), text });
  const [machine] = analysis.model.machines;
  if (!machine || !isDefinition(analysis.tree.root)) {
    const problem = analysis.diagnostics.find(({ severity }) => severity === "error");
    const reason = problem ? ` ${problem.message}` : ' It needs an object with "StartAt" and "States".';
    return { ok: false, message: `"${path}" is no state machine.${reason}` };
  }
  return { ok: true, definition: { path, analysis, machine, name: machineName(path) } };
}

/** A file's name without its extensions: `order-process` for `order-process.asl.json`. */
export const machineName = (path: string): string =>
  basename(path).replace(/\.(asl\.)?(json|jsonc|json5|ya?ml|asl)$/i, "");
