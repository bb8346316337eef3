import type { QueryLanguage, StateType } from "../spec/index.ts";
import type { ObjectNode, SyntaxNode } from "../syntax/index.ts";

/**
 * The JSON Pointer of a state in its document, `/States/Order/Branches/0/States/Pay`: the one identity that editor,
 * diagram, engine, debugger and breakpoints share.
 */
export type StatePath = string & { readonly __path: never };

/** A machine: the definition itself, a branch of a Parallel state, or what a Map state runs for each item. */
export interface StateMachine {
  readonly node: ObjectNode;
  /** The JSON Pointer of the machine in its document: empty for the definition itself. */
  readonly path: string;
  /** The Parallel or Map state around it. */
  readonly owner: State | undefined;
  /** The language of states that name none: of the outermost machine (reference, section 1.2). */
  readonly queryLanguage: QueryLanguage;
  readonly startAt: Reference | undefined;
  /** In the order of the text; of two states of one name the last. */
  readonly states: ReadonlyMap<string, State>;
}

export interface State {
  readonly name: string;
  readonly path: StatePath;
  /** Undefined where the text names none, or none that exists. */
  readonly type: StateType | undefined;
  readonly node: ObjectNode;
  /** The name as it stands in `States`. */
  readonly nameNode: SyntaxNode;
  readonly machine: StateMachine;
  readonly queryLanguage: QueryLanguage;
  /** Every way out, in the order of the text: rules, `Default`, `Next`, catchers. */
  readonly transitions: readonly Transition[];
  /** Branches, or the item processor. */
  readonly children: readonly StateMachine[];
  field(name: string): SyntaxNode | undefined;
}

/** A place that names a state of the same `States`. */
export interface Reference {
  readonly name: string;
  readonly node: SyntaxNode;
  /** Undefined where no such state exists. */
  readonly target: State | undefined;
}

export interface Transition extends Reference {
  readonly from: State;
  readonly kind: "next" | "choice" | "default" | "catch";
  /** The index of the rule or the catcher; 0 for `Next` and `Default`. */
  readonly order: number;
  /** The rule or catcher that holds the reference; the state itself for `Next` and `Default`. */
  readonly source: ObjectNode;
}
