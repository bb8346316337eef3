import type { Rule } from "./rule.ts";
import { grouped } from "./wording.ts";

/** In bytes of UTF-8. Reference, section 12. */
const MAX_SIZE = 1_048_576;

export const definitionSize: Rule = {
  code: "definition-size",
  severity: "error",
  doc: "A definition has at most 1,048,576 bytes.",
  check({ text: all, model, isEmbedded }, report) {
    const { span } = model.root;
    const text = isEmbedded ? all.slice(span.start, span.end) : all;
    const size = text.length * 3 < MAX_SIZE * 0.8 ? 0 : utf8Length(text);
    if (size < MAX_SIZE * 0.8) return;
    const { start } = span;
    const isTooLarge = size > MAX_SIZE;
    report({
      at: { start, end: Math.min(start + 1, all.length) },
      severity: isTooLarge ? "error" : "warning",
      message: `This definition has ${grouped(size)} bytes: Step Functions takes at most ${grouped(MAX_SIZE)}.`,
    });
  },
};

function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate pair is four bytes, two for each of its units.
    length += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return length;
}
