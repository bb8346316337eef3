import {
  closest,
  isJsonObject,
  type Json,
  type JsonataUses,
  type JsonObject,
  type JsonPath,
} from "../language/index.ts";

/** What an expression of a person starts from. */
export interface Known {
  /** Variables by their names without `$`; `states` is one of them in JSONata. */
  readonly variables: JsonObject;
  readonly input?: Json;
  readonly context?: Json;
}

/** The first name in an expression that nothing has, as a sentence; undefined where all of them are there. */
export function absentInJsonata({ variables: uses }: JsonataUses, { variables }: Known): string | undefined {
  for (const { name, names, isLocal } of uses) {
    if (isLocal) continue;
    if (!Object.hasOwn(variables, name)) return noVariable(name, variables);
    const absent = absentMember(
      `$${name}`,
      variables[name],
      names.map((each) => each.name),
    );
    if (absent !== undefined) return absent;
  }
  return undefined;
}

/** The same for a path. */
export function absentInPath({ root, keys }: JsonPath, { variables, input, context }: Known): string | undefined {
  if (root.kind === "variable") {
    if (!Object.hasOwn(variables, root.name)) return noVariable(root.name, variables);
    return absentMember(`$${root.name}`, variables[root.name], keys ?? []);
  }
  if (root.kind === "context") return absentMember("$$", context, keys ?? []);
  return root.kind === "input" ? absentMember("$", input, keys ?? []) : undefined;
}

function noVariable(name: string, variables: JsonObject): string {
  const meant = closest(name, Object.keys(variables));
  return `There is no variable "$${name}" here.${meant === undefined ? "" : ` Did you mean "$${meant}"?`}`;
}

/** Follows names into a value, up to the first object that doesn't have the next one. */
function absentMember(from: string, value: Json | undefined, names: readonly (string | number)[]): string | undefined {
  let [at, way] = [value, from];
  for (const name of names) {
    if (typeof name === "number" ? !Array.isArray(at) : !isJsonObject(at)) return undefined;
    const next: Json | undefined = Object.hasOwn(at as object, name) ? (at as JsonObject)[name] : undefined;
    if (next === undefined && typeof name === "string") {
      const meant = closest(name, Object.keys(at as JsonObject));
      return `There is no "${name}" in "${way}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`;
    }
    at = next;
    way += typeof name === "number" ? `[${name}]` : `.${name}`;
  }
  return undefined;
}
