import type {
  IntrinsicCall,
  Json,
  JsonataExpression,
  JsonObject,
  JsonPath,
  QueryLanguage,
  Span,
  StateMachine,
  StatePath,
  StateType,
  Template,
} from "../language/index.ts";
import type { ChoiceRule } from "./states/choice-rule.ts";

/** A machine made ready to run: every expression parsed, every transition resolved. Immutable; made by `compile`. */
export interface Program {
  readonly machine: ProgramMachine;
  /** Every state of every machine. */
  readonly states: ReadonlyMap<StatePath, ProgramState>;
  /** After how many seconds the execution times out. */
  readonly timeoutSeconds?: number;
}

/** The definition itself, a branch, or an item processor. */
export interface ProgramMachine {
  readonly source: StateMachine;
  /** Undefined where `StartAt` names no state. */
  readonly start: ProgramState | undefined;
}

export interface ProgramState {
  readonly name: string;
  readonly path: StatePath;
  readonly type: StateType;
  readonly queryLanguage: QueryLanguage;
  /** What a Task state calls. */
  readonly resource?: string;
  /** What a Pass state gives, where it says so literally. */
  readonly result?: Json;
  /** Fields that set how the work is done and are written down: they need no phase. */
  readonly settings: JsonObject;
  /** What the state does, one thing after the other; every phase is a place where a debugger can stop. */
  readonly phases: readonly Phase[];
  /** The index of the phase that an attempt begins with: the one after `Enter`. */
  readonly firstOfAttempt: number;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
  /** The index of the phase that gives an error to whatever is around the state. */
  readonly throwAt: number;
  /** Branches, or the item processor. */
  readonly machines: readonly ProgramMachine[];
  /** What a Map state does for one item before its processor starts, as a state that is never entered. */
  readonly iteration?: ProgramState;
  /** What a Map state does to select one item, without running it: for items that go into batches, and for tests. */
  readonly selection?: ProgramState;
  /** Set for Map states that run their items as executions of their own. */
  readonly distributed?: Distributed;
  /** The label of a distributed Map. */
  readonly label?: string;
  readonly isIteration: boolean;
}

/** Where a phase stands in the text: its field, rule, retrier or catcher; the state's name for the others. */
interface Place {
  readonly span: Span;
  /** The phase that comes next, where it isn't the one after this. */
  readonly then?: number;
}

/** A value that is written down, found by a path, or computed. */
export type Source =
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "path"; readonly path: JsonPath }
  | { readonly kind: "intrinsic"; readonly call: IntrinsicCall }
  | { readonly kind: "template"; readonly template: Template };

/** One step of the data flow, of error handling or of the state's own work. Reference, sections 2.1 and 2.4. */
export type Phase = Place &
  (
    | { readonly kind: "Enter" }
    | { readonly kind: "InputPath"; readonly path: JsonPath | null }
    /** `Parameters`, or `Arguments` in JSONata. */
    | { readonly kind: "Parameters"; readonly field: "Parameters" | "Arguments"; readonly template: Template }
    /** A field that sets how the work is done: `TimeoutSeconds`, `MaxConcurrencyPath`, `Items`, `Credentials`, … */
    | { readonly kind: "Setting"; readonly field: string; readonly source: Source }
    /** Makes the token that the task's answer needs. */
    | { readonly kind: "Token" }
    | { readonly kind: "Work" }
    /** Gathers what branches or iterations gave. */
    | { readonly kind: "Join" }
    /** Tells how many items a Map state has. */
    | { readonly kind: "Begin" }
    /** The rule at `index`; when it holds, the machine goes on with the phase `holds`. */
    | { readonly kind: "Rule"; readonly index: number; readonly condition: Condition; readonly holds: number }
    /** No rule holds. */
    | { readonly kind: "Default"; readonly exists: boolean }
    | { readonly kind: "ResultSelector"; readonly template: Template }
    | { readonly kind: "ResultPath"; readonly path: JsonPath | null }
    /** `owner` is empty for the state's own, else `Choices[0]/` or `Catch[0]/`. */
    | { readonly kind: "Assign"; readonly owner: string; readonly template: Template }
    | { readonly kind: "Output"; readonly owner: string; readonly template: Template }
    | { readonly kind: "OutputPath"; readonly path: JsonPath | null }
    | { readonly kind: "Exit"; readonly to: Target }
    | { readonly kind: "Retry"; readonly index: number }
    | { readonly kind: "Catch"; readonly index: number }
    | { readonly kind: "Throw" }
    /** What a Map state does for one item before its processor starts. */
    | { readonly kind: "ItemSelector"; readonly template: Template }
    | { readonly kind: "Iteration" }
    /** The end of what selects an item of a batch. */
    | { readonly kind: "Selected" }
    /** Begins a Map Run; reads its items; selects those that go into batches; makes the batches. */
    | { readonly kind: "MapRun" }
    | { readonly kind: "ItemReader" }
    | { readonly kind: "Selection" }
    | { readonly kind: "ItemBatcher" }
    /** Writes or lays out the results; ends the Map Run. */
    | { readonly kind: "ResultWriter" }
    | { readonly kind: "MapRunEnd" }
    /** A field whose text can't be read: the service would refuse the definition. */
    | { readonly kind: "Broken"; readonly field: string; readonly problem: string }
  );

export type PhaseKind = Phase["kind"];

/** How a distributed Map reads its items and writes its results. Reference, section 7.7. */
export interface Distributed {
  /** Whether its child executions are of the type EXPRESS. */
  readonly isExpress: boolean;
  readonly reader?: { readonly resource: string; readonly config: JsonObject };
  readonly writer?: { readonly resource: string | undefined; readonly config: JsonObject };
}

export type Condition =
  | { readonly kind: "rule"; readonly rule: ChoiceRule }
  | { readonly kind: "expression"; readonly expression: JsonataExpression }
  | { readonly kind: "literal"; readonly holds: boolean };

/** Where a state goes: to another state, to the end of its machine, or nowhere, which fails at run time. */
export type Target =
  | { readonly kind: "state"; readonly state: ProgramState }
  | { readonly kind: "end" }
  | { readonly kind: "nowhere"; readonly name: string };

/** Reference, section 8.3. */
export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: boolean;
  /** The index of its phase. */
  readonly at: number;
}

/** Reference, section 8.4. */
export interface Catcher {
  readonly errorEquals: readonly string[];
  /** The index of its first phase. */
  readonly at: number;
}
