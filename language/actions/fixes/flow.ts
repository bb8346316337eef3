import { reachableStates, type State } from "../../model/index.ts";
import type { Member, ObjectNode } from "../../syntax/index.ts";
import type { Json } from "../../text/index.ts";
import {
  type Fix,
  type Fixer,
  fix,
  freeName,
  insert,
  member,
  type Problem,
  remove,
  replace,
  stateAfter,
  statePlace,
  together,
  told,
  valueAt,
} from "./problem.ts";

/** Adds the state that a transition names, after the state that it comes from. */
export const createState: Fixer = (problem) => {
  const name = told(problem, "name");
  const { part } = problem;
  if (!name || !part) return [];
  const states = valueAt(part.machine.node, "States");
  if (states?.kind !== "object") return [];
  // The machine of a branch or processor is the part's own; of a state's fields the one around it.
  const owner = part.state && part.state.machine === part.machine ? part.state : undefined;
  const place = owner && statePlace(owner);
  const after = place ? { after: place.member } : "first";
  const edits = insert(problem, states, [[name, newState(owner)]], after);
  return fix(`Create the state "${name}"`, edits, told(problem, "suggestion") ? {} : { preferred: true });
};

/** A state that goes on where the text does. */
function newState(before: State | undefined): Json {
  const next = before && stateAfter(before);
  return next ? { Type: "Pass", Next: next.name } : { Type: "Pass", End: true };
}

/** Leads a Choice state on when no rule holds: to the state after it, or to a new one that fails. */
export const addDefault: Fixer = (problem) => {
  const state = stateOf(problem);
  if (!state) return [];
  const named = [...state.machine.states.values()].filter((each) => each !== state);
  const after = stateAfter(state);
  const next = after && named.includes(after) ? after : named[0];
  const existing = next
    ? fix(`Add "Default": "${next.name}"`, insert(problem, state.node, [["Default", next.name]]))
    : [];
  const place = statePlace(state);
  const name = freeName(problem, "NoRuleHolds");
  const failing: Json = { Type: "Fail", Error: "NoRuleHolds", Cause: `No rule of "${state.name}" holds.` };
  const edits =
    place &&
    together(
      insert(problem, state.node, [["Default", name]]),
      insert(problem, place.states, [[name, failing]], { after: place.member }),
    );
  return [...existing, ...fix('Add "Default" with a new Fail state', edits, { preferred: true })];
};

/** Deletes a state that nothing leads to, or leads the state before it there. */
export const linkOrDelete: Fixer = (problem) => {
  const state = stateOf(problem);
  const place = state && statePlace(state);
  if (!state || !place) return [];
  const states = [...state.machine.states.values()];
  const before = states[states.indexOf(state) - 1];
  const deleted = fix(`Delete the state "${state.name}"`, remove(problem, place.states, [place.member]));
  const isReached = before && reachableStates(state.machine).has(before);
  return [...(isReached ? linked(problem, before, state) : []), ...deleted];
};

function linked(problem: Problem, from: State, to: State): readonly Fix[] {
  const title = `Lead "${from.name}" to "${to.name}"`;
  if (ENDING.includes(from.type) || member(from.node, "Next")) return [];
  if (from.type === "Choice") {
    return member(from.node, "Default") ? [] : fix(title, insert(problem, from.node, [["Default", to.name]]));
  }
  const end = member(from.node, "End");
  return fix(title, end ? endToNext(problem, end, to.name) : insert(problem, from.node, [["Next", to.name]]));
}

const ENDING: readonly unknown[] = ["Succeed", "Fail"];

const endToNext = ({ document }: Problem, end: Member, name: string) =>
  together(
    document.notation.edits.renameKey(document, end.key, "Next"),
    document.notation.edits.replaceValue(document, end.value, name),
  );

/** `"End": false` says nothing: it goes, or becomes true where nothing else leads on. */
export const endIsTrue: Fixer = (problem) => {
  const { node, holder, member: held } = problem;
  if (!holder || !held) return [];
  const goesOn = member(holder, "Next") !== undefined;
  return [
    ...fix('Delete "End"', remove(problem, holder, [held]), goesOn ? { preferred: true, safe: true } : {}),
    ...(goesOn ? [] : fix('Change to "End": true', replace(problem, node, true), { preferred: true })),
  ];
};

/** States that end anyway, or whose rules say where they go. */
const ENDLESS: readonly unknown[] = ["Choice", "Succeed", "Fail"];

/** Lets the last state of a machine end it. */
export const addEnd: Fixer = (problem) => {
  const { part } = problem;
  const last = part && [...reachableStates(part.machine)].findLast(({ type }) => !ENDLESS.includes(type));
  if (!last) return [];
  const next = member(last.node, "Next");
  const edits = next
    ? together(
        problem.document.notation.edits.renameKey(problem.document, next.key, "End"),
        replace(problem, next.value, true),
      )
    : insert(problem, last.node, [["End", true]]);
  return fix(`Let "${last.name}" end here`, edits);
};

/** The state whose name is marked, or that holds what is marked. */
export function stateOf({ document, found, part }: Problem): State | undefined {
  return document.model.states.find(({ nameNode }) => nameNode.span.start === found.span.start) ?? part?.state;
}

/** Adds a state to `States` without any: the one that `StartAt` names. */
export const addFirstState: Fixer = (problem) => {
  const { part } = problem;
  const states = part && valueAt(part.node, "States");
  const start = part && valueAt(part.node, "StartAt");
  if (!states || (states.kind === "object" && states.members.length > 0)) return [];
  const name = start?.kind === "string" && start.value ? start.value : freeName(problem, "First");
  const first: Json = { Type: "Pass", End: true };
  const edits =
    states.kind === "object"
      ? insert(problem, states as ObjectNode, [[name, first]])
      : replace(problem, states, { [name]: first });
  return fix(`Add a state "${name}"`, edits, { preferred: true });
};

/** Gives a state that shares its name with another one a name of its own; what leads to it follows. */
export const renameState: Fixer = (problem) => {
  const state = stateOf(problem);
  const place = state && statePlace(state);
  if (!state || !place) return [];
  const name = freeName(problem, state.name.slice(0, 70));
  const { edits } = problem.document.notation;
  const naming = [
    ...(state.machine.startAt ? [state.machine.startAt] : []),
    ...[...state.machine.states.values()].flatMap((each) => each.transitions),
  ];
  const others = naming.filter((reference) => reference.target === state);
  return fix(
    `Rename to "${name}"`,
    together(
      edits.renameKey(problem.document, place.member.key, name),
      ...others.map(({ node }) => replace(problem, node, name)),
    ),
  );
};

/** A name of at most 80 characters; what leads to the state follows. */
export const shortenName: Fixer = (problem) => {
  const state = stateOf(problem);
  const place = state && statePlace(state);
  if (!state || !place) return [];
  const name = freeName(problem, [...state.name].slice(0, 78).join("").trim());
  const naming = [
    ...(state.machine.startAt ? [state.machine.startAt] : []),
    ...[...state.machine.states.values()].flatMap((each) => each.transitions),
  ];
  const others = naming.filter((reference) => reference.target === state);
  const { edits } = problem.document.notation;
  return fix(
    "Shorten the name to 80 characters",
    together(
      edits.renameKey(problem.document, place.member.key, name),
      ...others.map(({ node }) => replace(problem, node, name)),
    ),
  );
};

/** Quotes a name that older readers of YAML take for true or false. */
export const quoteName: Fixer = ({ found, document }) => {
  const { start, end } = found.span;
  const text = document.text.slice(start, end);
  return fix("Put it into quotes", [{ span: found.span, newText: `"${text}"` }], { preferred: true, safe: true });
};

/** `Next` of a Choice state was probably meant for when no rule holds. */
export const nextToDefault: Fixer = (problem) => {
  const { member: held, holder, part } = problem;
  if (part?.state?.type !== "Choice" || held?.key.value !== "Next" || !holder || member(holder, "Default")) return [];
  const edits = problem.document.notation.edits.renameKey(problem.document, held.key, "Default");
  return fix('Rename to "Default"', edits, { preferred: true });
};
