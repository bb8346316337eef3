import { referencesTo } from "../../model/index.ts";
import { member, valueAt } from "../../syntax/index.ts";
import { together } from "../fixes/problem.ts";
import type { Refactorer } from "./refactoring.ts";
import { stateAround } from "./selection.ts";

/** What a Pass state may have that does nothing. */
const IDLE = ["Type", "Comment", "Next", "QueryLanguage"];

/** Takes a Pass state out that does nothing: what led to it leads to the state after it. */
export const inlineState: Refactorer = (document, { start }) => {
  const state = stateAround(document, start);
  const next = state?.transitions.find(({ kind }) => kind === "next")?.target;
  const states = state && valueAt(state.machine.node, "States");
  const own = states && state && member(states, state.name);
  if (state?.type !== "Pass" || !next || next === state || states?.kind !== "object" || !own) return [];
  if (state.node.members.some(({ key }) => !IDLE.includes(key.value))) return [];
  const { edits } = document.notation;
  const make = () =>
    together(
      ...referencesTo(state).map(({ node }) => edits.replaceValue(document, node, next.name)),
      edits.removeMembers(document, states, [own]),
    );
  return [{ title: `Take "${state.name}" out: lead on to "${next.name}"`, kind: "refactor.inline", edits: make }];
};
