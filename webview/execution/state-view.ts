import type { PlacedNode } from "../../diagram/index.ts";
import type { RunOverlay, StateAnswer } from "../../executions/index.ts";
import { button, html, icon } from "../elements.ts";
import { type Asking, NoAnswer } from "./ask.ts";
import { createIterations, type Iterations } from "./iterations.ts";
import { durationText, statusIcon, statusNames } from "./status.ts";
import { textButton } from "./text-button.ts";
import { createValueView, type ValueEvents, type ValueView } from "./value-view.ts";

/** What an execution did in a state: how it went, its items, its values. */
export interface StateView {
  readonly element: HTMLElement;
  /** Shows a state, within the iteration that is looked at. */
  show(placed: PlacedNode | undefined, run: RunOverlay | null, focus: number | undefined): void;
}

export interface StateViewEvents extends ValueEvents {
  /** Look into an iteration; undefined for all of them. */
  focus(strand: number | undefined): void;
  /** Another visit is shown. */
  visited(answer: StateAnswer): void;
}

const PREVIOUS = "M10 3.5 5.5 8l4.5 4.5";
const NEXT = "M6 3.5 10.5 8 6 12.5";

/** So much of a cause is seen at once; all of it is among the values. */
const SHOWN_CAUSE = 300;

/** A view from within. */
interface View {
  readonly ask: Asking["ask"];
  readonly events: StateViewEvents;
  readonly head: HTMLElement;
  readonly note: HTMLElement;
  readonly iterations: Iterations;
  readonly values: ValueView;
  of: { readonly placed: PlacedNode; readonly run: string; readonly focus: number | undefined } | undefined;
  /** The visit that a person chose; the last one otherwise. */
  nth: number | undefined;
  visited: number | undefined;
  round: number;
}

export function createStateView(asking: Pick<Asking, "ask">, events: StateViewEvents): StateView {
  const head = html("div", "state-head");
  const note = html("p", "note");
  const iterations = createIterations(asking, events.focus);
  const values = createValueView(asking, events);
  const { ask } = asking;
  const rest = { of: undefined, nth: undefined, visited: undefined, round: 0 };
  const view: View = { ask, events, head, note, iterations, values, ...rest };
  return {
    element: html("div", "state-view", head, note, iterations.element, ...values.parts),
    show: (placed, run, focus) => show(view, placed, run, focus),
  };
}

function show(view: View, placed: PlacedNode | undefined, run: RunOverlay | null, focus: number | undefined): void {
  const before = view.of;
  const of = placed && run ? { placed, run: run.id, focus } : undefined;
  const isSame = before?.placed.node.id === placed?.node.id && before?.run === run?.id && before?.focus === focus;
  view.of = of;
  if (!isSame) view.nth = view.visited = undefined;
  const isMap = placed && run?.states[placed.node.id]?.progress !== undefined;
  view.iterations.show(isMap ? { path: placed.node.id, focus } : undefined);
  if (of && !isSame) view.head.replaceChildren(html("h2", "", of.placed.node.label));
  if (of) return reload(view);
  view.round++;
  view.head.replaceChildren();
  view.values.hide();
  say(view, "Select a state to see what went in and came out.");
}

function say({ note }: View, text: string): void {
  note.hidden = text === "";
  note.textContent = text;
}

function reload(view: View): void {
  load(view).catch((error: unknown) => {
    if (error instanceof NoAnswer) say(view, error.message);
  });
}

async function load(view: View): Promise<void> {
  const { of, nth, events, values } = view;
  if (!of) return;
  const round = ++view.round;
  const { placed, run, focus } = of;
  const asked = { path: placed.node.id, ...(focus !== undefined && { focus }), ...(nth !== undefined && { nth }) };
  const answer = await view.ask("state", asked);
  if (round !== view.round) return;
  showHead(view, placed.node.label, answer, focus);
  if (!answer) {
    values.hide();
    return say(view, "Nothing has happened in this state yet.");
  }
  say(view, "");
  if (answer.visit !== view.visited) events.visited(answer);
  view.visited = answer.visit;
  await values.show(run, placed.node.label, answer);
}

function showHead(view: View, name: string, answer: StateAnswer | null, focus: number | undefined): void {
  const visit = (nth: number): void => {
    view.nth = nth;
    reload(view);
  };
  const parts: (HTMLElement | undefined)[] = [html("h2", "", name)];
  if (answer) parts.push(statusLine(answer), visitPicker(answer, visit), strandLine(answer, focus, view.events));
  if (answer?.error !== undefined) parts.push(html("p", "error-name", answer.error));
  if (answer?.cause !== undefined) parts.push(html("p", "cause", answer.cause.slice(0, SHOWN_CAUSE)));
  // What has the focus keeps it, where there is something like it again.
  const label = document.activeElement?.getAttribute("aria-label");
  const hadFocus = view.head.contains(document.activeElement);
  view.head.replaceChildren(...parts.filter((part) => part !== undefined));
  if (!hadFocus) return;
  const buttons = [...view.head.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  (buttons.find((each) => each.getAttribute("aria-label") === label) ?? buttons[0])?.focus();
}

/** `Failed after 1.2 s, retried 2 of 3 times`. */
function statusLine({ status, isNext, duration, since, retries }: StateAnswer): HTMLElement {
  const parts = [isNext ? "Runs next" : statusNames[status]];
  if (duration !== undefined) parts[0] += ` after ${durationText(duration)}`;
  if (retries) parts.push(`retried ${retries.done}${retries.most === undefined ? "" : ` of ${retries.most}`}`);
  if (since !== undefined) parts.push(`${durationText(since)} after the start`);
  return html("p", "state-status", statusIcon(status), html("span", "", parts.join(", ")));
}

function visitPicker({ total, nth }: StateAnswer, go: (nth: number) => void): HTMLElement | undefined {
  if (total < 2) return undefined;
  const back = button("Previous visit", icon(PREVIOUS), () => go(nth - 1));
  const on = button("Next visit", icon(NEXT), () => go(nth + 1));
  back.disabled = nth === 0;
  on.disabled = nth === total - 1;
  return html("div", "picker", back, html("span", "", `Visit ${nth + 1} of ${total.toLocaleString("en")}`), on);
}

/** Which iteration the values are of, and the way back to all of them. */
function strandLine(
  { strand }: StateAnswer,
  focus: number | undefined,
  { focus: look }: StateViewEvents,
): HTMLElement | undefined {
  if (!strand) return undefined;
  const other =
    focus === strand.id
      ? textButton("All iterations", "Look at all iterations", () => look(undefined))
      : textButton("Only this", "Look into this iteration only", () => look(strand.id));
  return html("div", "picker", html("span", "", `Iteration [${strand.index}]`), other);
}
