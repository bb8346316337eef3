import { dirname } from "node:path";
import type { Execute } from "../engine/index.ts";
import type { ExecutionEvent } from "../executions/index.ts";
import { type Json, jsonText } from "../language/index.ts";
import type { Outcome, StartableMachine, StartRequest } from "../runtime/index.ts";
import type { Launch } from "./launch.ts";
import type { LaunchFields, NestedOutcome } from "./protocol.ts";

/** What holds for an execution holds for those that it starts. */
const passed = [
  ...([
    "tasks",
    "clock",
    "timeouts",
    "limits",
    "node",
    "python",
    "env",
    "envFile",
    "mocksOnly",
    "debugsFunctions",
    "selectsFrames",
  ] as const),
  ...(["onUnmocked", "stepping", "stepGranularity", "skipStates", "maxThreads"] as const),
] satisfies readonly (keyof LaunchFields)[];

/** How an execution is launched that another one starts: as that one, but for what is its own. */
export function nestedFields(
  { fields, definition, mocks }: Launch,
  { path = "", name, machine }: StartableMachine,
  { input, seed }: StartRequest,
): LaunchFields {
  const { mocks: mockFile, testCase } = fields;
  const isMocked = mocks?.config.machines.get(name)?.has(mocks.caseName) === true;
  return {
    program: machine.path === "" ? path : `${path}#${name}`,
    input: input.text,
    seed,
    ...typeOf(fields),
    tellsOutcome: true,
    cwd: fields.cwd ?? dirname(definition.path),
    ...(isMocked && mockFile !== undefined && { mocks: mockFile }),
    ...(isMocked && testCase !== undefined && { testCase }),
    ...given(fields, passed),
  };
}

const given = (fields: LaunchFields, names: readonly (keyof LaunchFields)[]): LaunchFields =>
  Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));

/** The same machine in the text that runs: its mocks and whatever fills in its placeholders hold too. */
const ofMachine = [
  "uri",
  "mocks",
  "testCase",
  "definitionSubstitutions",
] as const satisfies readonly (keyof LaunchFields)[];

/** How the child execution of a distributed Map is launched. */
export function childFields(
  { fields, definition, document, isElsewhere, seed }: Launch,
  { map, index, execution, isExpress }: Execute,
): LaunchFields {
  const { name, arn, machine, startedAt, input } = execution;
  const program = isElsewhere ? document : fields.program;
  return {
    ...typeOf(fields),
    ...given(fields, passed),
    ...given(fields, ofMachine),
    ...(program !== undefined && { program }),
    text: definition.analysis.text,
    childExecution: { map, index, name, arn, machine, startedAt },
    input: jsonText(input),
    seed: ((seed + index) % MOST_SEEDS) + 1,
    stateMachineType: isExpress ? "EXPRESS" : "STANDARD",
    tellsOutcome: true,
    cwd: fields.cwd ?? dirname(definition.path),
  };
}

const MOST_SEEDS = 2 ** 31 - 2;

/** How the client calls this debugger, where it says so. */
function typeOf(fields: object): { readonly type?: string } {
  const { type } = fields as { readonly type?: unknown };
  return typeof type === "string" ? { type } : {};
}

/** How an execution ended in another session, and what happened in it, where that was told. */
export interface ToldOutcome extends Outcome {
  readonly events?: readonly ExecutionEvent[];
}

/** A history beyond so many characters is left where it is. */
const LONGEST_HISTORY = 4_000_000;

/** An outcome as a message can hold it, and back. */
export function writtenOutcome({ output, events, ...end }: ToldOutcome): NestedOutcome {
  const history = events && jsonText(events as unknown as Json);
  return {
    ...end,
    ...(output !== undefined && { output: jsonText(output) }),
    ...(history !== undefined && history.length <= LONGEST_HISTORY && { history }),
  };
}

export const readOutcome = ({ output, history, ...end }: NestedOutcome): ToldOutcome => ({
  ...end,
  ...(output !== undefined && { output: JSON.parse(output) as Json }),
  ...(history !== undefined && { events: JSON.parse(history) as readonly ExecutionEvent[] }),
});
