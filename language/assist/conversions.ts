import { type Conversion, convertMachine, convertState } from "../convert/index.ts";
import type { State, StateMachine } from "../model/index.ts";
import type { Document } from "./document.ts";
import { stateAt } from "./state-at.ts";

/** A conversion to JSONata that can be made at a place. */
export interface ConversionOffer {
  /** Such as `Convert "Pay" to JSONata`. */
  readonly title: string;
  readonly scope: "state" | "machine";
  /** Whether the result also does the same with data that are missing or of an unexpected type. */
  readonly exact: boolean;
  /** Made when it is asked for. */
  conversion(): Conversion;
}

/** What may be converted from JSONPath to JSONata at an offset: the state there, and its whole machine. */
export function conversionsAt(document: Document, offset: number): readonly ConversionOffer[] {
  const path = stateAt(document, offset);
  const state = path === undefined ? undefined : document.model.stateAt(path);
  const machine = state ? outermost(state) : machineAt(document, offset);
  const offers: ConversionOffer[] = [];
  if (state?.queryLanguage === "JSONPath") {
    offers.push(...bothWays("state", `"${state.name}"`, (exact) => convertState(document, state, { exact })));
  }
  if (machine?.queryLanguage === "JSONPath") {
    offers.push(...bothWays("machine", "the state machine", (exact) => convertMachine(document, machine, { exact })));
  }
  return offers;
}

function bothWays(
  scope: ConversionOffer["scope"],
  what: string,
  convert: (exact: boolean) => Conversion,
): readonly ConversionOffer[] {
  return [
    { title: `Convert ${what} to JSONata`, scope, exact: false, conversion: () => convert(false) },
    { title: `Convert ${what} to JSONata, exactly`, scope, exact: true, conversion: () => convert(true) },
  ];
}

function outermost(state: State): StateMachine {
  let { machine } = state;
  while (machine.owner) machine = machine.owner.machine;
  return machine;
}

function machineAt({ model }: Document, offset: number): StateMachine | undefined {
  return model.machines.find(({ node }) => node.span.start <= offset && offset <= node.span.end);
}
