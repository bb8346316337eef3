import { isTerminal, type StateMachine } from "../language/index.ts";
import type { Visit } from "./visit.ts";

/** The edge that leads into a machine's first state. Edges go by the same keys as in diagrams. */
export const startEdge = ({ path }: StateMachine): string => `${path}#start|start|0`;

/** The edge that leads out of a state to the end of its machine; undefined where none does. */
export function endEdge({ state, type }: Visit): string | undefined {
  return state && isTerminal(state) && type !== "Fail" ? `${state.path}|end|0` : undefined;
}

/**
 * The edge that a strand took from one visit to a state. A history doesn't tell which of several rules held that lead to
 * one state: the first one is taken then.
 */
export function edgeBetween(from: Visit, to: string): string | undefined {
  const { state } = from;
  const ways = state?.transitions.filter(({ name }) => name === to) ?? [];
  const caught = ways.filter(({ kind }) => kind === "catch");
  const plain = ways.filter(({ kind }) => kind !== "catch");
  const found = from.status === "caught" ? (catcherOf(from, caught) ?? plain[0]) : (plain[0] ?? caught[0]);
  return found && state && `${state.path}|${found.kind}|${found.order}`;
}

/** The catcher that lists the error, as far as its names are written down. */
function catcherOf<C extends { readonly source: { readonly members: readonly Member[] } }>(
  { error }: Visit,
  catchers: readonly C[],
): C | undefined {
  return catchers.find(({ source }) => matchesError(namesIn(source, "ErrorEquals"), error)) ?? catchers[0];
}

type Member = StateMachine["node"]["members"][number];

/** The texts in a field that lists some. */
export function namesIn({ members }: { readonly members: readonly Member[] }, field: string): readonly string[] {
  const value = members.find(({ key }) => key.value === field)?.value;
  if (value?.kind !== "array") return [];
  return value.items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
}

/** Whether a retrier or catcher that lists these names takes an error. Reference, section 8.1. */
export function matchesError(names: readonly string[], error: string | undefined): boolean {
  return names.some(
    (name) => name === "States.ALL" || name === error || (name === "States.TaskFailed" && error !== "States.Timeout"),
  );
}
