import { evaluatedTexts, type Model, type Part, type StateMachine } from "../../model/index.ts";
import { stringValue, valueAt } from "../../syntax/index.ts";
import { type Span, touches } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { assignedBy, namedBy, namedIn, type VariablePlace } from "../navigation/variable-places.ts";

/** A variable that a place of a document names. */
export interface NamedVariable {
  readonly name: string;
  /** The place that was asked about. */
  readonly place: VariablePlace;
  /** The machine whose states assign it; undefined for a name that an expression of JSONata binds for itself. */
  readonly scope: StateMachine | undefined;
}

/** The variable whose name stands at an offset: as a key of an `Assign`, or in an expression. */
export function namedVariableAt({ model }: Document, offset: number): NamedVariable | undefined {
  const place = placeAtOffset(model, offset);
  if (!place) return undefined;
  const { name } = place;
  return { name, place, scope: place.local ? undefined : scopeOf(model, place) };
}

function placeAtOffset(model: Model, offset: number): VariablePlace | undefined {
  for (const part of model.parts) {
    // What an alias brings in stands, and is found, where its anchor is.
    if (!touches(part.node.span, offset)) continue;
    for (const place of assignedBy(part)) if (touches(place.span, offset)) return place;
    for (const text of evaluatedTexts(part)) {
      if (!touches(text.node.span, offset)) continue;
      const found = namedIn(text).find(({ span }) => touches({ start: span.start - 1, end: span.end }, offset));
      if (found) return found;
    }
  }
  return undefined;
}

/** Every place that means the same variable, in the order of the text. One text that is read twice is one place. */
export function placesOf({ model }: Document, { name, place, scope }: NamedVariable): readonly VariablePlace[] {
  const found = new Map<number, VariablePlace>();
  const add = (each: VariablePlace): void => {
    if (each.name === name && !found.has(each.span.start)) found.set(each.span.start, each);
  };
  if (place.local) {
    for (const each of namedBy(place.part, name))
      if (each.node === place.node && each.local?.id === place.local.id) add(each);
  } else {
    for (const part of model.parts) {
      if (!mayMean(part, scope)) continue;
      for (const each of [...assignedBy(part), ...namedBy(part, name)])
        if (!each.local && each.name === name && scopeOf(model, each) === scope) add(each);
    }
  }
  return [...found.values()].toSorted((a, b) => a.span.start - b.span.start);
}

/** Whether a part stands in a machine or in one within it. */
function mayMean({ machine }: Part, scope: StateMachine | undefined): boolean {
  for (let at: StateMachine | undefined = machine; at; at = at.owner?.machine) if (at === scope) return true;
  return false;
}

/**
 * The machine whose variable a place names: the innermost one around it that assigns the name, for branches and
 * iterations read what is assigned around them; where none does, the outermost one that they could read from. Child
 * executions of a distributed Map read nothing from outside. Reference, section 2.6.
 */
export function scopeOf(model: Model, { name, part, assigned }: VariablePlace): StateMachine {
  if (assigned) return part.machine;
  const assigning = assignedIn(model);
  let outermost = part.machine;
  for (let at: StateMachine | undefined = part.machine; at; at = outerOf(at)) {
    if (assigning.get(at)?.has(name)) return at;
    outermost = at;
  }
  return outermost;
}

/** The machine whose variables can be read in a machine besides its own. */
export function outerOf(machine: StateMachine): StateMachine | undefined {
  const mode = stringValue(valueAt(valueAt(machine.node, "ProcessorConfig"), "Mode"));
  return mode === "DISTRIBUTED" ? undefined : machine.owner?.machine;
}

const known = new WeakMap<Model, ReadonlyMap<StateMachine, ReadonlySet<string>>>();

/** The names of the variables that each machine's own states assign. */
export function assignedIn(model: Model): ReadonlyMap<StateMachine, ReadonlySet<string>> {
  const earlier = known.get(model);
  if (earlier) return earlier;
  const found = new Map<StateMachine, Set<string>>();
  for (const part of model.parts) {
    for (const { name } of assignedBy(part)) {
      const names = found.get(part.machine) ?? new Set();
      found.set(part.machine, names.add(name));
    }
  }
  known.set(model, found);
  return found;
}

/** The whole of a place: an assignment with its value, else the name alone. */
export const wholePlace = ({ assigned, span }: VariablePlace): Span => assigned?.span ?? span;
