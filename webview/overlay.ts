import { type Status, statusIcons } from "../diagram/index.ts";
import { svg } from "./elements.ts";
import type { Picture } from "./picture.ts";
import type { OverlayChange, RunOverlay, RunStatus, StateOverlay } from "./protocol.ts";

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
  /** Puts the execution on a picture that was drawn anew. */
  redraw(): void;
}

/** `root` gets the class `has-run` while an execution is shown. */
export function createOverlay(root: Element, picture: Picture): Overlay {
  let run: RunOverlay | null = null;

  function redraw(): void {
    root.classList.toggle("has-run", run !== null);
    for (const { node } of picture.layout?.nodes ?? []) markState(picture, node.id, run?.states[node.id]);
    if (!run) return;
    for (const [key, count] of Object.entries(run.edges)) markEdge(picture, key, count);
    markCurrent(picture, undefined, run.current);
  }

  function clear(): void {
    for (const key of Object.keys(run?.edges ?? {})) markEdge(picture, key, 0);
    markCurrent(picture, run?.current, undefined);
  }

  return {
    get run() {
      return run;
    },
    show(next) {
      clear();
      run = next;
      redraw();
    },
    change(change) {
      if (!run || change.run !== run.id) return;
      const before = run;
      run = changed(run, change);
      for (const [path, state] of Object.entries(change.states ?? {})) markState(picture, path, state);
      for (const [key, count] of Object.entries(change.edges ?? {})) markEdge(picture, key, count);
      markCurrent(picture, before.current, run.current);
    },
    redraw,
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

function markState(picture: Picture, id: string, state: StateOverlay | undefined): void {
  const [element, placed] = [picture.element(id), picture.node(id)];
  if (!element || !placed) return;
  element.querySelector(":scope > .status")?.remove();
  for (const name of Object.keys(statusIcons)) element.classList.toggle(`status-${name}`, state?.status === name);
  element.classList.toggle("visited", state !== undefined);
  if (state) element.append(statusBadge(state, placed.width));
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

function markEdge(picture: Picture, key: string, count: number): void {
  const element = picture.edgeElement(key);
  if (!element) return;
  element.querySelector(":scope > .tag")?.remove();
  element.classList.toggle("taken", count > 0);
  if (count < 1) return;
  // What was taken lies over what was not, where edges share a way.
  if (element.nextElementSibling?.matches(".edge")) lastEdgeOf(element)?.after(element);
  const end = picture.edgeEnd(key);
  if (count < 2 || !end) return;
  const counted = tag(`×${count}`, 0);
  counted.setAttribute("transform", `translate(${end[0] + 8} ${end[1] - 22})`);
  element.append(counted);
}

/** The last of the edges that stand together with this one. */
function lastEdgeOf(element: Element): Element | undefined {
  let last: Element | undefined;
  for (let next = element.nextElementSibling; next?.matches(".edge"); next = next.nextElementSibling) last = next;
  return last;
}

function markCurrent(picture: Picture, before: string | undefined, now: string | undefined): void {
  if (before !== undefined) {
    const element = picture.element(before);
    element?.classList.remove("current");
    element?.querySelector(":scope > .pointer")?.remove();
  }
  const [element, placed] = now === undefined ? [] : [picture.element(now), picture.node(now)];
  if (!element || !placed) return;
  element.classList.add("current");
  const y = placed.dividers ? 17 : placed.height / 2;
  element.append(
    svg("path", { class: "pointer", transform: `translate(-9 ${y - 7})`, d: "M0 3.5h7V0l7 7-7 7v-3.5H0z" }),
  );
}
