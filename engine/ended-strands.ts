import type { Json } from "../language/index.ts";
import type { Ended } from "./frame.ts";
import { type Numbered, type ReadonlyNumbered, setNumbered } from "./numbered.ts";

/** What is left of strands, by the numbers of their frames. Most gave an output and nothing else: no more is kept of them. */
export interface EndedStrands {
  readonly outputs: Numbered<Json>;
  readonly others: Numbered<Ended>;
}

/** The same for those who only look. */
export interface ReadonlyEndedStrands {
  readonly outputs: ReadonlyNumbered<Json>;
  readonly others: ReadonlyNumbered<Ended>;
}

export function endedStrand({ outputs, others }: ReadonlyEndedStrands, id: number): Ended | undefined {
  const data = outputs[id];
  return data === undefined ? others[id] : { data, error: undefined, execution: undefined };
}

export function setEnded({ outputs, others }: EndedStrands, id: number, ended: Ended | undefined): void {
  const isPlain = ended && !ended.error && !ended.execution;
  setNumbered(outputs, id, isPlain ? ended.data : undefined);
  const other = isPlain ? undefined : ended;
  if (other || others[id]) setNumbered(others, id, other);
}
