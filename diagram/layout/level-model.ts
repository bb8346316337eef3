/** One level to lay out, by indexes: what its picture depends on and nothing else, so that it can be the key of a cache. */
export interface Level {
  readonly nodes: readonly LevelNode[];
  readonly edges: readonly LevelEdge[];
  /** The nodes such that edges lead from earlier to later ones, but for those that close loops. */
  readonly topological: readonly number[];
  /** Whether the first node is the level's start. */
  readonly hasStart: boolean;
}

export interface LevelNode extends Size {
  /** When the walk met it: the order from left to right in which a layer begins. */
  readonly time: number;
  /** 0 for what the start leads to; others by the root that alone leads to them. */
  readonly group: number;
  /** Whether only caught errors, or nothing, lead to it: then it isn't on the main way. */
  readonly aside: boolean;
  /** How far below its top an edge enters at its side: the header's middle of a container, else the node's. */
  readonly side: number;
  /** How far edges keep away from its lower and upper corners, which are round. */
  readonly corner: number;
}

export interface LevelEdge {
  readonly from: number;
  readonly to: number;
  /** `flow` and `catch` edges that lead to one node come in at ports of their own. */
  readonly stream: "flow" | "catch";
  /** How much the edge wants to be straight: the main line most. */
  readonly pull: number;
  readonly time: number;
  /** Whether it closes a loop. */
  readonly back: boolean;
  readonly label?: Size;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];

/** Where the nodes' and labels' top left corners are, and the edges' bends; the level's own top left is (0, 0). */
export interface LevelLayout extends Size {
  readonly nodes: readonly Point[];
  readonly edges: readonly { readonly points: readonly Point[]; readonly label?: Point }[];
}
