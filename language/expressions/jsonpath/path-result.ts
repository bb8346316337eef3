import type { Json, Span } from "../../text/index.ts";

export type PathResult = { readonly found: true; readonly value: Json } | NotFound;

export interface NotFound {
  readonly found: false;
  readonly fault: PathFault;
}

/** Why a path names nothing. */
export interface PathFault {
  /**
   * `missing`: no such place; `unassigned`: no such variable; `unsupported`: a filter or a function that failed; `late`: a
   * pattern of a filter that ran out of time.
   */
  readonly kind: "missing" | "unassigned" | "unsupported" | "late";
  /** As the service says it after `Invalid path '$.a' : `, such as `No results for path: $['a']`. Reference, section 3. */
  readonly reason: string;
  /** The step of the path that failed. */
  readonly span: Span;
  /** What the path was tried on; undefined for an unassigned variable. */
  readonly root: Json | undefined;
}

/** Why a path names nothing, in the service's words: `Missing property in path $['no']`. */
export const pathFault = ({ fault }: NotFound): string => fault.reason;
