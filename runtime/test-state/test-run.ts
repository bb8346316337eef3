import type { Engine, StatesError } from "../../engine/index.ts";
import type { Json } from "../../language/index.ts";
import type { Driver } from "../driver.ts";
import type { StateConfiguration } from "./request.ts";
import type { Trace } from "./trace.ts";

/** What a test runs with. */
export interface Testing {
  readonly driver: Driver;
  /** What the state's work gives instead of being done: for Parallel and Map states, whose children don't run. */
  readonly mocked: { readonly result: Json | undefined; readonly error: StatesError | undefined } | undefined;
  readonly configuration: StateConfiguration;
  readonly inputText: string;
}

/** A test under way. */
export interface TestRun extends Testing {
  readonly engine: Engine;
  readonly trace: Trace;
  /** What the items came to that are selected so far. */
  readonly selection: Json[];
  selected?: readonly Json[];
  batches?: readonly Json[];
  pointed?: Json;
  items: number;
  /** Set while the items are selected: the phase that comes then. */
  selecting: number | undefined;
}
