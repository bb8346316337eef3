import { edgeKey, type PlacedEdge, type PlacedNode, statusIcons } from "../../diagram/index.ts";
import type {
  Comparison,
  OverlayChange,
  Progress,
  RunOverlay,
  StateDifference,
  StateOverlay,
} from "../../executions/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { svg } from "../elements.ts";
import { durationText, statusNames } from "./status.ts";

/** An execution over the picture: each state's status by an icon, its border and its colour; the edges that were taken. */
export interface Overlay {
  readonly run: RunOverlay | null;
  show(run: RunOverlay | null): void;
  /** Takes over what has changed; touches only those elements. */
  change(change: OverlayChange): void;
  /** Marks the states that differ from another execution. */
  compare(comparison: Comparison | null): void;
}

/** `root` gets the class `has-run` while an execution is shown. */
export function createOverlay(root: Element, picture: Picture): Overlay {
  let run: RunOverlay | null = null;
  let comparison: Comparison | null = null;
  picture.decorate({
    state(element, placed) {
      markState(element, placed, run?.states[placed.node.id]);
      markCurrent(element, placed, run?.current === placed.node.id);
      markDifference(element, placed, comparison?.states[placed.node.id]);
    },
    edge: (element, placed) => markEdge(element, placed, run?.edges[edgeKey(placed.edge)] ?? 0),
    tone(id) {
      const state = run?.states[id];
      return state && `status-${state.status}`;
    },
    edgeTone: (key) => ((run?.edges[key] ?? 0) > 0 ? "taken" : undefined),
  });
  return {
    get run() {
      return run;
    },
    show(next) {
      run = next;
      root.classList.toggle("has-run", run !== null);
      picture.refresh();
    },
    change(change) {
      if (!run || change.run !== run.id) return;
      const before = run.current;
      run = changed(run, change);
      const moved = before === run.current ? [] : [before, run.current].filter((id) => id !== undefined);
      picture.refresh({
        states: [...Object.keys(change.states ?? {}), ...moved],
        edges: Object.keys(change.edges ?? {}),
      });
    },
    compare(next) {
      comparison = next;
      root.classList.toggle("comparing", next !== null);
      picture.refresh();
    },
  };
}

function changed(run: RunOverlay, change: OverlayChange): RunOverlay {
  const { kind: _, run: __, states, edges, current, ...rest } = change;
  const { current: before, ...kept } = run;
  const now = current === undefined ? before : (current ?? undefined);
  return {
    ...kept,
    ...rest,
    states: { ...run.states, ...states },
    edges: { ...run.edges, ...edges },
    ...(now !== undefined && { current: now }),
  };
}

function markState(element: SVGGElement, placed: PlacedNode, state: StateOverlay | undefined): void {
  element.querySelector(":scope > .status")?.remove();
  for (const name of Object.keys(statusIcons)) element.classList.toggle(`status-${name}`, state?.status === name);
  element.classList.toggle("visited", state !== undefined);
  if (state) element.append(statusBadge(state, placed));
}

/** The middle of what stands on a state's upper corner: above the name and the signs beside it. */
const CORNER_LINE = -2;

/** A filled disc with the status's icon on the upper right corner; beside and below it what else is to be known. */
function statusBadge(state: StateOverlay, { width, height, dividers }: PlacedNode): SVGGElement {
  const { status, visits, retries, duration, progress, error } = state;
  const badge = svg("g", { class: "status" });
  const name = [statusNames[status], error].filter(Boolean).join(": ");
  const disc = svg("g", { class: "disc", transform: `translate(${width - 6} ${CORNER_LINE})` });
  disc.append(svg("title", {}, name), svg("circle", { r: 9 }));
  disc.append(svg("path", { class: "sign", transform: "translate(-6 -6)", d: statusIcons[status] }));
  badge.append(disc);
  const beside: string[] = [];
  if (visits > 1) beside.push(`×${visits}`);
  if (retries) beside.push(`↻ ${retries.done}${retries.most === undefined ? "" : `/${retries.most}`}`);
  let right = width - 20;
  for (const text of beside) right -= place(badge, tag(text), right, CORNER_LINE) + 4;
  // What a container holds goes to its lower edge.
  if (duration !== undefined && duration >= 1)
    place(badge, tag(durationText(duration), "time"), width - 8, height + (dividers ? 0 : 2));
  if (progress && progress.total > 0) {
    badge.append(progressBar(progress, width, dividers ? 34 : height));
    place(
      badge,
      tag(itemsText(progress), "items"),
      duration !== undefined && duration >= 1 ? width - 76 : width - 8,
      height - 1,
    );
  }
  return badge;
}

/** `10/12 (1 failed)`: how many items have ended, and of what went wrong what matters most. */
function itemsText({ total, succeeded, failed, aborted }: Progress): string {
  const ended = `${succeeded + failed + aborted}/${total}`;
  if (failed > 0) return `${ended} (${failed} failed)`;
  return aborted > 0 ? `${ended} (${aborted} aborted)` : ended;
}

/** How far a Map state is, as a bar over the lower edge of its header. */
function progressBar({ total, succeeded, failed, aborted }: Progress, width: number, y: number) {
  const full = width - 2;
  const share = (count: number): number => Math.round((full * count * 100) / total) / 100;
  return svg(
    "g",
    { class: "progress", transform: `translate(1 ${y - 3})` },
    svg("rect", { class: "rest", width: full, height: 3 }),
    svg("rect", { class: "succeeded", width: share(succeeded), height: 3 }),
    svg("rect", { class: "failed", x: share(succeeded), width: share(failed), height: 3 }),
    svg("rect", { class: "aborted", x: share(succeeded + failed), width: share(aborted), height: 3 }),
  );
}

interface Tag {
  readonly element: SVGGElement;
  readonly width: number;
}

/** A small text in a pill. */
function tag(text: string, classes = ""): Tag {
  const width = 10 + text.length * 6.3;
  const element = svg(
    "g",
    { class: `tag ${classes}` },
    svg("rect", { width, height: 16, rx: 8 }),
    svg("text", { x: width / 2, y: 11.7, "text-anchor": "middle" }, text),
  );
  return { element, width };
}

/** Puts a pill on a line such that it ends at `right`. */
function place(badge: SVGGElement, { element, width }: Tag, right: number, line: number): number {
  element.setAttribute("transform", `translate(${right - width} ${line - 8})`);
  badge.append(element);
  return width;
}

function markEdge(element: SVGGElement, { edge, points }: PlacedEdge, count: number): void {
  element.querySelector(":scope > .tag")?.remove();
  element.classList.toggle("taken", count > 0);
  if (count < 1) return;
  // What was taken lies over what was not, where edges share a way.
  if (element.nextElementSibling) element.parentElement?.append(element);
  const end = points.at(-1);
  // How often a level began is how often its first state was entered.
  if (count < 2 || !end || edge.kind === "start") return;
  const counted = tag(`×${count}`).element;
  counted.setAttribute("transform", `translate(${end[0] + 8} ${end[1] - 26})`);
  element.append(counted);
}

/** Where the debugger stands, as it is marked beside a line of text; a breakpoint lies over it, as it does there. */
const POINTER = "M-14-6a2 2 0 0 1 2-2H-3L6 0-3 8H-12a2 2 0 0 1-2-2z";

/** The arrow of the debugger at the state's left edge. */
function markCurrent(element: SVGGElement, { height, dividers }: PlacedNode, isCurrent: boolean): void {
  element.classList.toggle("current", isCurrent);
  element.querySelector(":scope > .pointer")?.remove();
  if (!isCurrent) return;
  const y = dividers ? 17 : height / 2;
  const pointer = svg("path", { class: "pointer", transform: `translate(0 ${y})`, d: POINTER });
  element.querySelector(":scope > .box")?.after(pointer);
}

const differenceNames: { readonly [D in StateDifference]: string } = {
  differs: "differs",
  onlyLeft: "only here",
  onlyRight: "only in the other one",
};

/** What a comparison says of a state stands on its upper left corner. */
function markDifference(element: SVGGElement, _placed: PlacedNode, difference: StateDifference | undefined): void {
  element.querySelector(":scope > .difference")?.remove();
  for (const name of Object.keys(differenceNames)) element.classList.toggle(name, difference === name);
  if (!difference) return;
  const mark = tag(difference === "differs" ? "≠ differs" : differenceNames[difference], "difference");
  mark.element.setAttribute("transform", "translate(-6 -10)");
  element.append(mark.element);
}
