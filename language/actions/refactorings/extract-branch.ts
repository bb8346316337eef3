import type { State, StateMachine, Transition } from "../../model/index.ts";
import {
  type EditsOrNone,
  member,
  memberSpan,
  type ObjectNode,
  reindented,
  type SyntaxNode,
  stringValue,
  valueAt,
} from "../../syntax/index.ts";
import { applyEdits, type Json, pointerSteps, type TextEdit } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { together } from "../fixes/problem.ts";
import { difference, type Refactorer } from "./refactoring.ts";
import { selectedStates } from "./selection.ts";

/** Moves the selected states into the branch of a new Parallel state, which takes their place. */
export const extractBranch: Refactorer = (document, range) => {
  const chosen = selectedStates(document, range);
  const plan = planOf(document, chosen);
  if (!plan) return [];
  const what = chosen.length === 1 ? `"${chosen[0]?.name}"` : `${chosen.length} states`;
  return [
    { title: `Move ${what} into a Parallel state`, kind: "refactor.extract", edits: () => extracted(document, plan) },
  ];
};

interface Plan {
  readonly machine: StateMachine;
  readonly states: readonly State[];
  readonly entry: State;
  /** Where the Parallel state goes on; undefined where it ends. */
  readonly exit: State | undefined;
  readonly name: string;
}

/** States that stand one after another, are entered at one of them, and are left to one state, or end. */
function planOf({ model }: Document, states: readonly State[]): Plan | undefined {
  const [first] = states;
  if (!first || states.some((state) => !state.type)) return undefined;
  const { machine } = first;
  const all = [...machine.states.values()];
  const start = all.indexOf(first);
  if (states.some((state, index) => all[start + index] !== state)) return undefined;
  // What is assigned in a branch is gone after it.
  if (states.some((state) => member(state.node, "Assign") || hasAssigningCatch(state))) return undefined;
  const inside = new Set(states);
  const outside = all.filter((state) => !inside.has(state));
  const entries = [...(machine.startAt ? [machine.startAt] : []), ...outside.flatMap((state) => state.transitions)];
  const entered = new Set(entries.flatMap(({ target }) => (target && inside.has(target) ? [target] : [])));
  const ways = states.flatMap((state) => state.transitions);
  const exits = new Set(ways.flatMap(({ target }) => (target && inside.has(target) ? [] : [target])));
  const [entry] = entered;
  const [exit] = exits;
  if (entered.size !== 1 || !entry || exits.size > 1 || exits.has(undefined)) return undefined;
  const ends = states.some(({ type, node }) => type === "Succeed" || member(node, "End"));
  if (ends && exit) return undefined;
  const taken = new Set(model.states.map(({ name }) => name));
  let name = "Parallel";
  for (let number = 2; taken.has(name); number++) name = `Parallel ${number}`;
  return { machine, states, entry, exit, name };
}

const hasAssigningCatch = (state: State): boolean => {
  const list = state.field("Catch");
  return list?.kind === "array" && list.items.some((catcher) => valueAt(catcher, "Assign") !== undefined);
};

/** The key that marks where the states go; no state is named like that. */
const PLACE = "statecraft:here";

function extracted(document: Document, plan: Plan): readonly TextEdit[] | undefined {
  const rewired = applied(document, rewiring(document, plan));
  const block = rewired && statesOf(rewired, plan);
  const names = new Set(plan.states.map(({ name }) => name));
  const members = block?.members.filter(({ key }) => names.has(key.value)) ?? [];
  const [first, last] = [members[0], members.at(-1)];
  if (!rewired || !block || !first || !last) return undefined;
  const { edits } = rewired.notation;
  const moved = edits.membersText(rewired, block, first, last);
  const added =
    moved && applied(rewired, edits.insertMembers(rewired, block, [[plan.name, parallel(plan)]], { after: last }));
  const around = added && statesOf(added, plan);
  const own = around && member(around, plan.name);
  const branches = own && valueAt(own.value, "Branches");
  const inner = branches?.kind === "array" ? valueAt(branches.items[0], "States") : undefined;
  const place = inner && member(inner, PLACE);
  if (!moved || !added || !own || !place) return undefined;
  const { start, end } = memberSpan(place);
  const filled = reindented(moved, added.text, start);
  const text = added.text;
  const after = text.slice(0, moved.span.start) + text.slice(own.key.span.start, start) + filled + text.slice(end);
  return difference(document.text, after);
}

function parallel({ entry, exit, states, name }: Plan): Json {
  const done: { [name: string]: Json } = leavesByRule(states, exit) ? { [`${name} done`]: { Type: "Succeed" } } : {};
  const first = states[0]?.queryLanguage ?? "JSONPath";
  const machine: Json = { StartAt: entry.name, States: { ...done, [PLACE]: 0 } };
  const isOwn = first !== states[0]?.machine.queryLanguage;
  return {
    Type: "Parallel",
    ...(isOwn && { QueryLanguage: first }),
    Branches: [machine],
    // Without it the next state would get a list with the one branch's output.
    ...(first === "JSONata" ? { Output: "{% $states.result[0] %}" } : { OutputPath: "$[0]" }),
    ...(exit ? { Next: exit.name } : { End: true }),
  };
}

const leaving = (states: readonly State[], exit: State | undefined): readonly Transition[] =>
  states.flatMap(({ transitions }) => transitions.filter(({ target }) => exit && target === exit));

/** Rules and catchers can't end a branch themselves: they lead to a state that does. */
const leavesByRule = (states: readonly State[], exit: State | undefined): boolean =>
  leaving(states, exit).some(({ kind }) => kind !== "next");

/** What led to the states leads to the Parallel state; what led out of them ends the branch. */
function rewiring(document: Document, { machine, states, entry, exit, name }: Plan): EditsOrNone {
  const { edits } = document.notation;
  const inside = new Set(states);
  const outside = [...machine.states.values()].filter((state) => !inside.has(state));
  const entries = [...(machine.startAt ? [machine.startAt] : []), ...outside.flatMap((state) => state.transitions)];
  const entering = entries.filter(({ target }) => target === entry);
  return together(
    ...entering.map(({ node }) => edits.replaceValue(document, node, name)),
    ...leaving(states, exit).map(({ kind, node, source }) => {
      if (kind !== "next") return edits.replaceValue(document, node, `${name} done`);
      const next = member(source, "Next");
      return (
        next && together(edits.renameKey(document, next.key, "End"), edits.replaceValue(document, next.value, true))
      );
    }),
  );
}

type Text = Pick<Document, "text" | "tree" | "notation">;

function applied(document: Text, edits: EditsOrNone): Text | undefined {
  if (!edits) return undefined;
  const text = applyEdits(document.text, edits);
  return { text, tree: document.notation.parse(text), notation: document.notation };
}

/** The `States` of the plan's machine in another version of the text. */
function statesOf({ tree }: Text, { machine }: Plan): ObjectNode | undefined {
  let node: SyntaxNode | undefined = tree.root;
  for (const step of pointerSteps(machine.path)) {
    node = node?.kind === "array" ? node.items[Number(step)] : valueAt(node, step);
  }
  const states = valueAt(node, "States");
  return states?.kind === "object" && stringValue(states) === undefined ? states : undefined;
}
