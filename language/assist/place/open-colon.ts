import { buildModel } from "../../model/index.ts";
import { type Document, lineEnd, lineStart } from "../document.ts";

/**
 * The document as it is meant where an unquoted text of YAML ends with a colon, as in `Resource: arn:aws:states:::`: YAML
 * takes such a text for the name of a field. In what is given back the colon is a letter; all offsets stay.
 */
export function withoutOpenColon(document: Document, offset: number): Document {
  const { text, notation, catalogue } = document;
  if (notation.id !== "yaml") return document;
  const [start, end] = [lineStart(text, offset), lineEnd(text, offset)];
  const before = /^ *(?:- +)*[^\s:#"']+: +[^\s"'#&*!|>{[]\S*:(?=[ \t]*$)/.exec(text.slice(start, end))?.[0];
  if (before === undefined || offset > start + before.length) return document;
  const colon = start + before.length - 1;
  const mended = `${text.slice(0, colon)}_${text.slice(colon + 1)}`;
  const tree = notation.parse(mended);
  return { text, notation, tree, model: buildModel(tree.root), ...(catalogue && { catalogue }) };
}
