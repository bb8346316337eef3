import type { DataShape } from "./shape.ts";

/** What samples and runs of a document had: shapes only, never values. */
export interface KnownShapes {
  /** Of the inputs of executions. */
  readonly input?: DataShape;
  /** Of what states' work gave, by the states' paths. */
  readonly results?: ReadonlyMap<string, DataShape>;
}
