import type { RunOverlay } from "../../executions/index.ts";
import { button, html, icon } from "../elements.ts";
import type { RunAbout } from "../protocol.ts";
import { durationText, statusIcon, statusNames } from "./status.ts";

export interface SummaryEvents {
  showEvents(): void;
  compare(): void;
  choose(): void;
  close(): void;
}

const EVENTS = "M2.5 4h2M6.5 4h7M2.5 8h2M6.5 8h7M2.5 12h2M6.5 12h7";
const COMPARE = "M5.5 2.5v11M3 11l2.5 2.5L8 11M10.5 13.5v-11M8 5l2.5-2.5L13 5";
const NOTE = "M8 2.2 14.3 13.2H1.7zM8 6.5v3M8 11.4v.2";
const CHOOSE = "M4 6l4 4 4-4";
const CLOSE = "M4 4l8 8M12 4l-8 8";

/** The pill in the picture's corner: how the execution stands, and what can be done with it. */
export interface Summary {
  show(run: RunOverlay | null, about: RunAbout | undefined): void;
}

/** Builds the pill's content in `summary`. */
export function createSummary(summary: HTMLElement, events: SummaryEvents): Summary {
  const sign = html("span", "sign-holder");
  const text = html("span", "summary-text");
  const note = html("span", "summary-note", icon(NOTE));
  note.setAttribute("role", "note");
  const chooser = button("Show another execution", icon(CHOOSE), events.choose);
  const table = button("Show the events", icon(EVENTS), events.showEvents);
  const comparer = button("Compare with another execution", icon(COMPARE), events.compare);
  const closer = button("Take the execution off the diagram", icon(CLOSE), events.close);
  summary.replaceChildren(sign, text, note, chooser, table, comparer, closer);
  return {
    show(run, about) {
      summary.hidden = run === null;
      if (!run) return;
      const isOver = run.status !== "running" && run.status !== "paused";
      summary.className = `run status-${run.status}`;
      sign.replaceChildren(statusIcon(run.status));
      const took = run.duration === undefined ? "" : ` after ${durationText(run.duration)}`;
      const parts = [`${statusNames[run.status]}${took}`, run.error].filter(Boolean).join(": ");
      text.textContent = [about?.name, parts].filter(Boolean).join(" · ");
      note.hidden = about?.note === undefined;
      note.title = about?.note ?? "";
      note.setAttribute("aria-label", note.title);
      text.title = text.textContent;
      comparer.hidden = closer.hidden = !isOver;
    },
  };
}
