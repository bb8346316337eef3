import type { Beginning } from "../engine/index.ts";
import { isJsonObject, type Json } from "../language/index.ts";
import type { DefinitionFile } from "../runtime/index.ts";
import type { LaunchFields } from "./protocol.ts";
import { Refusal } from "./refusal.ts";

/** What a session runs that another one has started for an item of its Map. */
export interface LaunchedChild {
  /** The definition, with the Map's processor in place of the machine. */
  readonly definition: DefinitionFile;
  readonly beginning: Pick<Beginning, "child" | "calls">;
  /** `Orders[3]`. */
  readonly title: string;
}

/** The child execution that a launch names; undefined where it names none. */
export function childIn(
  { childExecution: given }: { readonly [F in keyof LaunchFields]: unknown },
  definition: DefinitionFile,
  input: Json,
): LaunchedChild | undefined {
  if (given === undefined) return undefined;
  const { map, index, name, arn, machine, startedAt } = isJsonObject(given as Json)
    ? (given as { [key: string]: Json })
    : {};
  const state = definition.model.states.find(({ path }) => path === map);
  const [processor] = state?.children ?? [];
  if (!state || !processor || typeof index !== "number") {
    throw new Refusal('"childExecution" names no item of a Map state: it is for the session of that state to write.');
  }
  return {
    definition: { ...definition, machine: processor },
    beginning: {
      child: {
        ...{ name: String(name), arn: String(arn), machine: String(machine), input },
        startedAt: typeof startedAt === "number" ? startedAt : 0,
      },
      // Mocks that answer one call after the other go on from item to item.
      calls: index,
    },
    title: `${state.name}[${index}]`,
  };
}
