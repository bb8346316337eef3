import type { Position, Range } from "vscode-languageserver";
import { lineIndex } from "../../language/index.ts";
import type { Chance } from "./random-edits.ts";

/** What requests by chance need to know of a document. */
export interface Asked {
  readonly uri: string;
  readonly text: string;
  readonly diagnostics: readonly { readonly range: Range }[];
  /** What earlier requests were answered, by their methods: later ones are about that. */
  readonly answers: Map<string, unknown>;
}

/** Parameters for any request that there is: each finds in them what it takes. Undefined where it needs an earlier answer. */
export function paramsOf(method: string, { uri, text, diagnostics, answers }: Asked, chance: Chance): unknown {
  const lines = lineIndex(text);
  const place = (): Position => lines.position(chance.below(text.length + 1));
  const [position, other] = [place(), place()];
  const range = isBefore(position, other) ? { start: position, end: other } : { start: other, end: position };
  const finding = diagnostics.length > 0 && chance.below(2) === 0 ? chance.of(diagnostics) : undefined;
  const first = oneOf(answers.get(askedBefore(method) ?? ""), chance);
  if (method.endsWith("/resolve")) return first;
  return {
    textDocument: { uri },
    uri,
    position,
    range: finding?.range ?? range,
    positions: [position, other],
    ranges: [range],
    newName: chance.of(["New", "", "$", "😀", "a b", "Done"]),
    path: "/States/A",
    active: true,
    query: chance.of(["", "a", "S"]),
    options: { tabSize: 2, insertSpaces: chance.below(2) === 0 },
    ch: "\n",
    item: first ?? {
      uri,
      name: "A",
      range,
      selectionRange: range,
      kind: 1,
    },
    context: { diagnostics: finding ? [finding] : diagnostics.slice(0, 3), includeDeclaration: true, triggerKind: 1 },
    previousResultId: "1",
    expression: chance.of(["$states.input", "$.a", "("]),
    input: "{}",
    data: { input: { a: 1, list: [1, 2] }, variables: { x: 1 }, context: {} },
  };
}

/** The request whose answer this one is about; undefined for most. */
export function askedBefore(method: string): string | undefined {
  if (method === "completionItem/resolve") return "textDocument/completion";
  if (method.endsWith("/resolve")) return `textDocument/${method.split("/")[0]}`;
  return method.startsWith("callHierarchy/") ? "textDocument/prepareCallHierarchy" : undefined;
}

function oneOf(answer: unknown, chance: Chance): unknown {
  const items = (answer as { readonly items?: unknown } | null | undefined)?.items ?? answer;
  return Array.isArray(items) && items.length > 0 ? chance.of(items) : undefined;
}

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);

/**
 * What an answer says about places of this document that aren't there: ranges, positions, lines of folds and coloured
 * tokens; and edits that overlap, which no editor could make. Iterative.
 */
export function rangesOutside(answer: unknown, { uri, text }: Pick<Asked, "uri" | "text">): readonly unknown[] {
  const lines = lineIndex(text);
  const lengthOf = (line: number): number => lines.line(line).end - lines.line(line).start;
  const holds = ({ line, character }: Position): boolean =>
    line >= 0 && line < lines.lineCount && character >= 0 && character <= lengthOf(line) + 1;
  const outside: unknown[] = [];
  const pending: unknown[] = [answer];
  for (let next = pending.pop(); pending.length > 0 || next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const about = (next as { uri?: unknown; targetUri?: unknown }).uri ?? (next as { targetUri?: unknown }).targetUri;
    if (typeof about === "string" && about !== uri) continue;
    if (isRange(next)) {
      if (!holds(next.start) || !holds(next.end) || !isBefore(next.start, next.end)) outside.push(next);
    } else if (isPosition(next)) {
      if (!holds(next)) outside.push(next);
    } else if (isFold(next)) {
      if (next.startLine < 0 || next.startLine > next.endLine || next.endLine >= lines.lineCount) outside.push(next);
    } else if (isTokens(next)) {
      outside.push(...tokensOutside(next.data, lines.lineCount, lengthOf));
    } else {
      if (Array.isArray(next)) outside.push(...overlapping(next));
      for (const inner of Object.values(next)) if (inner !== null && inner !== undefined) pending.push(inner);
    }
  }
  return outside;
}

function isRange(value: object): value is Range {
  const { start, end } = value as Partial<Range>;
  return typeof start?.line === "number" && typeof end?.line === "number";
}

function isPosition(value: object): value is Position {
  const { line, character } = value as Partial<Position>;
  return typeof line === "number" && typeof character === "number";
}

function isFold(value: object): value is { readonly startLine: number; readonly endLine: number } {
  const { startLine, endLine } = value as { startLine?: unknown; endLine?: unknown };
  return typeof startLine === "number" && typeof endLine === "number";
}

function isTokens(value: object): value is { readonly data: readonly number[] } {
  const { data } = value as { data?: unknown };
  return Array.isArray(data) && typeof data[0] === "number";
}

/** Tokens are told by fives: lines and characters since the one before, and how long they are. */
function tokensOutside(
  data: readonly number[],
  lineCount: number,
  lengthOf: (line: number) => number,
): readonly unknown[] {
  const outside: unknown[] = [];
  let [line, character, end] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = -1, right = -1, length = -1] = data.slice(at, at + 3);
    line += down;
    character = down === 0 ? character + right : right;
    const isApart = down > 0 || at === 0 || character >= end;
    end = character + length;
    const isInside = down >= 0 && right >= 0 && length > 0 && line < lineCount && end <= lengthOf(line);
    if (!isApart || !isInside) outside.push({ token: { line, character, length } });
  }
  return outside;
}

/** Of the edits of one text those that begin before another one ends. */
function overlapping(items: readonly unknown[]): readonly unknown[] {
  if (!items.every(isEdit)) return [];
  const ordered = items.toSorted((a, b) => (isBefore(a.range.start, b.range.start) ? -1 : 1));
  return ordered.filter(({ range }, index) => {
    const before = ordered[index - 1]?.range.end;
    return before && !isBefore(before, range.start);
  });
}

function isEdit(value: unknown): value is { readonly range: Range; readonly newText: string } {
  return typeof value === "object" && value !== null && "newText" in value && "range" in value;
}
