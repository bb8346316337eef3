import { referencesTo, type StateMachine } from "../../model/index.ts";
import { member } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { machineTitle } from "../navigation/symbols.ts";

/** Something that can be done about a part of a document, shown above it. */
export type CodeLens =
  /** How often a state is named, and where. */
  | { readonly kind: "references"; readonly span: Span; readonly path: string }
  /** An execution can begin at a state of the machine itself. */
  | { readonly kind: "state"; readonly span: Span; readonly machine: string | undefined; readonly path: string }
  /** A machine can be run, debugged: above its first line. Of a template its name there. */
  | { readonly kind: "machine"; readonly span: Span; readonly machine: string | undefined };

/** The lenses of a document. What they say is found out when they are seen. */
export function codeLensesOf({ model }: Document): readonly CodeLens[] {
  const machines = model.machines.flatMap(({ node, path }): readonly CodeLens[] => {
    if (!member(node, "StartAt")) return [];
    const { start } = node.span;
    return [{ kind: "machine", span: { start, end: start }, machine: titleOf({ path }) }];
  });
  const seen = new Set<number>();
  const states = model.states.flatMap(({ nameNode: { span }, path, machine }): readonly CodeLens[] => {
    if (seen.has(span.start)) return [];
    seen.add(span.start);
    const references: CodeLens = { kind: "references", span, path };
    if (machine.owner) return [references];
    return [references, { kind: "state", span, machine: titleOf(machine), path }];
  });
  return [...machines, ...states];
}

/** Of a machine in a template its name there. */
const titleOf = ({ path }: Pick<StateMachine, "path">): string | undefined =>
  path === "" ? undefined : machineTitle(path);

/** The places that lead to a state, for its lens. */
export function placesLeadingTo({ model }: Document, path: string): readonly Span[] {
  const state = model.states.find((each) => each.path === path);
  return state ? referencesTo(state).map(({ node }) => node.span) : [];
}
