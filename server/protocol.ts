import type { Position, Range } from "vscode-languageserver";
import type { GraphModel, Json, StateData, StatePath } from "../language/index.ts";

/** The server's own requests, by their methods: what they take and what they answer. Null where it isn't a definition. */
export interface StatecraftRequests {
  /** The definition as YAML where it is JSON, and the other way round; comments are kept. */
  readonly "statecraft/otherNotation": { readonly params: DocumentParams; readonly result: OtherNotationAnswer | null };
  /** The machine of a document as nodes and edges. */
  readonly "statecraft/graph": { readonly params: DocumentParams; readonly result: GraphAnswer | null };
  /** The same, and from then on (or no more) `statecraft/graphChanged` whenever it changed. */
  readonly "statecraft/subscribeGraph": { readonly params: SubscribeParams; readonly result: GraphAnswer | null };
  /** The innermost state around a position. */
  readonly "statecraft/stateAt": { readonly params: StateAtParams; readonly result: StatePath | null };
  /** The state machines of a template, with definitions of their own or in files; null for anything else. */
  readonly "statecraft/machines": { readonly params: MachinesParams; readonly result: MachinesAnswer | null };
  /** An input that has whatever the definition reads of it, as JSON text. */
  readonly "statecraft/sampleInput": { readonly params: DocumentParams; readonly result: string | null };
  /** Tells whether AWS Toolkit, which checks definitions too, is there now. */
  readonly "statecraft/besideToolkit": { readonly params: { readonly present: boolean }; readonly result: null };
  /** The expression around a position; null where there is none. */
  readonly "statecraft/expressionAt": { readonly params: StateAtParams; readonly result: ExpressionAnswer | null };
  /** What the expression around a position gives with some data. */
  readonly "statecraft/evaluate": { readonly params: EvaluateParams; readonly result: EvaluateAnswer | null };
  /** Takes what the data of a run looked like. */
  readonly "statecraft/shapes": { readonly params: ShapesOfRun; readonly result: null };
  /** Where a state stands. */
  readonly "statecraft/rangeOf": { readonly params: RangeOfParams; readonly result: StateRanges | null };
}

/** The server's own notifications, by their methods. */
export interface StatecraftNotifications {
  /** The graph of a subscribed document, after it changed. */
  readonly "statecraft/graphChanged": GraphAnswer;
}

export interface DocumentParams {
  readonly uri: string;
}

/** The data of a run by specimens: values of the same shape whose texts are empty and whose numbers are 0. */
export interface ShapesOfRun extends DocumentParams {
  readonly input?: Json;
  /** What states' work gave, by the states' paths. */
  readonly results?: { readonly [path: string]: Json };
}
/** The text in the other notation, or why there is none. */
export type OtherNotationAnswer =
  | { readonly languageId: "asl" | "asl-yaml"; readonly text: string }
  | { readonly problem: string };

export interface SubscribeParams extends DocumentParams {
  /** False ends the subscription. */
  readonly active: boolean;
  /** Which of several machines is wanted, by its path; the first one unless given, or where it doesn't exist. */
  readonly machine?: string;
}

export interface StateAtParams extends DocumentParams {
  readonly position: Position;
}

export interface MachinesParams extends DocumentParams {
  /** Where the user is. */
  readonly position?: Position;
}

export interface MachinesAnswer {
  /** Their logical ids, in the order of the text. */
  readonly names: readonly string[];
  /** The one around the position; null where none is. */
  readonly at: string | null;
}

export interface RangeOfParams extends DocumentParams {
  readonly path: StatePath;
}

/** The graph of one version of a document; without levels where it is too large for any panel. */
export interface GraphAnswer {
  readonly uri: string;
  readonly version: number;
  readonly graph: GraphModel;
  /** All machines of the document, by their paths, with the names that they have there. */
  readonly machines: readonly { readonly path: string; readonly name: string }[];
  /** The path of the machine that the graph shows. */
  readonly machine: string;
  /** Whether the document is a template, which holds or names definitions. */
  readonly isTemplate: boolean;
  /** Why the text can't be read or drawn completely, `Line 4: A comma is missing here.`; null where it can. */
  readonly problem: string | null;
}

/** A state's name, and all of it. */
export interface StateRanges {
  readonly name: Range;
  readonly state: Range;
}

/** An expression, and data of the shape that it needs. */
export interface ExpressionAnswer {
  /** The whole value that it stands in, with its quotes. */
  readonly range: Range;
  readonly source: string;
  readonly state: StatePath | null;
  readonly stateName: string;
  readonly sample: StateData;
}

export interface EvaluateParams extends StateAtParams {
  readonly data: StateData;
}

export type EvaluateAnswer =
  /** As JSON text. */
  | { readonly kind: "value"; readonly text: string }
  /** The expression is right, and names nothing. */
  | { readonly kind: "nothing"; readonly message: string }
  | { readonly kind: "error"; readonly message: string; readonly range: Range };
