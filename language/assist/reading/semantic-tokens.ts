import { intrinsicFunctions, jsonataFunctions, type Token } from "../../expressions/index.ts";
import { evaluatedTexts, type State } from "../../model/index.ts";
import { type StringNode, type SyntaxNode, shiftsOf } from "../../syntax/index.ts";
import { isFarTooLarge, type Span } from "../../text/index.ts";
import type { Document } from "../document.ts";
import { type Expression, expressionOf, spanInDocument } from "../expressions/expression.ts";

/** What is coloured by its meaning; the names are those of the protocol. */
export const semanticTypes = [
  "class",
  "function",
  "variable",
  "parameter",
  "property",
  "string",
  "number",
  "operator",
  "keyword",
  "regexp",
  "comment",
  "macro",
] as const;

export const semanticModifiers = ["declaration", "defaultLibrary"] as const;

export type SemanticType = (typeof semanticTypes)[number];

/** A stretch of one line. States are `class`, the marks of JSONata `macro`. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: SemanticType;
  readonly modifier?: (typeof semanticModifiers)[number];
}

/** The names of states and all parts of expressions, in document order; of a stretch of the document, or of all of it. */
export function semanticTokens(document: Document, within?: Span): readonly SemanticToken[] {
  if (!within && isFarTooLarge(document.text)) return [];
  const { model, text } = document;
  const isWanted = ({ span }: SyntaxNode): boolean => !within || (span.start < within.end && span.end > within.start);
  const found: SemanticToken[] = [];
  for (const state of model.states)
    found.push(
      ...stateTokens(state)
        .filter(({ node }) => isWanted(node))
        .flatMap(nameTokens),
    );
  for (const { startAt } of model.allMachines)
    if (startAt?.target && isWanted(startAt.node)) found.push(...nameTokens(startAt));
  for (const part of model.parts) {
    if (!isWanted(part.node)) continue;
    for (const evaluated of evaluatedTexts(part)) {
      const expression = isWanted(evaluated.node) ? expressionOf(evaluated) : undefined;
      if (expression) found.push(...expressionTokens(expression));
    }
  }
  return apart(found.flatMap((token) => byLine(token, text)));
}

interface Name {
  readonly node: SyntaxNode;
  readonly isDeclaration?: true;
}

function stateTokens({ nameNode, transitions }: State): readonly Name[] {
  const targets = transitions.filter(({ target }) => target).map(({ node }) => ({ node }));
  return [{ node: nameNode, isDeclaration: true }, ...targets];
}

/** Quotes aren't part of a name. */
function nameTokens({ node, isDeclaration }: Name): readonly SemanticToken[] {
  if (node.kind !== "string" || node.value === "") return [];
  const span = inQuotes(node);
  return [{ span, type: "class", ...(isDeclaration && { modifier: "declaration" as const }) }];
}

function inQuotes(node: StringNode): Span {
  const { span, plain } = node;
  const start = shiftsOf(node)[0]?.inText ?? span.start;
  return plain || start === span.start ? span : { start, end: Math.max(start, span.end - 1) };
}

function expressionTokens(expression: Expression): readonly SemanticToken[] {
  const { tokens } = expression;
  const parameters = expression.kind === "jsonata" ? parameterNames(tokens) : NONE;
  const coloured = tokens.flatMap((token, index): SemanticToken[] => {
    const kind = expression.kind === "jsonata" ? jsonataKind(tokens, index, parameters) : pathKind(token);
    return kind ? [{ ...kind, span: spanInDocument(expression, token.span) }] : [];
  });
  if (expression.kind !== "jsonata") return coloured;
  const { start, marks } = expression;
  const placed = marks.map((mark): SemanticToken => {
    const inSource = { start: mark.start - start, end: mark.end - start };
    return { type: "macro", span: spanInDocument(expression, inSource) };
  });
  return [...placed, ...coloured];
}

const NONE: ReadonlySet<string> = new Set();

/** Names that some function of the expression has as a parameter. */
function parameterNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== "keyword" || (text !== "function" && text !== "λ")) continue;
    for (let at = index + 2; tokens[at]?.kind === "variable"; at += 2) names.add(tokens[at]?.text ?? "");
  }
  return names;
}

type Kind = Omit<SemanticToken, "span">;

const KINDS: { readonly [K in Token["kind"]]?: SemanticType } = {
  variable: "variable",
  name: "property",
  function: "function",
  string: "string",
  number: "number",
  constant: "keyword",
  keyword: "keyword",
  regex: "regexp",
  comment: "comment",
};

/** Brackets, dots and commas keep the colour of the text around. */
function plainKind({ kind, text }: Token): Kind | undefined {
  const isPunctuation = kind === "operator" && /^[.,;()[\]{}]$/.test(text);
  const type = kind === "operator" && !isPunctuation ? "operator" : KINDS[kind];
  return type && { type };
}

function jsonataKind(tokens: readonly Token[], index: number, parameters: ReadonlySet<string>): Kind | undefined {
  const token = tokens[index];
  if (token?.kind !== "variable") return token && plainKind(token);
  const { text } = token;
  if (parameters.has(text)) return { type: "parameter" };
  if (text === "$states") return { type: "variable", modifier: "defaultLibrary" };
  const isKnown = jsonataFunctions.has(text.slice(1));
  const isFunction = tokens[index + 1]?.text === "(" || (isKnown && tokens[index + 1]?.text !== ":=");
  if (!isFunction) return { type: "variable" };
  return { type: "function", ...(isKnown && { modifier: "defaultLibrary" as const }) };
}

function pathKind(token: Token): Kind | undefined {
  const isOwn = token.kind === "variable" ? /^\$\$?$/.test(token.text) : intrinsicFunctions.has(token.text);
  const kind = plainKind(token);
  return kind && { ...kind, ...(isOwn && { modifier: "defaultLibrary" as const }) };
}

/** Many editors take tokens of one line only. */
function byLine(token: SemanticToken, text: string): readonly SemanticToken[] {
  const { start, end } = token.span;
  const covered = text.slice(start, end);
  if (!/[\r\n]/.test(covered)) return [token];
  const found: SemanticToken[] = [];
  for (const { index, 0: line } of covered.matchAll(/\S(?:[^\r\n]*\S)?/g)) {
    found.push({ ...token, span: { start: start + index, end: start + index + line.length } });
  }
  return found;
}

/** In order, without what is read twice through an alias. */
function apart(tokens: readonly SemanticToken[]): readonly SemanticToken[] {
  let end = 0;
  return tokens
    .toSorted((a, b) => a.span.start - b.span.start)
    .filter(({ span }) => {
      if (span.start < end || span.end <= span.start) return false;
      end = span.end;
      return true;
    });
}
