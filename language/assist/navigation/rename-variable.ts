import { isVariableName, jsonataFunctions } from "../../expressions/index.ts";
import type { StateMachine } from "../../model/index.ts";
import type { TextEdit } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { assignedIn, type NamedVariable, outerOf, placesOf } from "../place/named-variable.ts";
import { namedBy, type VariablePlace } from "./variable-places.ts";

/** The edits that rename a variable wherever it is named, or why the name can't be taken. */
export function renameVariable(
  document: Document,
  variable: NamedVariable,
  name: string,
): { readonly edits: readonly TextEdit[] } | { readonly problem: string } {
  const places = placesOf(document, variable);
  const problem = name === variable.name ? undefined : refusal(document, variable, places, name);
  if (problem !== undefined) return { problem };
  return { edits: places.map((place) => edit(document, place, name)) };
}

/** A key without quotes may need them under its new name: `true` is no text in YAML. */
function edit({ notation }: Document, { node, span, assigned, name: old }: VariablePlace, name: string): TextEdit {
  if (!assigned || !node.plain) return { span, newText: name };
  return { span: node.span, newText: notation.quote(name + node.value.slice(old.length)) };
}

function refusal(
  document: Document,
  variable: NamedVariable,
  places: readonly VariablePlace[],
  name: string,
): string | undefined {
  if (name === "") return "A variable needs a name.";
  if (name === "states") return 'The name "states" belongs to the language: choose another one.';
  if ([...name].length > 80) return "A variable's name has at most 80 characters.";
  if (!isVariableName(name))
    return `"${name}" is no name for a variable: begin with a letter, and use letters, digits and underscores only.`;
  const inJsonata = places.some(({ part }) => part.queryLanguage === "JSONata");
  if (inJsonata && jsonataFunctions.has(name))
    return `"$${name}" is a function of JSONata, which the variable would hide: choose another name.`;
  return (variable.scope && otherVariable(document, variable.scope, name)) ?? inExpression(places, name);
}

/** A variable of that name which the places could mean then, or which could mean them. */
function otherVariable({ model }: Document, scope: StateMachine, name: string): string | undefined {
  const taken = `A variable named "${name}" is there already: choose another name.`;
  const assigning = assignedIn(model);
  for (let at: StateMachine | undefined = scope; at; at = outerOf(at)) if (assigning.get(at)?.has(name)) return taken;
  for (const [machine, names] of assigning) {
    if (!names.has(name)) continue;
    for (let at: StateMachine | undefined = machine; at; at = outerOf(at)) if (at === scope) return taken;
  }
  return undefined;
}

/** An expression that names both would mean another thing. */
function inExpression(places: readonly VariablePlace[], name: string): string | undefined {
  for (const { node, part } of places) {
    for (const each of namedBy(part, name)) {
      if (each.node !== node || each.name !== name) continue;
      return each.local
        ? `An expression binds "$${name}" itself: choose another name.`
        : `The expression reads a variable "$${name}" already: choose another name.`;
    }
  }
  return undefined;
}
