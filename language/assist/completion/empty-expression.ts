import { buildModel, type EvaluatedText, evaluatedTextAt } from "../../model/index.ts";
import type { StringNode, SyntaxNode } from "../../syntax/index.ts";
import type { Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { expressionOf } from "../expressions/expression.ts";
import { evaluatedTextAround, partsByNode } from "../expressions/expression-at.ts";
import { slotAt } from "../place/place.ts";
import { escaped, type Written, written } from "../place/written.ts";
import type { Completion } from "./completion.ts";
import { completePath } from "./path-completion.ts";

/** How an expression may begin where none stands yet: with its marks, or with the root of a path. */
export function completeEmptyExpression(document: Document, offset: number): readonly Completion[] {
  const found = evaluatedTextAround(document, offset);
  if (found) {
    const { node, part } = found.text;
    const begun = ["", "{", "{%"].includes(node.value.trim());
    return begun && part.queryLanguage === "JSONata" ? [marks(innerSpan(document, node), false)] : [];
  }
  const text = emptyTextAt(document, offset);
  if (!text) return [];
  if (text.part.queryLanguage === "JSONata") return [marks(text.node.span, true)];
  return completeEmptyPath(document, text);
}

/** Within the quotes, where there are any. */
function innerSpan({ text }: Document, { span, plain, value }: StringNode): Span {
  if (plain || !/["']/.test(text[span.start] ?? "")) return { start: span.end - value.trim().length, end: span.end };
  const start = span.start + 1;
  return { start, end: start + value.length };
}

function marks(span: Span, needsQuotes: boolean): Completion {
  const quote = needsQuotes ? '"' : "";
  const { plain, snippet } = written(`${quote}{% `, { plain: "", snippet: "$1" }, ` %}${quote}`);
  return {
    label: "{% … %}",
    kind: "snippet",
    detail: "a JSONata expression",
    doc: "Is evaluated: it reads the state's input as `$states.input`, and variables by their names.",
    edit: { span, newText: plain },
    filter: `${quote}{% %}${quote}`,
    snippet,
    goesOn: true,
  };
}

function completeEmptyPath(document: Document, text: EvaluatedText): readonly Completion[] {
  const expression = expressionOf(text);
  if (!expression) return [];
  const { span } = text.node;
  const at = { ...expression, offset: 0, token: undefined };
  const items = completePath(document, { expression: at, word: undefined, index: 0, span, isCalled: false });
  return items.map((item) => {
    if (document.notation.id === "yaml" && item.kind !== "function") return item;
    const inner: Written = { plain: item.edit.newText, snippet: item.snippet ?? escaped(item.edit.newText) };
    const { plain, snippet } = written('"', inner, { plain: "", snippet: "$0" }, '"');
    return { ...item, edit: { span, newText: plain }, filter: item.filter, snippet };
  });
}

const isNothing = ({ kind, span }: SyntaxNode): boolean => kind === "missing" || span.start === span.end;

/** The text that would be evaluated where no value stands yet. */
function emptyTextAt(document: Document, offset: number): EvaluatedText | undefined {
  const slot = slotAt(document, offset);
  if (!slot || slot.where === "key" || (slot.node && !isNothing(slot.node))) return undefined;
  const model = slot.root === document.model.root ? document.model : buildModel(slot.root);
  const parts = partsByNode(model);
  const index = slot.steps.findLastIndex(({ node }) => parts.has(node));
  const node = slot.steps[index]?.node;
  const part = node && parts.get(node);
  if (!part) return undefined;
  const { span } = slot;
  const way = slot.steps.slice(index);
  const shifts = [{ inValue: 0, inText: span.start }];
  const isItem = slot.where === "item";
  const text = evaluatedTextAt(part, way, { kind: "string", span, value: "", shifts, plain: true });
  return text && { ...text, isItem: text.isItem || isItem };
}
