import { preview } from "../preview.ts";
import type { Disagreement, Replay } from "./replay.ts";

/** So much of a value is shown where two are compared. */
const SHOWN = 300;

/** `"Charge" gives another output than it did.`, with both values. */
export function disagreementText({ frame, what, recorded, computed }: Disagreement): string {
  const state = `"${frame.visit.state.name}"`;
  if (what === "beyond") return `${state} is entered here, where the history doesn't go on.`;
  if (what === "way")
    return `${state} is entered here; in the history it was "${recorded}". From here on they go different ways.`;
  if (what === "next")
    return `${state} goes on to "${computed}"; in the history it went on to "${recorded}". That way is taken.`;
  if (what === "failure")
    return `${state} fails with ${computed ?? "an error"} here, and did not in the history: it goes on as it did.`;
  const values = `  history:    ${preview(recorded ?? null, SHOWN)}\n  definition: ${preview(computed ?? null, SHOWN)}`;
  const taken = what === "arguments" ? "" : " That of the history is taken.";
  return `${state} ${words[what]} than the history tells.${taken}\n${values}`;
}

const words: { readonly [W in "input" | "arguments" | "output" | "variables"]: string } = {
  input: "gets another input",
  arguments: "calls its task with other arguments",
  output: "gives another output",
  variables: "assigns other values",
};

/** What is replayed: `Replays an execution that failed, with 12 events of 2026-11-28 03:46:35 UTC.` */
export function replayText({ history, record }: Replay): string {
  const { events, arn } = history;
  const at = events.find((event) => Number.isFinite(event.at))?.at;
  const when =
    at === undefined
      ? ""
      : ` of ${new Date(at)
          .toISOString()
          .replace("T", " ")
          .replace(/\.\d+Z$/, " UTC")}`;
  const { status } = record.root;
  const how = status === "running" ? "has not ended in it" : (ends[status] ?? status);
  const named = arn === undefined ? "an execution" : `"${arn.split(":").slice(7).join(":") || arn}"`;
  return `Replays ${named} that ${how}, ${events.length} events${when}. Nothing is called; step back and forward as you like.`;
}

const ends: { readonly [status: string]: string } = {
  succeeded: "succeeded",
  failed: "failed",
  timedOut: "timed out",
  aborted: "was stopped",
};

/** Where a history ends before the execution does. */
export const HISTORY_ENDS = "The history ends here. Fork it to go on by yourself, or step back.";
