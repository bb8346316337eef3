import type { StatePath } from "../model/index.ts";
import type { StateType } from "../spec/index.ts";

/**
 * A machine as nodes and edges, without layout or pixels: plain data that travels between processes as JSON. Each machine,
 * branch and item processor is a level of its own; edges never leave their level.
 */
export interface GraphModel {
  /** Outer levels before inner ones; the first is the machine itself. Empty where nothing can be drawn. */
  readonly levels: readonly GraphLevel[];
}

export interface GraphLevel {
  /** The JSON Pointer of the machine: "" or "/States/Order/Branches/0". */
  readonly id: string;
  /** The Parallel or Map state around it; of several levels with one owner the first is its first branch. */
  readonly owner?: StatePath;
  /** The start, the states in the order of the text, missing targets, the end. */
  readonly nodes: readonly GraphNode[];
  /** In the order of their states; of one state its rules, `Default`, `Next`, the end, its catchers. */
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /**
   * A state's path; `<level>#start` and `<level>#end` for the ends, `<path>#end` for that of a state that nothing leads to; a
   * path without a state for a missing target;
   * `<path>#2` for a state whose name a later one took.
   */
  readonly id: string;
  /** `missing`: a transition's target that doesn't exist. `unknown`: a state whose `Type` doesn't exist. */
  readonly type: StateType | "start" | "end" | "missing" | "unknown";
  readonly label: string;
  /** A second, smaller line: "Lambda invoke · orders-fn", "30 s", "OrderRejected". */
  readonly detail?: string;
  readonly comment?: string;
  readonly retriers: number;
  readonly catchers: number;
  /** Whether no path from the level's start leads to it. */
  readonly unreachable: boolean;
  /** What kind of thing a Task calls, where that is known. */
  readonly calls?: Callee;
  /** Set for tasks that are done later than their call is answered: when its job is, or when somebody sends the token back. */
  readonly waits?: "job" | "token";
  /** Set for Map states that run their iterations as executions of their own. */
  readonly distributed?: true;
  /** Set where another state has the same name, at any level: the service refuses that. */
  readonly duplicate?: true;
}

/** What a Task calls, as far as a picture tells it apart. */
export type Callee =
  | "function"
  | "database"
  | "storage"
  | "message"
  | "machine"
  | "web"
  | "compute"
  | "model"
  | "person";

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "next" | "choice" | "default" | "catch" | "start" | "end";
  /** The index of the Choice rule or catcher; 0 for the other kinds. */
  readonly order: number;
  /** What stands beside the edge, shortened: `$.amount > 100`, `Timeout`; empty for plain transitions. */
  readonly label: string;
  /** The label in full, for tooltips and screen readers; empty for plain transitions. */
  readonly title: string;
}
