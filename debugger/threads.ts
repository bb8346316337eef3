import type { DebugProtocol } from "@vscode/debugprotocol";
import { allNumbered, type Execution, type Frame, rootFrame } from "../engine/index.ts";
import { strandsAround } from "./stops.ts";

/**
 * The strands that are alive, as threads: the machine itself, branches, iterations. Editors ask for all of them at every
 * stop, so at most `most` are listed: those that are `wanted` and what is around them, those with errors, then the first.
 */
export function threadsOf(
  execution: Execution,
  wanted: readonly (number | undefined)[],
  most: number,
): DebugProtocol.Thread[] {
  const { frames } = execution;
  // A child execution that has a session of its own is listed there.
  const alive = allNumbered(frames).filter(({ waiting }) => waiting?.on !== "execution");
  const pinned = wanted.flatMap((id) => frames[id ?? 0] ?? []);
  const around = pinned.flatMap((frame) => strandsAround(execution, frame).flatMap((id) => frames[id] ?? []));
  const ranked = [...pinned, ...around, ...alive.filter(({ error }) => error), ...alive];
  const listed = [...new Set(ranked)].slice(0, most);
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
