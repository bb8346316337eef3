import { stateAt } from "../../assist/index.ts";
import { type Conversion, type ConversionOptions, convertMachine, convertState } from "../../convert/index.ts";
import type { State, StateMachine } from "../../model/index.ts";
import type { Caveat } from "../code-action.ts";
import type { Document } from "../document.ts";
import type { Refactorer, Refactoring } from "./refactoring.ts";

/** Machines with more states are converted for those who ask. */
const MOST_UNASKED = 50;

/**
 * From JSONPath to JSONata: one state, or the whole machine. Where some data would make a difference, there is a second
 * way that also keeps what becomes of them.
 */
export const convertLanguage: Refactorer = (document, { start: offset }, isAsked = true) => {
  const path = stateAt(document, offset);
  const state = path === undefined ? undefined : document.model.stateAt(path);
  const machine = state ? outermost(state) : machineAt(document, offset);
  const actions: Refactoring[] = [];
  if (state?.queryLanguage === "JSONPath") {
    actions.push(
      ...actionsOf(
        `"${state.name}"`,
        kept(state.node, (by) => convertState(document, state, by)),
      ),
    );
  }
  const isSmall = document.model.states.length <= MOST_UNASKED;
  if (machine?.queryLanguage === "JSONPath" && (isSmall || isAsked)) {
    const convert = (by: ConversionOptions) => convertMachine(document, machine, by);
    actions.push(...actionsOf("the state machine", kept(machine.node, convert)));
  }
  return actions;
};

function outermost(state: State): StateMachine {
  let { machine } = state;
  while (machine.owner) machine = machine.owner.machine;
  return machine;
}

function machineAt({ model }: Document, offset: number): StateMachine | undefined {
  return model.machines.find(({ node }) => node.span.start <= offset && offset <= node.span.end);
}

interface Conversions {
  readonly plain: Conversion;
  /** Undefined where the plain one is exact. */
  readonly exact?: Conversion;
}

/** Editors ask whenever the cursor moves; a conversion depends on the text alone. */
const made = new WeakMap<object, Conversions>();

function kept(node: object, convert: (by: ConversionOptions) => Conversion): Conversions {
  const known = made.get(node);
  if (known) return known;
  const plain = convert({ exact: false });
  const conversions = plain.ok && plain.caveats.length > 0 ? { plain, exact: convert({ exact: true }) } : { plain };
  made.set(node, conversions);
  return conversions;
}

function actionsOf(what: string, { plain, exact }: Conversions): readonly Refactoring[] {
  const title = `Convert ${what} to JSONata`;
  return [actionOf(title, plain, exact?.ok), ...(exact ? [actionOf(`${title}, ${CHECKED}`, exact)] : [])];
}

/** What the second way is called. */
const CHECKED = "with checks for unusual data";

function actionOf(title: string, conversion: Conversion, hasChecked = false): Refactoring {
  const kind = "refactor.rewrite.jsonata";
  if (!conversion.ok) return { title, kind, edits: () => undefined, disabled: conversion.problems[0]?.message ?? "" };
  const { edits, caveats } = conversion;
  if (caveats.length === 0) return { title, kind, edits: () => edits };
  return { title, kind, edits: () => edits, caveats, notice: noticeOf(caveats, hasChecked) };
}

/** The first difference, and how many more there are: all of them would be too much to read at once. */
function noticeOf(caveats: readonly Caveat[], hasChecked: boolean): string {
  const [first = "", ...others] = new Set(caveats.map(({ message }) => message));
  const choice = `choose "…, ${CHECKED}" to rule ${others.length === 0 ? "this" : "them"} out.`;
  if (others.length === 0) return `Converted. ${first}${hasChecked ? ` Else ${choice}` : ""}`;
  const more = `${others.length} more ${others.length === 1 ? "difference" : "differences"}`;
  return `Converted. ${first} ${more}${hasChecked ? `: ${choice}` : "."}`;
}
