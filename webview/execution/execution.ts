import type { OverlayChange, RunOverlay } from "../../executions/index.ts";
import type { Picture } from "../canvas/picture.ts";
import type { Host } from "../host.ts";
import type { ExecutionKind, FromWebview, RunAbout, ToWebview } from "../protocol.ts";
import { type Asking, createAsking } from "./ask.ts";
import { createOverlay, type Overlay } from "./overlay.ts";
import { createPane, type Pane } from "./pane.ts";
import { statusNames } from "./status.ts";
import { createSummary, type Summary } from "./summary.ts";

/** Where an execution is shown, and what it can ask of the panel around it. */
export interface Surroundings {
  /** Gets the class `has-run` while an execution is shown. */
  readonly root: HTMLElement;
  /** The pane beside the picture, empty and hidden. */
  readonly pane: HTMLElement;
  /** The pill in the picture's corner, empty and hidden. */
  readonly summary: HTMLElement;
  readonly picture: Picture;
  /** The execution that was shown before the panel was hidden, or the window reloaded. */
  readonly seen: string | undefined;
  post: Host["post"];
  /** Selects a state in picture and text; undefined selects none. */
  select(id: string | undefined): void;
  /** Says something to screen readers, not oftener than once in a second. */
  announce(text: string): void;
}

/** All of the panel that has to do with an execution: marks in the picture, the pane beside it. */
export interface Execution {
  /** The execution that is shown. */
  readonly id: string | undefined;
  /** What each message about executions does. */
  readonly receive: { readonly [Kind in ExecutionKind]: (message: Extract<ToWebview, { kind: Kind }>) => void };
  /** Another state is selected, or the picture was drawn anew. */
  selected(id: string | undefined): void;
  /** Opens the pane for the selected state, or closes it; false where there is nothing to show. */
  toggleDetails(): boolean;
  /** What happened in a state, for its label: "succeeded, entered 2 times"; undefined where nothing did. */
  describe(id: string): string | undefined;
}

/** What changes while it is looked at is asked for again after so many milliseconds at the earliest. */
const PAUSE = 200;

/** An execution from within. */
interface Shown {
  readonly around: Surroundings;
  readonly overlay: Overlay;
  readonly asking: Asking;
  readonly pane: Pane;
  readonly pill: Summary;
  about: RunAbout | undefined;
  selected: string | undefined;
  /** The iteration or child execution that is looked into. */
  focus: number | undefined;
  /** Set while a state shows that was chosen by an event: its row is in sight already. */
  isByEvent: boolean;
  timer: number;
}

export function createExecution(around: Surroundings): Execution {
  const { root, picture, post, summary } = around;
  const asking = createAsking(post);
  const act = (action: Extract<FromWebview, { kind: "execution" }>["action"]) => () =>
    post({ kind: "execution", action });
  const pane: Pane = createPane(around.pane, asking, {
    state: {
      copy: (text) => post({ kind: "copy", text }),
      open: (title, text) => post({ kind: "openText", title, text }),
      focus: (strand) => look(shown, strand),
      visited({ entered }) {
        if (!shown.isByEvent) pane.events.reveal(entered);
        shown.isByEvent = false;
      },
    },
    events: { chosen: ({ path }) => goTo(shown, path, true) },
    differences: { chosen: (path) => goTo(shown, path, false), end: act("endComparison") },
  });
  const pill = createSummary(summary, {
    showEvents() {
      around.pane.hidden = !around.pane.hidden && pane.chosen === "events";
      pane.choose("events");
    },
    compare: act("compare"),
    choose: act("choose"),
    close: act("close"),
  });
  const rest = { about: undefined, selected: undefined, focus: undefined, isByEvent: false, timer: 0 };
  const shown: Shown = { around, overlay: createOverlay(root, picture), asking, pane, pill, ...rest };
  return {
    get id() {
      return shown.overlay.run?.id;
    },
    receive: receiversOf(shown),
    selected: (id) => selected(shown, id),
    toggleDetails() {
      if (!shown.overlay.run) return false;
      around.pane.hidden = !around.pane.hidden;
      return true;
    },
    describe: (id) => describe(shown.overlay.run, id),
  };
}

function receiversOf(shown: Shown): Execution["receive"] {
  const { asking, overlay, pane, around } = shown;
  return {
    overlay({ run, about }) {
      shown.about = about;
      showRun(shown, run);
    },
    overlayChanged: (change) => changeRun(shown, change),
    answer: (message) => asking.receive(message),
    comparison({ comparison, other = "the other execution" }) {
      overlay.compare(comparison);
      pane.offerDifferences(comparison !== null);
      if (!comparison) return;
      pane.differences.show(comparison, other);
      around.pane.hidden = false;
      pane.choose("differences");
    },
  };
}

function showRun(shown: Shown, run: RunOverlay | null): void {
  const { overlay, asking, pane, pill, around } = shown;
  const isOther = run?.id !== overlay.run?.id;
  asking.about(run?.id);
  if (isOther) {
    shown.focus = undefined;
    overlay.compare(null);
    pane.offerDifferences(false);
  }
  // One that was read before the panel was hidden is shown as it was left.
  const isBack = overlay.run === null && run?.id === around.seen;
  const before = isBack ? run?.status : isOther ? undefined : overlay.run?.status;
  overlay.show(run);
  pill.show(run, shown.about);
  if (!run) {
    around.pane.hidden = true;
    return;
  }
  goToFailure(shown, before);
  // The same execution at another moment has other events.
  pane.events.show(shown.focus);
  if (isOther && shown.selected !== undefined) around.pane.hidden = false;
  showState(shown);
}

function changeRun(shown: Shown, change: OverlayChange): void {
  const { overlay, pill, around, focus } = shown;
  if (change.run !== overlay.run?.id) return;
  const before = overlay.run.status;
  // Within an iteration the picture shows what happened there, which has to be asked for.
  overlay.change(focus === undefined ? change : { ...change, states: {}, edges: {} });
  pill.show(overlay.run, shown.about);
  if (overlay.run.status !== before) around.announce(`Execution ${statusNames[overlay.run.status].toLowerCase()}`);
  goToFailure(shown, before);
  follow(shown);
}

/** An execution that has just failed is read from where it did: from the innermost state, and the last of those. */
function goToFailure({ overlay, around }: Shown, before: RunOverlay["status"] | undefined): void {
  const { status, states = {} } = overlay.run ?? {};
  if (status === before || (status !== "failed" && status !== "timedOut")) return;
  const failed = Object.keys(states).filter((id) => ["failed", "timedOut"].includes(states[id]?.status ?? ""));
  const depth = (id: string): number => id.split("/States/").length;
  const [innermost] = failed.toReversed().toSorted((a, b) => depth(b) - depth(a));
  if (innermost !== undefined) around.select(innermost);
}

/** The execution went on: what is looked at follows, not at each step. */
function follow(shown: Shown): void {
  shown.timer ||= setTimeout(() => {
    shown.timer = 0;
    if (shown.focus !== undefined) void refocus(shown);
    if (shown.around.pane.hidden) return;
    showState(shown);
    shown.pane.events.grown();
  }, PAUSE);
}

function showState({ around, overlay, pane, selected: id, focus }: Shown): void {
  pane.state.show(id === undefined ? undefined : around.picture.node(id), overlay.run, focus);
}

/** Looks into one iteration: picture, values and events are its own from then on. */
function look(shown: Shown, strand: number | undefined): void {
  shown.focus = strand;
  void refocus(shown);
  shown.pane.events.show(strand);
  showState(shown);
}

async function refocus(shown: Shown): Promise<void> {
  const { focus, asking, overlay } = shown;
  const run = await asking.ask("overlay", focus === undefined ? {} : { focus }).catch(() => undefined);
  if (run && focus === shown.focus && run.id === overlay.run?.id) overlay.show(run);
}

/** Goes to a state that a row is about, in picture and text. */
function goTo(shown: Shown, path: string | undefined, isByEvent: boolean): void {
  if (path === undefined || path === shown.selected) return;
  shown.isByEvent = isByEvent;
  shown.around.select(path);
  shown.around.post({ kind: "reveal", id: path });
}

function selected(shown: Shown, id: string | undefined): void {
  const isOther = id !== shown.selected;
  shown.selected = id;
  if (!shown.overlay.run) return;
  if (isOther && id !== undefined) shown.around.pane.hidden = false;
  showState(shown);
}

function describe(run: RunOverlay | null, id: string): string | undefined {
  const state = run?.states[id];
  if (!state) return run ? "not reached" : undefined;
  const times = state.visits > 1 ? `, entered ${state.visits} times` : "";
  const tries = state.retries ? `, retried ${state.retries.done} times` : "";
  return `${statusNames[state.status].toLowerCase()}${times}${tries}`;
}
