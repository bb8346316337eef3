import type { Execution } from "./execution.ts";

/**
 * What the service began to do at some time: executions are as of today, unless `asOf` says otherwise. The dates lie
 * between two recordings that differ, or are those of announcements.
 */
const changes = {
  /** The context object has `Execution.RedriveCount`. */
  redriveCount: Date.UTC(2023, 10, 15),
  /** The exit of a distributed Map hangs on MapRunStarted; before, it hung on MapRunSucceeded. */
  mapExitHangsOnRunStart: Date.UTC(2024, 9, 1),
  /** A distributed Map goes through the members of an object, and tells in `Map.Item.Source` where an item comes from. */
  mapOverObjects: Date.UTC(2025, 8, 18),
} as const;

/** Whether the service did so at the moment that the execution is as of. */
export function didThen({ options }: Pick<Execution, "options">, change: keyof typeof changes): boolean {
  return options.asOf === undefined || options.asOf >= changes[change];
}
