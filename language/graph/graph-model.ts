import type { StatePath } from "../model/index.ts";
import type { StateType } from "../spec/index.ts";

/**
 * A machine as nodes and edges, without layout or pixels. Each machine, branch and item processor is a level of its own;
 * edges never leave their level.
 */
export interface GraphModel {
  /** Outer levels before inner ones; the first is the machine itself. Empty where nothing can be drawn. */
  readonly levels: readonly GraphLevel[];
}

export interface GraphLevel {
  /** The JSON Pointer of the machine. */
  readonly id: string;
  /** The Parallel or Map state around it. */
  readonly owner?: StatePath;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** A state's path; `<level>#start` and `<level>#end` for the ends; a path without a state for a missing target. */
  readonly id: string;
  /** `missing`: a transition's target that doesn't exist. `unknown`: a state whose `Type` doesn't exist. */
  readonly type: StateType | "start" | "end" | "missing" | "unknown";
  readonly label: string;
  /** A second, smaller line: "Lambda invoke · orders-fn", "30 s", "States.Timeout". */
  readonly detail?: string;
  readonly comment?: string;
  readonly retriers: number;
  readonly catchers: number;
  /** Whether no path from the level's start leads to it. */
  readonly unreachable: boolean;
  /** Set for Map states that run their iterations as executions of their own. */
  readonly distributed?: true;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "next" | "choice" | "default" | "catch" | "start" | "end";
  /** The index of the Choice rule or catcher; 0 for the other kinds. */
  readonly order: number;
  /** What stands beside the edge, shortened; empty for plain transitions. */
  readonly label: string;
  /** The label in full, for tooltips and screen readers. */
  readonly title: string;
}
