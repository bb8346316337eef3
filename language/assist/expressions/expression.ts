import {
  type IntrinsicCall,
  type IntrinsicProblem,
  type JsonataExpression,
  type JsonataProblem,
  type JsonPath,
  jsonataTokens,
  type Parsed,
  parseIntrinsic,
  parseJsonata,
  parsePath,
  pathTokens,
  type Token,
} from "../../expressions/index.ts";
import type { EvaluatedText } from "../../model/index.ts";
import type { FieldSpec } from "../../spec/index.ts";
import { textOffset } from "../../syntax/index.ts";
import { lazy, type Span } from "../../text/index.ts";

/** An expression in a document, also a half-typed one. All its own offsets are those in `source`. */
export type Expression = PathExpression | CallExpression | JsonataText;

interface Base {
  readonly text: EvaluatedText;
  /** What is read: of JSONata without its marks and the blanks around. */
  readonly source: string;
  /** Where the source begins in the text's value. */
  readonly start: number;
  /** Whether it is the value of a key of a template that ends in `.$`. */
  readonly isDollarValue: boolean;
  /** The source's tokens, which a text that can't be parsed has too. */
  readonly tokens: readonly Token[];
}

export interface PathExpression extends Base {
  /** A field that takes a path, one that takes a path to one place, or a template's value. */
  readonly kind: "path" | "referencePath";
  readonly parsed: Parsed<JsonPath>;
}

/** A call of an intrinsic function. */
export interface CallExpression extends Base {
  readonly kind: "intrinsic";
  readonly parsed: Parsed<IntrinsicCall, IntrinsicProblem>;
}

export interface JsonataText extends Base {
  readonly kind: "jsonata";
  readonly parsed: Parsed<JsonataExpression, JsonataProblem>;
  /** Where its marks are in the text's value; the closing one may be missing yet. */
  readonly marks: readonly Span[];
}

/** The expression that an evaluated text is; undefined where the text is taken as it stands. */
export function expressionOf(text: EvaluatedText): Expression | undefined {
  const { node, part, spec, member, isItem } = text;
  if (part.queryLanguage === "JSONata") return jsonataText(text);
  const isTemplate = TEMPLATES.includes(spec.type);
  const isDollarValue = isTemplate && !isItem && member.key.value.endsWith(".$");
  if (isDollarValue !== isTemplate || !(isTemplate || PATHS.includes(spec.type))) return undefined;
  const source = node.value;
  const base = { text, source, start: 0, isDollarValue, tokens: pathTokens(source) };
  const takesCalls = isDollarValue || spec.type === "pathOrIntrinsic";
  if (takesCalls && /^\s*S/.test(source))
    return lazily(base, { kind: "intrinsic" as const }, () => parseIntrinsic(source));
  const kind = spec.type === "referencePath" ? ("referencePath" as const) : ("path" as const);
  return lazily(base, { kind }, () => parsePath(source));
}

const TEMPLATES: readonly string[] = ["template", "assignments", "items"] satisfies FieldSpec["type"][];
const PATHS: readonly string[] = ["path", "referencePath", "pathOrIntrinsic"] satisfies FieldSpec["type"][];

/** Blanks around the marks are passed over: the service doesn't, and a rule says so. */
function jsonataText(text: EvaluatedText): JsonataText | undefined {
  const { value } = text.node;
  const opening = /^\s*\{%/.exec(value)?.[0].length;
  if (opening === undefined) return undefined;
  const end = value.trimEnd().length;
  const isClosed = end >= opening + 2 && value.startsWith("%}", end - 2);
  const inner = value.slice(opening, isClosed ? end - 2 : end).replace(isClosed ? "" : /%$/, "");
  const source = inner.trim();
  const start = source === "" ? opening : opening + inner.length - inner.trimStart().length;
  const marks = [{ start: opening - 2, end: opening }, ...(isClosed ? [{ start: end - 2, end }] : [])];
  const base = { text, source, start, isDollarValue: false, tokens: jsonataTokens(source) };
  return lazily(base, { kind: "jsonata" as const, marks }, () => parseJsonata(source));
}

/** Colours ask for tokens only: nothing is parsed for them. */
function lazily<K extends object, T>(base: Base, own: K, parse: () => T): Base & K & { readonly parsed: T } {
  const parsed = lazy(parse);
  return Object.defineProperty({ ...base, ...own }, "parsed", { get: parsed, enumerable: true }) as Base &
    K & { readonly parsed: T };
}

/** Where a part of an expression's source stands in the document; places in the blanks around it too. */
export function spanInDocument({ text: { node }, start: offset }: Expression, { start, end }: Span): Span {
  return { start: textOffset(node, offset + start), end: textOffset(node, offset + end) };
}
