import type { ArrayNode, StringNode, SyntaxNode } from "../syntax/index.ts";
import { filledPieces, type Lookup, literalPiece, madePiece, type Piece } from "./piece.ts";
import { known, madeOf, type Resolved, type Resolver, textOf, unknown } from "./resolved.ts";

/**
 * The text that `Fn::Join` and `Fn::Sub` put together, in pieces that know where they stand in the document; a plain
 * string is one piece. Iterative: the functions may be nested.
 */
export function textPieces(root: SyntaxNode, resolver: Resolver): readonly Piece[] {
  const pieces: Piece[] = [];
  const pending: (SyntaxNode | Piece)[] = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ("text" in next) pieces.push(next);
    else if (next.kind === "string") pieces.push(literalPiece(next));
    else {
      const parts = joinParts(next, resolver) ?? subPieces(next, resolver);
      const chosen = parts ? undefined : resolver.chosen(next);
      if (parts) for (const part of parts.toReversed()) pending.push(part);
      else if (chosen && chosen !== next) pending.push(chosen);
      else pieces.push(madePiece(resolver.resolve(next), next.span));
    }
  }
  return pieces;
}

/** Whether a node is a function that makes a text of pieces. */
export function makesText(node: SyntaxNode): boolean {
  return argumentOf(node, "Fn::Join") !== undefined || argumentOf(node, "Fn::Sub") !== undefined;
}

/** The argument of a function, where a node is that function. */
function argumentOf(node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.kind !== "object" || node.members.length !== 1) return undefined;
  const [only] = node.members;
  return only?.key.value === name ? only.value : undefined;
}

/** The parts that `Fn::Join` puts together, with what stands between them. */
function joinParts(node: SyntaxNode, resolver: Resolver): readonly (SyntaxNode | Piece)[] | undefined {
  const argument = argumentOf(node, "Fn::Join");
  if (argument?.kind !== "array") return undefined;
  const [delimiter, list] = argument.items;
  const items = resolver.chosen(list);
  if (!delimiter || !items) return undefined;
  const between = known(textOf(resolver.resolve(delimiter)));
  if (items.kind !== "array") return [madePiece(joinedList(items, textOf(between), resolver), items.span)];
  return items.items.flatMap((item, index) => (index === 0 ? [item] : [madePiece(between, emptyAt(item)), item]));
}

/** The text of a list that is computed: `!Ref` of a parameter that holds one. */
function joinedList(list: SyntaxNode, between: string, resolver: Resolver): Resolved {
  const resolved = resolver.resolve(list);
  const items = Array.isArray(resolved.value) ? resolved.value : [];
  return items.length === 0 ? resolved : madeOf([resolved], items.map((item) => textOf(known(item))).join(between));
}

const emptyAt = ({ span }: SyntaxNode) => ({ start: span.start, end: span.start });

/** The pieces of `Fn::Sub`, whose placeholders are its own variables first. */
function subPieces(node: SyntaxNode, resolver: Resolver): readonly Piece[] | undefined {
  const argument = argumentOf(node, "Fn::Sub");
  const text = argument?.kind === "array" ? argument.items[0] : argument;
  if (text?.kind !== "string") return undefined;
  return filledPieces(text, substitution(argument, resolver), { escapes: true });
}

function substitution(argument: ArrayNode | StringNode | SyntaxNode | undefined, resolver: Resolver): Lookup {
  const variables = argument?.kind === "array" ? argument.items[1] : undefined;
  const own = new Map(
    variables?.kind === "object" ? variables.members.map(({ key, value }) => [key.value, value]) : [],
  );
  return (name) => {
    const variable = own.get(name);
    return variable ? resolver.resolve(variable) : (namedValue(name, resolver) ?? unknown(name));
  };
}

/** What a name in a placeholder means to the template: `Table` as by `!Ref`, `Table.Arn` as by `!GetAtt`. */
export function namedValue(name: string, resolver: Resolver) {
  const dot = name.indexOf(".");
  const attribute = dot < 0 ? undefined : resolver.attribute(name.slice(0, dot), name.slice(dot + 1));
  return attribute ?? resolver.reference(name);
}
