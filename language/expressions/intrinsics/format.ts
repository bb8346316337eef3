import { gives, intrinsic, refuses } from "./intrinsic-function.ts";
import { javaText } from "./java-text.ts";

export const format = intrinsic({
  name: "States.Format",
  doc: "Puts values into a text, one for each `{}`. A backslash keeps braces as they are: `\\{`.",
  parameters: [{ name: "template", type: "template" }],
  rest: { name: "value", type: "any" },
  result: "string",
  call([template], _, values) {
    const pieces = templatePieces(template);
    if (!pieces) return refuses("The text ends with an open escape sequence");
    const places = pieces.length - 1;
    if (places !== values.length) {
      return refuses(`The number of values (${values.length}) does not match the occurrences of {} (${places})`);
    }
    return gives(pieces.map((piece, index) => piece + javaText(values[index])).join(""));
  },
});

/** What stands around the places for values; undefined for an escape at the end that escapes nothing. */
export function templatePieces(template: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < template.length; at++) {
    const unit = template[at] ?? "";
    if (unit === "\\") {
      at++;
      if (at >= template.length) return undefined;
      piece += template[at];
    } else if (unit === "{" && template[at + 1] === "}") {
      at++;
      pieces.push(piece);
      piece = "";
    } else piece += unit;
  }
  return [...pieces, piece];
}
