import { mapMode } from "../model/index.ts";
import type { Rule } from "./rule.ts";
import { grouped } from "./wording.ts";

/** How many iterations the service runs at once at most. */
const LIMITS = { INLINE: 40, DISTRIBUTED: 10_000 } as const;

export const mapMaxConcurrency: Rule = {
  code: "map-max-concurrency",
  severity: "error",
  doc: "`MaxConcurrency` is a whole number, at least 0; more than 40 have no effect inline, more than 10,000 distributed.",
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const mode = mapMode(state);
      const count = mode && state.field("MaxConcurrency");
      if (!mode || count?.kind !== "literal" || typeof count.value !== "number" || count.value <= LIMITS[mode])
        continue;
      const how = mode === "INLINE" ? "An inline Map" : "A distributed Map";
      report({
        at: count,
        severity: "warning",
        message: `${how} runs at most ${grouped(LIMITS[mode])} iterations at once: write no more.`,
      });
    }
  },
};
