import type { Json } from "../../text/index.ts";
import type { TimeLimit } from "../time-limit.ts";
import type { JsonPath } from "./path.ts";
import type { PathDialect } from "./path-dialect.ts";
import type { PathFault, PathResult } from "./path-result.ts";

/** What holds for a path and for all paths within its filters. */
export interface Setting {
  /** What `$` means within filters. */
  readonly document: Json;
  readonly dialect: PathDialect;
  /** How texts are searched for patterns. */
  readonly search: TimeLimit["search"];
}

/** What following the steps of a path depends on besides the path and the value. */
export interface Walk extends Setting {
  /** Whether every name must exist wherever the path leads: so for conditions such as `@.a`. */
  readonly strict: boolean;
  /** How paths within filters and arguments are evaluated. */
  evaluate(path: JsonPath, from: Json, setting: Setting): PathResult;
  exists(path: JsonPath, from: Json, setting: Setting): boolean;
}

/** A fault of one step; its root is known further out. */
export type StepFault = Omit<PathFault, "root">;
