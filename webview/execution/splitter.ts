import { html } from "../elements.ts";

/** How much arrow keys move it, in pixels. */
const STEP = 24;

/** The edge between picture and pane, which can be dragged, or moved by arrow keys. */
export function createSplitter(pane: HTMLElement): HTMLElement {
  const splitter = html("div", "splitter");
  splitter.tabIndex = 0;
  splitter.setAttribute("role", "separator");
  splitter.setAttribute("aria-label", "Size of the details");
  splitter.setAttribute("aria-valuenow", "44");

  /** Beside the picture its width counts, below it its height. */
  const isBelow = (): boolean => pane.offsetTop > 0;
  const size = (): number => (isBelow() ? pane.offsetHeight : pane.offsetWidth);

  function resize(wanted: number): void {
    const room = isBelow() ? window.innerHeight : window.innerWidth;
    const next = Math.round(Math.max(120, Math.min(wanted, room - 120)));
    pane.style.setProperty(isBelow() ? "--pane-height" : "--pane-width", `${next}px`);
    splitter.setAttribute("aria-valuenow", String(Math.round((next / room) * 100)));
  }

  splitter.addEventListener("pointerdown", (event) => {
    splitter.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  splitter.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
    if (!splitter.hasPointerCapture(pointerId)) return;
    resize(isBelow() ? window.innerHeight - clientY : window.innerWidth - clientX);
  });
  splitter.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: STEP, ArrowUp: STEP, ArrowRight: -STEP, ArrowDown: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size() + by);
  });
  return splitter;
}
