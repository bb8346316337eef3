import { hasPlaceholder, type State, type StateMachine } from "../../model/index.ts";
import type { Span, TextEdit } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { namedStateAt, placesNaming } from "../place/named-state.ts";
import { namedVariableAt } from "../place/named-variable.ts";
import { renameVariable } from "./rename-variable.ts";

/** Either the edits of a renaming, or why the name can't be taken. */
export type Renaming =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly problem: string };

/** What may be renamed at an offset: the text that is asked for, and its place. */
export function renameableAt(
  document: Document,
  offset: number,
): { readonly span: Span; readonly name: string } | undefined {
  const found = namedStateAt(document, offset);
  if (found) return { span: found.node.span, name: found.state.name };
  const variable = namedVariableAt(document, offset);
  return variable && { span: variable.place.span, name: variable.name };
}

/** Renames the state or the variable that is named at an offset, wherever it is named. */
export function rename(document: Document, offset: number, name: string): Renaming | undefined {
  const state = namedStateAt(document, offset)?.state;
  if (state) {
    const problem = refusal(document, state, name);
    if (problem) return { ok: false, problem };
    const newText = document.notation.quote(name);
    return { ok: true, edits: placesNaming(state).map(({ span }) => ({ span, newText })) };
  }
  const variable = namedVariableAt(document, offset);
  if (!variable) return undefined;
  // In expressions the name stands after a "$", which people type as well.
  const renamed = renameVariable(document, variable, name.replace(/^\$/, ""));
  return "problem" in renamed ? { ok: false, ...renamed } : { ok: true, ...renamed };
}

/** The state that is named at an offset, with the path of the machine that it is part of, which stands on its own. */
export function renamedStateAt(
  document: Document,
  offset: number,
): { readonly name: string; readonly machine: string } | undefined {
  const state = namedStateAt(document, offset)?.state;
  return state && { name: state.name, machine: outermost(state).path };
}

function outermost(state: State): StateMachine {
  let { machine } = state;
  while (machine.owner) machine = machine.owner.machine;
  return machine;
}

function refusal({ model }: Document, renamed: State, name: string): string | undefined {
  if (name === "") return "A state needs a name.";
  if ([...name].length > 80 && !hasPlaceholder(name)) return "A state's name has at most 80 characters.";
  const own = outermost(renamed);
  const others = model.states.filter((state) => state.name === name && outermost(state) === own);
  const isTaken = name !== renamed.name && others.length > 0;
  return isTaken ? `A state named "${name}" is there already: names are unique in the whole state machine.` : undefined;
}
