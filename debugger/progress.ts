import { allNumbered, type Frame } from "../engine/index.ts";
import type { Client, Run } from "./run.ts";

/** Tells the client of what takes long: iterations of Maps, and waiting times, which can be skipped. */
export interface Progress {
  /** Whether the client wants to be told. */
  isWanted: boolean;
  /** An execution begins to move. */
  begin(run: Run): void;
  end(): void;
  /** The user is tired of waiting. */
  cancel(id: string): void;
}

/** What goes on, in words. */
interface Activity {
  readonly kind: "wait" | "iterations";
  readonly title: string;
  readonly message: string;
  readonly percentage?: number;
}

/** Nothing is told of what takes less, in milliseconds, and nothing more often. */
const PATIENCE = 1000;
const INTERVAL = 500;

/** Maps with fewer iterations are quick, as a rule. */
const MANY = 100;

export function createProgress(client: Client): Progress {
  let timer: NodeJS.Timeout | undefined;
  let shown: { readonly id: string; readonly kind: Activity["kind"]; readonly run: Run } | undefined;
  let last = 0;

  function hide(): void {
    if (shown) client.event("progressEnd", { progressId: shown.id });
    shown = undefined;
  }

  function look(run: Run): void {
    timer = setTimeout(() => look(run), INTERVAL);
    const activity = activityOf(run);
    if (activity?.kind !== shown?.kind) hide();
    if (!activity) return;
    const { kind, title, ...now } = activity;
    if (shown) return client.event("progressUpdate", { progressId: shown.id, ...now });
    shown = { id: `progress-${++last}`, kind, run };
    client.event("progressStart", { progressId: shown.id, title, cancellable: true, ...now });
  }

  return {
    isWanted: false,
    begin(run) {
      clearTimeout(timer);
      if (this.isWanted) timer = setTimeout(() => look(run), PATIENCE);
    },
    end() {
      clearTimeout(timer);
      hide();
    },
    cancel(id) {
      if (shown?.id !== id) return;
      const { run, kind } = shown;
      hide();
      if (kind === "wait") run.driver.skipWait();
      else run.driver.pause();
    },
  };
}

function activityOf({ driver, source }: Run): Activity | undefined {
  const { frames } = source.execution;
  const map = allNumbered(frames).find(({ children }) => (children?.items?.length ?? 0) >= MANY);
  if (map?.children) {
    const { ended, count } = map.children;
    const message = `${ended} of ${count} iterations`;
    return { kind: "iterations", title: nameOf(map), message, percentage: Math.floor((100 * ended) / count) };
  }
  const wait = driver.waitsFor();
  const waiting = frames[wait?.frame ?? 0];
  if (!wait || waiting?.waiting?.on !== "timer") return undefined;
  const seconds = Math.ceil((wait.until - driver.now()) / 1000);
  return { kind: "wait", title: `${nameOf(waiting)} waits: cancel to skip`, message: `${seconds} s left` };
}

const nameOf = ({ visit }: Frame): string => `"${visit.state.name}"`;
