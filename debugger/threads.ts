import type { DebugProtocol } from "@vscode/debugprotocol";
import { allNumbered, type Execution, type Frame, rootFrame } from "../engine/index.ts";
import { strandsAround } from "./stops.ts";

/** More threads than these are not listed: editors ask for all of them at every stop. */
const MAX_THREADS = 50;

/** The strands that are alive, as threads: the machine itself, branches, iterations. The one that stopped is always there. */
export function threadsOf(execution: Execution, stopped: number | undefined): DebugProtocol.Thread[] {
  const found: Frame[] = [];
  for (const frame of allNumbered(execution.frames)) {
    if (found.length < MAX_THREADS || frame.id === stopped) found.push(frame);
  }
  const listed = found.length > MAX_THREADS ? [...found.slice(0, MAX_THREADS - 1), ...found.slice(-1)] : found;
  return listed.toSorted((a, b) => a.id - b.id).map((frame) => ({ id: frame.id, name: strandName(execution, frame) }));
}

/** `main`, `Enrich, branch 2`, `Orders[17]`; outer ones first: `Orders[17] / Enrich, branch 2`. */
export function strandName(execution: Execution, frame: Frame): string {
  if (frame.id === rootFrame) return "main";
  const names = strandsAround(execution, frame).flatMap((id) => {
    const strand = execution.frames[id]?.strand;
    const parent = execution.frames[strand?.parent ?? 0];
    return strand && parent ? [`${parent.visit.state.name}${partName(parent, strand.index)}`] : [];
  });
  return names.reverse().join(" / ");
}

/** Which part of a state with strands of its own: `[17]` for an iteration, `, branch 2` for a branch. */
export const partName = ({ children }: Frame, index: number): string =>
  children?.items ? `[${index}]` : `, branch ${index + 1}`;
