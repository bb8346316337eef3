import type { DataShape } from "./shape.ts";

/** What names in an expression stand for, by shape. */
export interface ShapeRoots {
  /** `$` under JSONPath, `$states.input` under JSONata. */
  readonly input: DataShape;
  /** `$states.result`, where there is one. */
  readonly result?: DataShape | undefined;
  /** `$states.errorOutput`, where there is one. */
  readonly errorOutput?: DataShape | undefined;
  readonly context: DataShape;
  variable(name: string): DataShape;
  /** Whether expressions are read only where they may give objects whose members are all known: for rules. */
  readonly isQuick?: boolean;
}
