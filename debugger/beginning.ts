import type { Beginning } from "../engine/index.ts";
import { closest, isJsonObject, type Json, type JsonObject, type State } from "../language/index.ts";
import type { DefinitionFile } from "../runtime/index.ts";
import type { LaunchFields } from "./protocol.ts";
import { Refusal } from "./refusal.ts";

type Fields = { readonly [F in keyof LaunchFields]: unknown };

/** Where an execution is to begin, and with what, if not at the beginning. */
export function beginningIn({ startAt, oneState, variables, context }: Fields, definition: DefinitionFile): Beginning {
  const state = startAt === undefined ? undefined : stateNamed(startAt, definition);
  return {
    ...(state && { state: state.path }),
    ...(oneState === true && { oneState }),
    ...(variables !== undefined && { variables: objectIn("variables", variables) }),
    ...(context !== undefined && { context: objectIn("context", context) }),
  };
}

/** What stands for `${Name}`; undefined where nothing is given. */
export function substitutionsIn(given: unknown): { readonly [name: string]: string } | undefined {
  if (given === undefined) return undefined;
  const entries = Object.entries(objectIn("definitionSubstitutions", given));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function objectIn(field: keyof LaunchFields, value: unknown): JsonObject {
  if (isJsonObject(value as Json)) return value as JsonObject;
  throw new Refusal(`"${field}" takes an object, not ${JSON.stringify(value)}.`);
}

function stateNamed(startAt: unknown, { machine, model, name }: DefinitionFile): State {
  if (typeof startAt !== "string")
    throw new Refusal(`"startAt" takes the name of a state, not ${JSON.stringify(startAt)}.`);
  const found = machine.states.get(startAt) ?? [...machine.states.values()].find(({ path }) => path === startAt);
  if (found) return found;
  const inner = model.states.find((state) => state.name === startAt || state.path === startAt);
  const around = inner?.machine.owner;
  if (around)
    throw new Refusal(`"startAt": "${inner.name}" is within "${around.name}": an execution can begin at that one.`);
  const meant = closest(startAt, machine.states.keys());
  const wayOut = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  throw new Refusal(`"startAt" names no state of "${name}": "${startAt}".${wayOut}`);
}
