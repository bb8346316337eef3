import { button, html, icon, svg } from "./elements.ts";

/** The parts of the panel. */
export interface Page {
  readonly root: HTMLElement;
  /** Takes the focus, and what is done with pointer and keys. */
  readonly surface: HTMLElement;
  /** Holds the picture; moved and zoomed as a whole. */
  readonly layer: SVGGElement;
  /** Beside the picture, for an execution; hidden until it holds something. */
  readonly pane: HTMLElement;
  readonly banner: HTMLElement;
  readonly empty: HTMLElement;
  /** In the picture's corner: how an execution goes. */
  readonly summary: HTMLElement;
  /** Says something to screen readers. */
  announce(text: string): void;
}

export interface PageEvents {
  zoom(factor: number): void;
  fit(): void;
}

const PLUS = "M8 3.5v9M3.5 8h9";
const MINUS = "M3.5 8h9";
const FIT = "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10";

/** Builds the panel in the page's body. */
export function buildPage(events: PageEvents): Page {
  const layer = svg("g", { class: "camera" });
  const canvas = svg("svg", { class: "statecraft-diagram", "aria-hidden": "true" }, layer);
  const empty = html("p", "empty", "No state machine to draw yet: write StartAt and States.");
  empty.hidden = true;
  const surface = html("div", "surface", canvas, empty);
  surface.tabIndex = 0;
  surface.setAttribute("role", "application");
  surface.setAttribute(
    "aria-label",
    "Diagram of the state machine. Arrow keys go from state to state, Enter opens one.",
  );
  const banner = html("div", "banner");
  banner.setAttribute("role", "status");
  banner.hidden = true;
  const summary = html("div", "run");
  summary.hidden = true;
  const tools = html(
    "div",
    "tools",
    button("Zoom in", icon(PLUS), () => events.zoom(1.25)),
    button("Zoom out", icon(MINUS), () => events.zoom(0.8)),
    button("Fit to panel", icon(FIT), () => events.fit()),
  );
  const pane = html("aside", "details");
  pane.setAttribute("aria-label", "Execution");
  pane.hidden = true;
  const live = html("div", "live");
  live.setAttribute("aria-live", "polite");
  const stage = html("main", "stage", surface, banner, summary, tools);
  const root = html("div", "panel", stage, pane, live);
  document.body.append(root);
  return {
    root,
    surface,
    layer,
    pane,
    banner,
    empty,
    summary,
    announce(text) {
      live.textContent = text;
    },
  };
}
