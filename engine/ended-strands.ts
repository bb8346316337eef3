import type { Json } from "../language/index.ts";
import type { Ended } from "./frame.ts";
import { createNumbered, type Numbered } from "./numbered.ts";

/** What is left of strands. Most gave an output and nothing else: of them it keeps no more than that. */
export function createEnded(): Numbered<Ended> {
  const outputs = createNumbered<Json>();
  const others = createNumbered<Ended>();
  const outputAt = (id: number): Ended | undefined => {
    const data = outputs.get(id);
    return data === undefined ? undefined : { data, error: undefined, execution: undefined };
  };
  function* entries(): Generator<readonly [number, Ended]> {
    for (const [id, data] of outputs.entries()) yield [id, { data, error: undefined, execution: undefined }];
    yield* others.entries();
  }
  return {
    get: (id) => outputAt(id) ?? others.get(id),
    has: (id) => outputs.has(id) || others.has(id),
    set(id, ended) {
      if (ended.error || ended.execution) others.set(id, ended);
      else outputs.set(id, ended.data);
    },
    delete(id) {
      outputs.delete(id);
      others.delete(id);
    },
    entries,
    *values() {
      for (const [, ended] of entries()) yield ended;
    },
  };
}
