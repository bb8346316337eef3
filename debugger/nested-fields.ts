import { dirname } from "node:path";
import { type Json, jsonText } from "../language/index.ts";
import type { Outcome, StartableMachine, StartRequest } from "../runtime/index.ts";
import type { Launch } from "./launch.ts";
import type { LaunchFields, NestedOutcome } from "./protocol.ts";

/** How an execution is launched that another one starts: as that one, but for what is its own. */
export function nestedFields(
  { fields, definition, mocks }: Launch,
  { path = "", name, machine }: StartableMachine,
  { input, seed }: StartRequest,
): LaunchFields {
  const {
    mocks: mockFile,
    testCase,
    tasks,
    clock,
    limits,
    node,
    python,
    mocksOnly,
    debugsFunctions,
    onUnmocked,
  } = fields;
  const isMocked = mocks?.config.machines.get(name)?.has(mocks.caseName) === true;
  return {
    program: machine.path === "" ? path : `${path}#${name}`,
    input: input.text,
    seed,
    tellsOutcome: true,
    cwd: fields.cwd ?? dirname(definition.path),
    ...(isMocked && mockFile !== undefined && { mocks: mockFile }),
    ...(isMocked && testCase !== undefined && { testCase }),
    ...(tasks !== undefined && { tasks }),
    ...(clock !== undefined && { clock }),
    ...(limits !== undefined && { limits }),
    ...(node !== undefined && { node }),
    ...(python !== undefined && { python }),
    ...(mocksOnly !== undefined && { mocksOnly }),
    ...(debugsFunctions !== undefined && { debugsFunctions }),
    ...(onUnmocked !== undefined && { onUnmocked }),
  };
}

/** An outcome as a message can hold it, and back. */
export const writtenOutcome = ({ output, ...end }: Outcome): NestedOutcome => ({
  ...end,
  ...(output !== undefined && { output: jsonText(output) }),
});

export const readOutcome = ({ output, ...end }: NestedOutcome): Outcome => ({
  ...end,
  ...(output !== undefined && { output: JSON.parse(output) as Json }),
});
