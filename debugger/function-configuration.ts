import type { FunctionLanguage, FunctionProgram } from "../runtime/index.ts";
import type { DebuggedFunction } from "./protocol.ts";

type Configuration = DebuggedFunction["configuration"];

/** The launch configuration with which the debugger of its language starts a function. */
export function debugConfiguration(program: FunctionProgram): Omit<DebuggedFunction, "id"> {
  const { language, name, file, cwd } = program;
  const common = {
    request: "launch",
    name,
    program: file,
    cwd,
    env: variablesFor(program),
    console: "internalConsole",
  } as const;
  return { language, configuration: { ...common, ...debuggers[language](program) } };
}

/** A new language is one line here. */
const debuggers: { readonly [L in FunctionLanguage]: (program: FunctionProgram) => Partial<Configuration> } = {
  node: ({ interpreter, options, file }) => ({
    type: "pwa-node",
    runtimeExecutable: interpreter,
    runtimeArgs: options,
    skipFiles: [file, "<node_internals>/**"],
    sourceMaps: true,
    // What a bundler made of a function lies in a folder of packages.
    resolveSourceMapLocations: null,
    outputCapture: "std",
    autoAttachChildProcesses: false,
  }),
  python: ({ interpreter, options, file }) => ({
    type: "debugpy",
    python: [interpreter, ...options],
    justMyCode: true,
    // Stepping out of the handler leads back to the state machine, not into what called it.
    rules: [{ path: file, include: false }],
    redirectOutput: true,
    subProcess: false,
  }),
};

/** Debuggers add to their own environment: what a function must not see there is taken away by name. */
function variablesFor({ environment }: FunctionProgram): Configuration["env"] {
  const hidden = Object.keys(process.env).filter((name) => !(name in environment) && !OWN.test(name));
  return { ...Object.fromEntries(hidden.map((name) => [name, null])), ...environment };
}

/** Variables that debuggers themselves speak through. */
const OWN = /^(NODE_OPTIONS|VSCODE_INSPECTOR_OPTIONS|PYTHONPATH)$/i;
