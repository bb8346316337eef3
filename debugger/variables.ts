import type { DebugProtocol } from "@vscode/debugprotocol";
import { memberExpression, type ScopeKind } from "../engine/index.ts";
import { isJsonObject, type Json, jsonType, type QueryLanguage } from "../language/index.ts";
import { preview } from "./preview.ts";
import type { References } from "./references.ts";

/** Something that a client can expand: an object, a list, or a scope that holds a single value. */
export interface Container {
  readonly value: Json;
  /** Set where `value` is what one variable of this name holds. */
  readonly only?: string;
  readonly language: QueryLanguage;
  /** The expression that gives the value, and how those of its members begin where they are variables. */
  readonly expression?: string;
  readonly areVariables?: true;
  /** Where it stands in a frame; undefined for what stands in none. */
  readonly place?: ValuePlace;
  /** Set for what can only be read. */
  readonly isFixed?: true;
  /** A long table, whose rows are made when they are asked for; `value` counts for nothing then. */
  readonly rows?: Rows;
}

export interface Rows {
  readonly count: number;
  at(index: number): { readonly text: string; readonly value: Json };
}

/** A value within a scope of a frame. */
export interface ValuePlace {
  readonly frame: number;
  readonly scope: ScopeKind | "answer";
  readonly way: readonly (string | number)[];
}

/** Longer lists are asked for in pieces. */
const PAGE = 100;

/** An object with more members shows so many at most: editors have no pages for names. */
const MAX_MEMBERS = 2000;

/** Characters of a value in a line. */
const VALUE_LENGTH = 120;
const TEXT_LENGTH = 10_000;

/** The members of a container, or those of a page. */
export function variablesOf(
  container: Container,
  { filter, start = 0, count }: Omit<DebugProtocol.VariablesArguments, "variablesReference">,
  references: References<Container>,
): DebugProtocol.Variable[] {
  const { value, only, rows } = container;
  if (rows) return filter === "named" ? [] : rowsOf(container, rows, start, count || PAGE, references);
  if (only !== undefined) return [variableOf(container, only, value, references)];
  const isList = Array.isArray(value);
  if ((filter === "named" && isList) || (filter === "indexed" && !isList)) return [];
  if (isList) {
    const items = value.slice(start, count ? start + count : undefined);
    return items.map((item: Json, index) => variableOf(container, start + index, item, references));
  }
  if (!isJsonObject(value)) return [];
  const entries = Object.entries(value).slice(start, start + Math.min(count || MAX_MEMBERS, MAX_MEMBERS));
  const shown = entries.map(([key, held]) => variableOf(container, key, held, references));
  const left = Object.keys(value).length - start - entries.length;
  if (!count && left > 0) shown.push({ name: "…", value: `${left} more`, variablesReference: 0 });
  return shown;
}

function rowsOf(
  { language }: Container,
  { count, at }: Rows,
  start: number,
  most: number,
  references: References<Container>,
): DebugProtocol.Variable[] {
  return Array.from({ length: Math.max(0, Math.min(most, count - start)) }, (_, row) => {
    const { text, value } = at(start + row);
    const shown = { name: `[${start + row}]`, value: text, presentationHint: { attributes: ["readOnly"] } };
    return { ...shown, ...expandable({ value, language }, references) };
  });
}

function variableOf(
  container: Container,
  key: string | number,
  value: Json,
  references: References<Container>,
): DebugProtocol.Variable {
  const { place, only, isFixed } = container;
  const inner = memberOf(container, key, value);
  const readOnly = place === undefined || isFixed === true;
  return {
    name: String(key),
    ...shownValue(value),
    ...(inner.expression !== undefined && { evaluateName: inner.expression }),
    ...(container.areVariables && place && { declarationLocationReference: references.add(inner) }),
    ...(readOnly && only === undefined && { presentationHint: { attributes: ["readOnly"] } }),
    ...expandable(inner, references),
  };
}

/** A member as a container of its own. */
function memberOf(container: Container, key: string | number, value: Json): Container {
  const { language, expression, areVariables, place, only, isFixed } = container;
  const fixed = isFixed && { isFixed };
  if (only !== undefined)
    return { value, language, ...(expression !== undefined && { expression }), ...(place && { place }), ...fixed };
  const named = areVariables ? `$${key}` : expression && memberExpression(expression, key, language);
  return {
    value,
    language,
    ...(named && { expression: named }),
    ...(place && { place: { ...place, way: [...place.way, key] } }),
    ...fixed,
  };
}

/** The reference by which a value can be expanded, with the sizes of large lists. */
export function expandable(
  container: Container,
  references: References<Container>,
): { readonly variablesReference: number; readonly indexedVariables?: number } {
  const { value } = container;
  if (typeof value !== "object" || value === null) return { variablesReference: 0 };
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (size === 0) return { variablesReference: 0 };
  const isLong = Array.isArray(value) && size > PAGE;
  return { variablesReference: references.add(container), ...(isLong && { indexedVariables: size }) };
}

/** A value in one line, and its type; texts are given in full, as far as anybody would read. */
export function shownValue(value: Json): { readonly value: string; readonly type: string } {
  if (Array.isArray(value)) return { value: `(${value.length}) ${preview(value, VALUE_LENGTH)}`, type: "array" };
  return { value: preview(value, typeof value === "string" ? TEXT_LENGTH : VALUE_LENGTH), type: jsonType(value) };
}

/** The value with another one at the end of a way through it. */
export function withValueAt(root: Json, way: readonly (string | number)[], value: Json): Json {
  const levels: Json[] = [];
  let at: Json | undefined = root;
  for (const key of way) {
    levels.push(at ?? null);
    at = Array.isArray(at) ? at[Number(key)] : isJsonObject(at) ? at[String(key)] : undefined;
  }
  return way.reduceRight<Json>((held, key, index) => {
    const level = levels[index] ?? null;
    if (Array.isArray(level)) return level.map((item: Json, i) => (i === Number(key) ? held : item));
    return { ...(isJsonObject(level) && level), [key]: held };
  }, value);
}
