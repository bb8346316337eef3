import { button, html, icon, svg } from "./elements.ts";

/** The parts of the panel. */
export interface Page {
  readonly root: HTMLElement;
  /** Takes the focus, and what is done with pointer and keys. */
  readonly surface: HTMLElement;
  /** Holds the picture; moved and zoomed as a whole. */
  readonly layer: SVGGElement;
  readonly details: HTMLElement;
  readonly banner: HTMLElement;
  readonly empty: HTMLElement;
  readonly run: HTMLElement;
  showRun(status: string, sign: string, text: string): void;
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
  const run = html("div", "run");
  run.hidden = true;
  const tools = html(
    "div",
    "tools",
    button("Zoom in", icon(PLUS), () => events.zoom(1.25)),
    button("Zoom out", icon(MINUS), () => events.zoom(0.8)),
    button("Fit to panel", icon(FIT), () => events.fit()),
  );
  const details = html("aside", "details");
  details.setAttribute("aria-label", "State in the execution");
  details.hidden = true;
  const live = html("div", "live");
  live.setAttribute("aria-live", "polite");
  const stage = html("main", "stage", surface, banner, run, tools);
  const root = html("div", "panel", stage, details, live);
  document.body.append(root);
  return {
    root,
    surface,
    layer,
    details,
    banner,
    empty,
    run,
    showRun(status, sign, text) {
      run.className = `run ${status}`;
      run.replaceChildren(icon(sign, 12), text);
    },
    announce(text) {
      live.textContent = text;
    },
  };
}
