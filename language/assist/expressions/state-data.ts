import type { Json, JsonObject } from "../../text/index.ts";

/** What a state has to work with, at one moment: what its expressions are evaluated against. */
export interface StateData {
  readonly input: Json;
  /** What the work gave, before any selection. */
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly context: JsonObject;
  /** By their names, without `$`. */
  readonly variables: JsonObject;
}
