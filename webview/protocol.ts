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
      /** All machines of the document, where there are several: the panel lets one choose. */
      readonly machines: readonly MachineName[];
      /** The path of the machine that the graph shows. */
      readonly machine: string;
    }
  /** The state that the cursor is in; null for none. */
  | { readonly kind: "select"; readonly id: string | null }
  /** All diagnostics that belong to states. */
  | { readonly kind: "diagnostics"; readonly diagnostics: readonly StateDiagnostic[] }
  /** All breakpoints in states. */
  | { readonly kind: "breakpoints"; readonly breakpoints: readonly StateBreakpoint[] }
  /** Draw the picture as a file in this format, and send it as `picture`. */
  | { readonly kind: "render"; readonly format: PictureFormat }
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
  | { readonly kind: "copy"; readonly text: string }
  /** Show another machine of the document. */
  | { readonly kind: "machine"; readonly path: string }
  /** Set a breakpoint on this state, or take those away that it has. */
  | { readonly kind: "toggleBreakpoint"; readonly id: string }
  /** Run or debug the whole machine. */
  | { readonly kind: "start"; readonly debug: boolean }
  /** Save the picture as a file: ask where, then send `render`. */
  | { readonly kind: "export" }
  /** The answer to `render`: SVG as its text, PNG in base64; an empty text where the picture is too large for it. */
  | { readonly kind: "picture"; readonly format: PictureFormat; readonly content: string };

export type PictureFormat = "svg" | "png";

/** One of several machines of a document. */
export interface MachineName {
  readonly path: string;
  readonly name: string;
}

/** A breakpoint somewhere in a state. */
export interface StateBreakpoint {
  readonly id: string;
  readonly enabled: boolean;
  /** `condition` covers hit counts too; `log` stops nowhere. */
  readonly type: "plain" | "condition" | "log";
}

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
