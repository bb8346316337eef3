import { edgeKey, type PlacedEdge, type PlacedNode, type Status, statusIcons } from "../../diagram/index.ts";
import type { Picture } from "../canvas/picture.ts";
import { svg } from "../elements.ts";
import type { OverlayChange, RunOverlay, RunStatus, StateOverlay } from "../protocol.ts";

/** How statuses are called by people. */
export const statusNames: { readonly [Name in Status | RunStatus]: string } = {
  running: "Running",
  waiting: "Waiting",
  paused: "Paused",
  succeeded: "Succeeded",
  failed: "Failed",
  caught: "Error caught",
  aborted: "Aborted",
  timedOut: "Timed out",
};

/** An execution over the picture: each state's status by an icon, its border and its colour; the edges that were taken. */
export interface Overlay {
  readonly run: RunOverlay | null;
  show(run: RunOverlay | null): void;
  /** Takes over what has changed; touches only those elements. */
  change(change: OverlayChange): void;
}

/** `root` gets the class `has-run` while an execution is shown. */
export function createOverlay(root: Element, picture: Picture): Overlay {
  let run: RunOverlay | null = null;
  picture.decorate({
    state(element, placed) {
      markState(element, placed, run?.states[placed.node.id]);
      markCurrent(element, placed, run?.current === placed.node.id);
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
      const stood = before === run.current ? [] : [before, run.current].filter((id) => id !== undefined);
      const states = [...Object.keys(change.states ?? {}), ...stood];
      picture.refresh({ states, edges: Object.keys(change.edges ?? {}) });
    },
  };
}

function changed(run: RunOverlay, { status, error, cause, states, edges, current }: OverlayChange): RunOverlay {
  const { current: before, ...rest } = run;
  const now = current === undefined ? before : (current ?? undefined);
  return {
    ...rest,
    ...(status && { status }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    states: { ...run.states, ...states },
    edges: { ...run.edges, ...edges },
    ...(now !== undefined && { current: now }),
  };
}

function markState(element: SVGGElement, { width }: PlacedNode, state: StateOverlay | undefined): void {
  element.querySelector(":scope > .status")?.remove();
  for (const name of Object.keys(statusIcons)) element.classList.toggle(`status-${name}`, state?.status === name);
  element.classList.toggle("visited", state !== undefined);
  if (state) element.append(statusBadge(state, width));
}

/** A filled disc with the status's icon on the node's upper right corner, and how often the state was entered. */
function statusBadge({ status, visits }: StateOverlay, width: number): SVGGElement {
  const badge = svg("g", { class: "status", transform: `translate(${width - 6} 2)` });
  badge.append(svg("title", {}, statusNames[status]), svg("circle", { r: 9 }));
  badge.append(svg("path", { class: "sign", transform: "translate(-6 -6)", d: statusIcons[status] }));
  if (visits > 1) badge.append(tag(`×${visits}`, -14));
  return badge;
}

/** A small text in a pill; `right` is where it ends. */
function tag(text: string, right: number): SVGGElement {
  const width = 10 + text.length * 6.5;
  return svg(
    "g",
    { class: "tag", transform: `translate(${right - width} -8)` },
    svg("rect", { width, height: 16, rx: 8 }),
    svg("text", { x: width / 2, y: 11.7, "text-anchor": "middle" }, text),
  );
}

function markEdge(element: SVGGElement, { points }: PlacedEdge, count: number): void {
  element.querySelector(":scope > .tag")?.remove();
  element.classList.toggle("taken", count > 0);
  if (count < 1) return;
  // What was taken lies over what was not, where edges share a way.
  if (element.nextElementSibling) element.parentElement?.append(element);
  const end = points.at(-1);
  if (count < 2 || !end) return;
  const counted = tag(`×${count}`, 0);
  counted.setAttribute("transform", `translate(${end[0] + 8} ${end[1] - 22})`);
  element.append(counted);
}

/** The arrow of the debugger at the state's left edge. */
function markCurrent(element: SVGGElement, { height, dividers }: PlacedNode, isCurrent: boolean): void {
  element.classList.toggle("current", isCurrent);
  element.querySelector(":scope > .pointer")?.remove();
  if (!isCurrent) return;
  const y = dividers ? 17 : height / 2;
  element.append(
    svg("path", { class: "pointer", transform: `translate(-9 ${y - 7})`, d: "M0 3.5h7V0l7 7-7 7v-3.5H0z" }),
  );
}
