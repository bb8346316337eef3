import type { AnswerTo, Comparison, OverlayChange, Question, Questions, RunOverlay } from "../executions/index.ts";
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
  | { readonly kind: "overlay"; readonly run: RunOverlay | null; readonly about?: RunAbout }
  /** What has changed in the execution that is shown; ignored for any other. */
  | OverlayChange
  /** The answer to `ask` of the same number; without one it could not be answered, for a reason. */
  | {
      readonly kind: "answer";
      readonly number: number;
      readonly answer: AnswerTo<keyof Questions>;
      readonly problem?: string;
    }
  /** How the execution that is shown differs from another one; null ends the comparison. */
  | { readonly kind: "comparison"; readonly comparison: Comparison | null; readonly other?: string };

/** The messages about executions. */
export type ExecutionKind = "overlay" | "overlayChanged" | "answer" | "comparison";

/** What people know an execution by. */
export interface RunAbout {
  readonly name: string;
  /** What is to be known of it: what is missing in an imported history, that the definition has changed since. */
  readonly note?: string;
}

/** What the panel tells the extension. */
export type FromWebview =
  /** It listens from now on: send graph, selection and overlay. */
  | { readonly kind: "ready" }
  /** Show this state in the text. */
  | { readonly kind: "reveal"; readonly id: string }
  /** Answer a question about the execution that is shown. */
  | { readonly kind: "ask"; readonly number: number; readonly run: string; readonly question: Question }
  /** Show a text in an editor of its own. */
  | { readonly kind: "openText"; readonly title: string; readonly text: string }
  /** Let the user choose: another execution to show, or one to compare with. Or end the comparison, or show none. */
  | { readonly kind: "execution"; readonly action: "choose" | "compare" | "endComparison" | "close" }
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
