import {
  type EvaluatedText,
  evaluatedTexts,
  isPlaceholder,
  type Model,
  mayReadVariables,
  type State,
  type VariableRead,
  variableReads,
} from "../model/index.ts";
import { valueAt } from "../syntax/index.ts";

/** A place that reads a variable. */
export interface Read extends VariableRead {
  readonly text: EvaluatedText;
  readonly state: State;
}

/** What a document reads: for sure, and perhaps. */
export interface Reads {
  /** In the order of the text. */
  readonly certain: readonly Read[];
  /** Names after a `$` in texts that can't be read as they are: half typed, or filled in by a template. */
  readonly possible: ReadonlySet<string>;
  /** Which variables a state asks for whether they have a value: `$exists($x)`, `IsPresent`. */
  readonly tested: ReadonlyMap<State, ReadonlySet<string>>;
}

export function readsOf({ parts }: Model): Reads {
  const certain: Read[] = [];
  const possible = new Set<string>();
  const tested = new Map<State, Set<string>>();
  for (const part of parts) {
    const { state } = part;
    if (!state) continue;
    for (const text of evaluatedTexts(part)) {
      const reads = variableReads(text);
      if (reads.length === 0 && !mayReadVariables(text.node.value)) continue;
      if (reads.length === 0 || isPlaceholder(text.node)) addNames(text.node.value, possible);
      for (const read of reads) {
        const isTested = read.isTested || isPresenceTest(text);
        const { name, span, names, isFunction } = read;
        certain.push({ name, span, names, isTested, isFunction, text, state });
        if (isTested) tested.set(state, (tested.get(state) ?? new Set()).add(read.name));
      }
    }
  }
  return { certain, possible, tested };
}

const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/uy;

function addNames(text: string, to: Set<string>): void {
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", at + 1)) {
    NAME.lastIndex = at + 1;
    const [name] = NAME.exec(text) ?? [];
    if (name !== undefined) to.add(name);
  }
}

/** Whether a text is the `Variable` of a comparison that holds or doesn't, whether or not there is a value. */
function isPresenceTest({ part, field }: EvaluatedText): boolean {
  return field === "Variable" && valueAt(part.node, "IsPresent") !== undefined;
}

/** Whether a read stands in the assignment that sets the same variable, as in a counter. */
export function isOwnUpdate({ text, name }: Read): boolean {
  const { spec, steps, member } = text;
  if (spec.type !== "assignments") return false;
  let first = steps?.step ?? member.key.value;
  for (let at = steps; at; at = at.before) first = at.step;
  return first === name || (text.part.queryLanguage === "JSONPath" && first === `${name}.$`);
}

/** The part's own assignment of that name, which the read doesn't see yet. */
export function assignedBeside({ text, name }: Read): boolean {
  const assign = valueAt(text.part.node, "Assign");
  if (assign?.kind !== "object") return false;
  return assign.members.some(({ key }) => key.value === name || key.value === `${name}.$`);
}
