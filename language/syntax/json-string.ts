import { SIMPLE_ESCAPES, type Span } from "../text/index.ts";
import type { Shift, StringNode } from "./node.ts";

/** The node of a JSON string as it stands in the text at `span`, with its quotes; the closing one may be missing. */
export function jsonString(text: string, span: Span): StringNode {
  const { start, end } = span;
  const closed = end - start >= 2 && text[end - 1] === '"';
  const body = text.slice(start + 1, closed ? end - 1 : end);
  if (!body.includes("\\")) return { kind: "string", span, value: body, shifts: undefined, plain: false };
  const shifts: Shift[] = [{ inValue: 0, inText: start + 1 }];

  let value = "";
  let at = 0;
  for (let slash = body.indexOf("\\"); slash >= 0; slash = body.indexOf("\\", at)) {
    value += body.slice(at, slash);
    const { decoded, length } = decodeEscape(body, slash);
    value += decoded;
    at = slash + length;
    shifts.push({ inValue: value.length, inText: start + 1 + at });
  }
  return { kind: "string", span, value: value + body.slice(at), shifts, plain: false };
}

function decodeEscape(body: string, slash: number): { readonly decoded: string; readonly length: number } {
  const letter = body[slash + 1] ?? "";
  const hex = /^[0-9a-fA-F]{4}/.exec(body.slice(slash + 2, slash + 6));
  if (letter === "u" && hex) return { decoded: String.fromCharCode(Number.parseInt(hex[0], 16)), length: 6 };
  return { decoded: SIMPLE_ESCAPES[letter] ?? letter, length: letter === "" ? 1 : 2 };
}
