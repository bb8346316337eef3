import { statusIcons } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { icon } from "../elements.ts";
import type { Host } from "../host.ts";
import type { ExecutionKind, RunOverlay, ToWebview } from "../protocol.ts";
import { createDetails } from "./details.ts";
import { createOverlay, statusNames } from "./overlay.ts";

/** Where an execution is shown, and what it can ask of the panel around it. */
export interface Surroundings {
  /** Gets the class `has-run` while an execution is shown. */
  readonly root: HTMLElement;
  /** The pane beside the picture, empty and hidden. */
  readonly pane: HTMLElement;
  /** The pill in the picture's corner, empty and hidden. */
  readonly summary: HTMLElement;
  readonly picture: Picture;
  post: Host["post"];
  /** Selects a state in picture and text; undefined selects none. */
  select(id: string | undefined): void;
  /** Says something to screen readers, not oftener than once in a second. */
  announce(text: string): void;
}

/** All of the panel that has to do with an execution: marks in the picture, the pane beside it. */
export interface Execution {
  /** What each message about executions does. */
  readonly receive: { readonly [Kind in ExecutionKind]: (message: Extract<ToWebview, { kind: Kind }>) => void };
  /** Another state is selected, or the picture was drawn anew. */
  selected(id: string | undefined): void;
  /** Opens the pane for the selected state, or closes it; false where there is nothing to show. */
  toggleDetails(): boolean;
  /** What happened in a state, for its label: "succeeded, entered 2 times"; undefined where nothing did. */
  describe(id: string): string | undefined;
}

export function createExecution({ root, pane, summary, picture, post, select, announce }: Surroundings): Execution {
  const overlay = createOverlay(root, picture);
  const details = createDetails(pane, {
    copy: (text) => post({ kind: "copy", text }),
    inspect: (run, id, field) => post({ kind: "inspect", run, id, field }),
    close: () => select(undefined),
  });
  let selected: string | undefined;

  function showDetails(): void {
    details.show(selected === undefined ? undefined : picture.node(selected), overlay.run);
  }

  function changed(): void {
    showSummary(summary, overlay.run);
    showDetails();
    if (overlay.run) announce(`Execution ${statusNames[overlay.run.status].toLowerCase()}`);
  }

  return {
    receive: {
      overlay({ run }) {
        overlay.show(run);
        changed();
      },
      overlayChanged(change) {
        overlay.change(change);
        changed();
      },
      value: (message) => details.answer(message),
    },
    selected(id) {
      selected = id;
      showDetails();
    },
    toggleDetails() {
      if (!overlay.run || selected === undefined) return false;
      pane.hidden = !pane.hidden;
      return true;
    },
    describe(id) {
      const state = overlay.run?.states[id];
      if (!state) return overlay.run ? "not reached" : undefined;
      const times = state.visits > 1 ? `, entered ${state.visits} times` : "";
      return `${statusNames[state.status].toLowerCase()}${times}`;
    },
  };
}

function showSummary(summary: HTMLElement, run: RunOverlay | null): void {
  summary.hidden = run === null;
  if (!run) return;
  const sign = run.status === "paused" ? "waiting" : run.status === "timedOut" ? "failed" : run.status;
  summary.className = `run ${run.status}`;
  const text = [statusNames[run.status], run.error].filter(Boolean).join(": ");
  summary.replaceChildren(icon(statusIcons[sign], 12), text);
}
