import { hasPlaceholder } from "../model/index.ts";
import { textOffset } from "../syntax/index.ts";
import type { Rule } from "./rule.ts";

/** What a label can't hold, since it becomes part of ARNs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const REFUSED = /[\s?*<>{}[\]:;,\\|^~$#%&`"/\u0000-\u001f\u007f-\u009f]/u;

export const mapLabel: Rule = {
  code: "map-label",
  severity: "error",
  doc: '`Label` has 1 to 40 characters, without blanks, control characters and any of `? * < > { } [ ] : ; , \\ | ^ ~ $ # % & \\` " /`.',
  perState: true,
  check({ model }, report) {
    for (const state of model.states) {
      const label = state.type === "Map" ? state.field("Label") : undefined;
      if (label?.kind !== "string" || hasPlaceholder(label.value)) continue;
      const refused = REFUSED.exec(label.value);
      if (!refused) continue;
      const what = refused[0].trim() === "" || refused[0] < " " ? "blanks or control characters" : `"${refused[0]}"`;
      report({
        at: { start: textOffset(label, refused.index), end: textOffset(label, refused.index + refused[0].length) },
        message: `A label can't hold ${what}: use letters, digits, "-" and "_".`,
      });
    }
  },
};
