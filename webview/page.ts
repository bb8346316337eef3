import { toolbar } from "./controls/toolbar.ts";
import { button, html, icon, svg } from "./elements.ts";
import type { MachineName } from "./protocol.ts";

/** The parts of the panel. */
export interface Page {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  /** Takes the focus, and what is done with pointer and keys. */
  readonly surface: HTMLElement;
  /** Holds the picture and is moved and zoomed with it. */
  readonly camera: HTMLElement;
  /** Holds the picture, in its own coordinates. */
  readonly layer: SVGGElement;
  /** Beside the picture, for an execution; hidden until it holds something. */
  readonly pane: HTMLElement;
  /** What lies over the picture. */
  readonly over: readonly HTMLElement[];
  readonly banner: HTMLElement;
  readonly empty: HTMLElement;
  /** In the picture's corner: how an execution goes. */
  readonly summary: HTMLElement;
  readonly search: HTMLElement;
  readonly minimap: HTMLElement;
  readonly card: HTMLElement;
  /** The name of the machine that is shown, in a document that has several. */
  readonly machine: string;
  /** Offers the machines of a document that has several. */
  showMachines(machines: readonly MachineName[], chosen: string): void;
  /** Says something to screen readers, at most once in a second: the last of what came in the meantime. */
  announce(text: string): void;
}

export interface PageEvents {
  zoom(factor: number): void;
  fit(): void;
  find(): void;
  toggleAll(): void;
  export(): void;
  start(debug: boolean): void;
  choose(machine: string): void;
}

const ICONS = {
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  find: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.4 3.4",
  fold: "M4.5 2.5 8 6l3.5-3.5M4.5 13.5 8 10l3.5 3.5",
  save: "M8 2v8M4.8 7 8 10.2 11.2 7M2.5 11v2.5h11V11",
  run: "M4.5 2.8v10.4L12.8 8z",
  debug:
    "M8 4.6c1.8 0 3 1.5 3 3.4v2.2a3 3 0 0 1-6 0V8c0-1.9 1.2-3.4 3-3.4zM5 8.6H2.4M13.6 8.6H11M5.2 6.2 3.2 4.6M10.8 6.2l2-1.6M5.3 11.2l-2 1.8M10.7 11.2l2 1.8M6.5 4.8 6 2.8M9.5 4.8l.5-2",
} as const;

/** Builds the panel in the page's body. */
export function buildPage(events: PageEvents): Page {
  const layer = svg("g", {});
  const camera = html("div", "camera", svg("svg", { class: "statecraft-diagram", "aria-hidden": "true" }, layer));
  const surface = html("div", "surface", camera);
  surface.tabIndex = 0;
  surface.setAttribute("role", "tree");
  surface.setAttribute("aria-label", "Diagram of the state machine");
  const empty = hidden(html("p", "empty", "No state machine to draw yet: write StartAt and States."));
  const banner = hidden(html("div", "banner"));
  banner.setAttribute("role", "status");
  const summary = hidden(html("div", "run"));
  const search = hidden(html("div", "search"));
  search.setAttribute("role", "search");
  const minimap = hidden(html("div", "minimap"));
  minimap.setAttribute("aria-hidden", "true");
  const card = hidden(html("div", "card"));
  card.setAttribute("role", "tooltip");
  const machines = hidden(html("select", "machines"));
  machines.setAttribute("aria-label", "State machine of this file");
  machines.addEventListener("change", () => events.choose(machines.value));
  const pane = hidden(html("aside", "details"));
  pane.setAttribute("aria-label", "Execution");
  const live = html("div", "live");
  live.setAttribute("aria-live", "polite");
  const corner = html("div", "corner", banner, machines, summary);
  const [bar, zoomBar] = [barOf(events), zoomTools(events)];
  const tools = html("div", "lower", minimap, zoomBar);
  const stage = html("main", "stage", surface, empty, corner, html("div", "upper", bar, search), tools, card);
  const root = html("div", "panel", stage, pane, live);
  document.body.append(root);
  return {
    root,
    stage,
    surface,
    camera,
    layer,
    pane,
    over: [corner, bar, zoomBar],
    banner,
    empty,
    summary,
    search,
    minimap,
    card,
    get machine() {
      return machines.selectedOptions[0]?.text ?? "";
    },
    showMachines(all, chosen) {
      machines.hidden = all.length < 2;
      machines.replaceChildren(...all.map(({ path, name }) => new Option(name, path, false, path === chosen)));
    },
    announce: throttled((text) => {
      live.textContent = text;
    }),
  };
}

const barOf = (events: PageEvents): HTMLElement =>
  toolbar(
    "Diagram",
    button("Run state machine", icon(ICONS.run), () => events.start(false)),
    button("Debug state machine", icon(ICONS.debug), () => events.start(true)),
    button("Find a state (/)", icon(ICONS.find), () => events.find()),
    button("Collapse or expand all", icon(ICONS.fold), () => events.toggleAll()),
    button("Save as SVG or PNG", icon(ICONS.save), () => events.export()),
  );

const zoomTools = (events: PageEvents): HTMLElement =>
  toolbar(
    "Zoom",
    button("Zoom in (+)", icon(ICONS.plus), () => events.zoom(1.25)),
    button("Zoom out (-)", icon(ICONS.minus), () => events.zoom(0.8)),
    button("Fit to panel (0)", icon(ICONS.fit), () => events.fit()),
  );

function hidden<E extends HTMLElement>(element: E): E {
  element.hidden = true;
  return element;
}

const PAUSE = 1000;

/** Calls at once, then at most once in a second, with what came last. */
function throttled(say: (text: string) => void): (text: string) => void {
  let last = 0;
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    const wait = Math.max(0, last + PAUSE - performance.now());
    timer = setTimeout(() => {
      last = performance.now();
      say(text);
    }, wait);
  };
}
