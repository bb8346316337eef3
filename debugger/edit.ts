import type { Frame } from "../engine/index.ts";
import type { Run } from "./run.ts";

/**
 * Changes an execution where it stands. In the past, what came after is forgotten first; the moment is the same, so that
 * it doesn't stop there again.
 */
export function edit(run: Run, change: () => void): void {
  const { driver, source, standing } = run;
  const at = (): Frame | undefined => source.execution.frames[standing?.threadId ?? 0];
  const before = at();
  const wasSeen = before !== undefined && run.seen.has(before);
  driver.fork();
  change();
  const now = at();
  if (wasSeen && now) run.seen.add(now);
}
