import type { Frame } from "../engine/index.ts";
import type { StatePath } from "../language/index.ts";
import { isMove } from "../runtime/index.ts";
import type { Run } from "./run.ts";

/** So many steps of the past are looked through. */
const LOOK_BACK = 20_000;

/**
 * What a state had to work with at each of its phases, up to the present moment: by the indices of the phases. Paths of a
 * phase start from another value than those of the phase before. It is the visit of `strand`, else the state's last one.
 */
export function framesByPhase({ driver, source }: Run, path: StatePath, strand?: number): ReadonlyMap<number, Frame> {
  const { frames, moment } = source.execution;
  const found = new Map<number, Frame>();
  const present = strand === undefined ? undefined : frames[strand];
  const isThere = present?.visit.state.path === path;
  let visit: Frame | undefined = isThere ? present : undefined;
  if (visit) found.set(visit.phase, visit);
  const { steps = [] } = driver.timeline ?? {};
  for (let at = moment - 1; at >= Math.max(0, moment - LOOK_BACK); at--) {
    const frame = steps[at];
    if (!isMove(frame) || frame.visit.state.path !== path) continue;
    visit ??= frame;
    if (frame.id !== visit.id) continue;
    if (frame.visit.since !== visit.visit.since || frame.visit.before !== visit.visit.before) break;
    if (!found.has(frame.phase)) found.set(frame.phase, frame);
    if (frame.phase === 0) break;
  }
  return found;
}
