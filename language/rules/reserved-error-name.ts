import { hasPlaceholder } from "../model/index.ts";
import { errorNames } from "../spec/index.ts";
import { closest } from "./closest.ts";
import { handlersOf } from "./handlers.ts";
import type { Rule } from "./rule.ts";

export const reservedErrorName: Rule = {
  code: "reserved-error-name",
  severity: "information",
  doc: "Error names that begin with `States.` are the language's own.",
  perState: true,
  check({ model }, report) {
    for (const { entries } of handlersOf(model)) {
      for (const name of entries.flatMap(({ names }) => names)) {
        const { value } = name;
        if (!value.startsWith("States.") || isKnown(value) || hasPlaceholder(value)) continue;
        const suggestion = closest(value, Object.keys(errorNames));
        const advice = suggestion ? `did you mean "${suggestion}"?` : "names of your own begin with another word.";
        report({
          at: name,
          message: `The language has no error "${value}": ${advice}`,
          ...(suggestion && { data: { suggestion } }),
        });
      }
    }
  },
};

const isKnown = (name: string): boolean =>
  Object.hasOwn(errorNames, name) || /^States\.Http\.StatusCode\.\d{3}$/.test(name);
