import type { Status } from "../diagram/index.ts";
import type { GraphModel } from "../language/index.ts";

/**
 * What the extension tells the panel. The panel ignores what it can't read, so either side may be newer than the other.
 * States go by their `StatePath`, edges by `<from>|<kind>|<order>` (`edgeKey`).
 */
export type ToWebview =
  /** The graph of a version of the document. With a problem the text is broken, and the last good picture stays. */
  | {
      readonly kind: "graph";
      readonly uri: string;
      readonly version: number;
      readonly graph: GraphModel;
      readonly problem: string | null;
    }
  /** The state that the cursor is in; null for none. */
  | { readonly kind: "select"; readonly id: string | null }
  /** All diagnostics that belong to states. */
  | { readonly kind: "diagnostics"; readonly diagnostics: readonly StateDiagnostic[] }
  /** An execution, whole; null takes it away. */
  | { readonly kind: "overlay"; readonly run: RunOverlay | null }
  /** What has changed in the execution that is shown; ignored for any other. */
  | OverlayChange
  /** The answer to `inspect`: the whole value as JSON text. */
  | ValueAnswer;

/** The messages about executions. */
export type ExecutionKind = "overlay" | "overlayChanged" | "value";

/** What the panel tells the extension. */
export type FromWebview =
  /** It listens from now on: send graph, selection and overlay. */
  | { readonly kind: "ready" }
  /** Show this state in the text. */
  | { readonly kind: "reveal"; readonly id: string }
  /** Send the whole value, of which the overlay had a preview only. */
  | { readonly kind: "inspect"; readonly run: string; readonly id: string; readonly field: ValueField }
  /** Put this on the clipboard. */
  | { readonly kind: "copy"; readonly text: string };

export interface StateDiagnostic {
  readonly id: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** How an execution went so far. Values are previews. */
export interface RunOverlay {
  readonly id: string;
  readonly status: RunStatus;
  readonly error?: string;
  readonly cause?: string;
  /** States that were entered, by their paths. */
  readonly states: { readonly [path: string]: StateOverlay };
  /** How often edges were taken, by their keys. */
  readonly edges: { readonly [edge: string]: number };
  /** Where the debugger stands. */
  readonly current?: string;
}

/** `paused`: a debugger holds it. */
export type RunStatus = "running" | "paused" | "succeeded" | "failed" | "timedOut" | "aborted";

/** What an execution did in a state, at its last visit. */
export interface StateOverlay {
  readonly status: Status;
  readonly visits: number;
  /** JSON text of at most 4 KB; a longer value is cut off, and no JSON any more. */
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Entries replace those of the same path or edge; the others stay. */
export interface OverlayChange {
  readonly kind: "overlayChanged";
  readonly run: string;
  readonly status?: RunStatus;
  readonly error?: string;
  readonly cause?: string;
  readonly states?: { readonly [path: string]: StateOverlay };
  readonly edges?: { readonly [edge: string]: number };
  /** Null when it stands nowhere any more. */
  readonly current?: string | null;
}

export type ValueField = "input" | "output" | "cause";

export interface ValueAnswer {
  readonly kind: "value";
  readonly run: string;
  readonly id: string;
  readonly field: ValueField;
  readonly text: string;
}
