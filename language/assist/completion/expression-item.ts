import type { EvaluatedText } from "../../model/index.ts";
import type { Span } from "../../text/index.ts";
import { neededParameters, type Signature, signatureText } from "../expressions/function-text.ts";
import { escaped, type Written, written } from "../place/written.ts";
import type { Completion } from "./completion.ts";

/** Where an item of a completion goes, and into what text. */
export interface Into {
  readonly text: EvaluatedText;
  readonly document: { readonly text: string };
  readonly span: Span;
}

type Item = Pick<Completion, "kind" | "detail" | "doc" | "goesOn">;

/** Something that may be written in an expression; a plain text gets the escapes that the quotes around it ask for. */
export function expressionItem(into: Into, label: string, value: string | Written, item: Item): Completion {
  const { plain, snippet } = typeof value === "string" ? written(quoted(into, value)) : value;
  return {
    label,
    edit: { span: into.span, newText: plain },
    filter: label,
    ...(snippet !== escaped(plain) && { snippet }),
    ...item,
  };
}

/** A function with places for the arguments that it needs; its name alone where it is called already. */
export function functionItem(into: Into, signature: Signature, isCalled: boolean): Completion {
  const { name, doc } = signature;
  const call = written(name, "(", places(neededParameters(signature)), ")");
  return expressionItem(into, name, isCalled ? name : call, {
    kind: "function",
    detail: signatureText(signature).slice(name.length),
    ...(doc !== undefined && { doc }),
  });
}

function places(needed: readonly string[]): Written {
  return {
    plain: needed.join(", "),
    snippet: needed.map((name, index) => `\${${index + 1}:${escaped(name)}}`).join(", "),
  };
}

/** A text as it stands within the quotes of the text around it. */
function quoted({ text: { node }, document }: Into, value: string): string {
  const quote = document.text[node.span.start];
  if (quote === "'") return value.replaceAll("'", "''");
  return quote === '"' ? value.replace(/["\\]/g, "\\$&") : value;
}
