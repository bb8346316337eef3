import type { Program } from "../engine/index.ts";
import type { Model } from "../language/index.ts";
import { statesNamed } from "./state-breakpoints.ts";

/** What is wrong with such texts: some mean no state. */
export const unknownSkips = (program: Program, model: Model, texts: readonly string[]): readonly string[] =>
  texts
    .filter((text) => statesNamed(program, { model }, text).length === 0)
    .map((text) => `"skipStates": no state is meant by "${text}".`);

/** The paths of the states that some texts mean, and of those within them. */
export function skippedStates(program: Program, model: Model, texts: readonly string[]): ReadonlySet<string> {
  const named = texts.flatMap((text) => statesNamed(program, { model }, text).map(({ path }) => path));
  if (named.length === 0) return new Set();
  const within = [...program.states.keys()].filter((path) => named.some((outer) => path.startsWith(`${outer}/`)));
  return new Set([...named, ...within]);
}
