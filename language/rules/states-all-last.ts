import type { ObjectNode } from "../syntax/index.ts";
import type { Span } from "../text/index.ts";
import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";

export const statesAllLast: Rule = {
  code: "states-all-last",
  severity: "error",
  doc: "`States.ALL` stands in the last retrier or catcher.",
  perState: true,
  check({ model }, report) {
    for (const { entries, field } of handlersOf(model)) {
      const last = entries.at(-1);
      for (const { names } of entries.slice(0, -1)) {
        const all = names.find(({ value }) => value === "States.ALL");
        if (!all) continue;
        report({
          at: all,
          message: `"States.ALL" stands in the last entry of "${field}": move this entry to the end.`,
          ...(last && { related: [{ span: beginningOf(last.node), message: "This entry is never asked." }] }),
        });
      }
    }
  },
};

/** The first field of an entry: all of it would be too much to show. */
const beginningOf = ({ members, span }: ObjectNode): Span => members[0]?.key.span ?? span;
