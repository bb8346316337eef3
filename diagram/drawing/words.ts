import type { Measure, TextRole } from "../text-width.ts";
import { type Attributes, element, type Markup, text } from "./markup.ts";

/** Words in a picture; with a measure they are drawn as wide as it says, whatever font there is. */
export function words(value: string, role: TextRole, attributes: Attributes, measure: Measure | undefined): Markup {
  const width = value === "" ? undefined : measure?.(value, role);
  const fitted = width && { textLength: Math.round(width * 10) / 10, lengthAdjust: "spacingAndGlyphs" };
  return element("text", { ...attributes, ...fitted }, text(value));
}
