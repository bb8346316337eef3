import type { StringNode } from "../syntax/index.ts";
import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";
import { shown } from "./wording.ts";

export const retryUnreachable: Rule = {
  code: "retry-unreachable",
  severity: "warning",
  doc: "No retrier or catcher lists an error that an earlier one of its list takes.",
  perState: true,
  check({ model }, report) {
    for (const { entries } of handlersOf(model)) {
      const taken = new Map<string, StringNode>();
      for (const name of entries.flatMap(({ names }) => names)) {
        const earlier = taken.get(name.value) ?? (isOfTask(name.value) ? taken.get("States.TaskFailed") : undefined);
        if (!earlier) taken.set(name.value, name);
        else {
          report({
            at: name,
            message: `An earlier entry takes "${shown(name.value)}" already, and only the first that fits counts: delete it here.`,
            unnecessary: true,
            related: [{ span: earlier.span, message: "This entry takes it." }],
          });
        }
      }
    }
  },
};

/** `States.TaskFailed` stands for the errors that tasks give themselves. */
const isOfTask = (name: string): boolean => !name.startsWith("States.");
