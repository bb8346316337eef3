import type { Token } from "../../expressions/index.ts";
import { enclosing } from "../place/brackets.ts";

/** A name that a JSONata expression binds itself: by `:=`, or as a parameter of a function. */
export interface LocalName {
  readonly name: string;
  /** The index of the token that binds it. */
  readonly token: number;
  /** The parameters of the function that is bound to it. */
  readonly parameters?: readonly string[];
  /** The index of the last token of the path that it stands for, or that it stands for an element of. */
  readonly valueEnd?: number;
  readonly isElement?: true;
}

/** The names that are bound where the token at `index` stands, the nearest binding of each, the nearest first. Works on half-typed texts. */
export function localNames(tokens: readonly Token[], index: number): ReadonlyMap<string, LocalName> {
  const scopes: LocalName[][] = [[]];
  let parameters: readonly LocalName[] = [];
  for (let at = 0; at < Math.min(index, tokens.length); at++) {
    const token = tokens[at];
    if (token?.kind === "keyword" && token.text.length > 3) parameters = parametersOf(tokens, at);
    else if (token?.kind === "keyword" && token.text === "λ") parameters = parametersOf(tokens, at);
    else if (token?.kind === "variable") scopes.at(-1)?.push(...boundAt(tokens, at));
    else if (token?.text === "(" || token?.text === "[") scopes.push([]);
    else if (token?.text === "{") {
      scopes.push([...parameters]);
      parameters = [];
    } else if (token?.kind === "operator" && ")]}".includes(token.text) && scopes.length > 1) scopes.pop();
  }
  const found = new Map<string, LocalName>();
  for (const local of scopes.flat().toReversed()) if (!found.has(local.name)) found.set(local.name, local);
  return found;
}

/** `$x := …`, `@$x`, `#$i`. */
function boundAt(tokens: readonly Token[], at: number): readonly LocalName[] {
  const name = tokens[at]?.text.slice(1) ?? "";
  const before = tokens[at - 1]?.text;
  if (before === "#") return [{ name, token: at }];
  if (before === "@") return [{ name, token: at, valueEnd: at - 2, isElement: true }];
  if (tokens[at + 1]?.text !== ":=") return [];
  const value = tokens[at + 2];
  if (value?.kind === "keyword") {
    const parameters = parametersOf(tokens, at + 2);
    return [{ name, token: at, parameters: parameters.map((parameter) => parameter.name) }];
  }
  const valueEnd = pathEnd(tokens, at + 2);
  return [{ name, token: at, ...(valueEnd !== undefined && { valueEnd }) }];
}

/** The last token of a value that is a path and nothing more. */
function pathEnd(tokens: readonly Token[], from: number): number | undefined {
  let at = from;
  for (; at < tokens.length; at++) {
    const { kind, text = "" } = tokens[at] ?? {};
    if (kind === "operator" && (text === ";" || text === ")" || text === ",")) break;
    if (kind !== "name" && kind !== "variable" && kind !== "number" && !".[]".includes(text)) return undefined;
  }
  return at > from ? at - 1 : undefined;
}

/** The functions that call one of theirs with elements of their first argument: as which parameter. */
const ELEMENTS: { readonly [name: string]: number } = { $map: 0, $filter: 0, $single: 0, $reduce: 1, $sort: 0 };

function parametersOf(tokens: readonly Token[], keyword: number): readonly LocalName[] {
  const found: LocalName[] = [];
  const list = elementsFor(tokens, keyword);
  for (let at = keyword + 2; at < tokens.length && tokens[at]?.kind === "variable"; at += 2) {
    const isElement =
      list && (found.length === list.parameter || (list.parameter === 0 && list.isSort && found.length === 1));
    found.push({
      name: tokens[at]?.text.slice(1) ?? "",
      token: at,
      ...(isElement && { valueEnd: list.valueEnd, isElement }),
    });
    if (tokens[at + 1]?.text !== ",") break;
  }
  return found;
}

interface Elements {
  readonly valueEnd: number;
  readonly parameter: number;
  readonly isSort: boolean;
}

/** The list whose elements a function gets: of `$map(items, function($v){…})` the items. */
function elementsFor(tokens: readonly Token[], keyword: number): Elements | undefined {
  const open = tokens[keyword - 1]?.text === "," ? enclosing(tokens, keyword - 1) : undefined;
  const called = open === undefined ? "" : (tokens[open - 1]?.text ?? "");
  const parameter = Object.hasOwn(ELEMENTS, called) ? ELEMENTS[called] : undefined;
  return parameter === undefined ? undefined : { valueEnd: keyword - 2, parameter, isSort: called === "$sort" };
}
