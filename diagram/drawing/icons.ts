import type { Callee, GraphNode } from "../../language/index.ts";
import type { Badge } from "../layout/content.ts";

type IconName = Exclude<GraphNode["type"], "start" | "end"> | Callee;

const CIRCLE = "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z";

/** Icons as lines in a box of 16 by 16. */
const ICONS: { readonly [Name in IconName]: string } = {
  Task: "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4",
  Pass: "M2.5 8h10.5M9.2 4.2 13 8l-3.8 3.8",
  Choice: "M8 1.8 14.2 8 8 14.2 1.8 8z",
  Wait: `${CIRCLE}M8 4.6V8l2.4 1.5`,
  Succeed: `${CIRCLE}M5.3 8.2l1.9 1.9 3.6-4`,
  Fail: `${CIRCLE}M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2`,
  Parallel: "M3.5 3v10M8 3v10M12.5 3v10",
  Map: "M5.5 2.5h8v8M2.5 5.5h8v8h-8z",
  missing: "M5.8 5.6a2.2 2.2 0 1 1 3.3 2c-.8.5-1.1.9-1.1 1.8M8 12.3v.2",
  unknown: "M5.8 5.6a2.2 2.2 0 1 1 3.3 2c-.8.5-1.1.9-1.1 1.8M8 12.3v.2",
  function: "M4 2.8h1.8l5.4 10.4H13M7.4 6 4 13.2",
  database:
    "M3 4.3C3 3 5.2 2 8 2s5 1 5 2.3v7.4C13 13 10.8 14 8 14s-5-1-5-2.3zM3 4.3c0 1.3 2.2 2.3 5 2.3s5-1 5-2.3M3 8c0 1.3 2.2 2.3 5 2.3S13 9.3 13 8",
  storage: "M2.8 4.2 4.2 13h7.6l1.4-8.8M2.8 4.2C2.8 3 5.1 2.2 8 2.2s5.2.8 5.2 2-2.3 2-5.2 2-5.2-.8-5.2-2z",
  message: "M2.2 3.8h11.6v8.4H2.2zM2.4 4.2 8 8.8l5.6-4.6",
  machine: "M6 1.8h4v3.4H6zM1.8 10.8h4v3.4h-4zM10.2 10.8h4v3.4h-4zM8 5.2V8M3.8 10.8V8h8.4v2.8",
  web: `${CIRCLE}M2 8h12M8 2c1.9 1.8 2.6 3.8 2.6 6S9.9 12.2 8 14C6.1 12.2 5.4 10.2 5.4 8S6.1 3.8 8 2z`,
  compute: "M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.1 13.5 5M8 8.1v6.1",
  model: "M7 3.2l1.3 3.5L11.8 8 8.3 9.3 7 12.8 5.7 9.3 2.2 8l3.5-1.3zM12.4 1.8v3.4M10.7 3.5h3.4",
  person: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.8 13.8c.5-2.6 2.6-3.9 5.2-3.9s4.7 1.3 5.2 3.9",
};

/** The icon of a state as the `d` of a path: by what a Task calls where that is known, else by the state's type. */
export function iconOf({ type, calls }: GraphNode): string {
  return type === "start" || type === "end" ? "" : ICONS[calls ?? type];
}

/** The small signs beside a name, as lines in a box of 12 by 12. */
export const badgeIcons: { readonly [Name in Badge]: string } = {
  note: "M1.5 2.2h9v6.4H6.2L3.6 10.8V8.6H1.5zM3.7 4.5h4.6M3.7 6.4h3",
  job: "M2.6 1.2h6.8M2.6 10.8h6.8M3.4 1.2v2L6 6l2.6-2.8v-2M3.4 10.8v-2L6 6l2.6 2.8v2",
  token: "M3.9 8.9a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM6.8 6h4.5v2.4M9.1 6v1.8",
  retry: "M10.3 6.4A4.3 4.3 0 1 1 9 2.9M9.3.9v2.3H7",
  catch: "M6 1.2 10.4 2.8v3.1c0 2.5-1.8 4.2-4.4 5-2.6-.8-4.4-2.5-4.4-5V2.8z",
};

export type Status = "running" | "waiting" | "succeeded" | "failed" | "caught" | "timedOut" | "aborted";

/** How an execution left a state, as lines in a box of 12 by 12: never told by colour alone. */
export const statusIcons: { readonly [Name in Status]: string } = {
  running: "M4 2.5 9.5 6 4 9.5z",
  waiting: "M6 2.5V6l2.5 1.5",
  succeeded: "M2.8 6.2l2.2 2.3 4.2-4.8",
  failed: "M3.2 3.2l5.6 5.6M8.8 3.2 3.2 8.8",
  caught: "M6 2.5v4M6 9v.3",
  timedOut: "M3.2 2h5.6M3.2 10h5.6M4 2c0 3 4 5 4 8M8 2c0 3-4 5-4 8",
  aborted: "M3 6h6",
};
