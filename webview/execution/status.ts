import { type Status, statusIcons } from "../../diagram/index.ts";
import type { RunStatus } from "../../executions/index.ts";
import { icon } from "../elements.ts";

/** How statuses are called by people. */
export const statusNames: { readonly [Name in Status | RunStatus]: string } = {
  running: "Running",
  waiting: "Waiting",
  paused: "Paused",
  succeeded: "Succeeded",
  failed: "Failed",
  caught: "Error caught",
  timedOut: "Timed out",
  aborted: "Aborted",
};

/** A status's sign on its colour: never the colour alone. */
export function statusIcon(status: Status | RunStatus): SVGSVGElement {
  const sign = icon(statusIcons[status === "paused" ? "waiting" : status], 12);
  sign.classList.add("status-sign", `status-${status}`);
  return sign;
}

/** A time span as people say it: `340 ms`, `1.2 s`, `2 min 5 s`, `3 h 20 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
  const minutes = Math.round(seconds) / 60;
  if (minutes < 60) return twoParts(Math.floor(minutes), "min", Math.round(seconds) % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return twoParts(hours, "h", Math.floor(minutes) % 60, "min");
  return twoParts(Math.floor(hours / 24), "d", hours % 24, "h");
}

const twoParts = (large: number, unit: string, small: number, part: string): string =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${part}`;
