import { isJsonObject, type Json, jsonText } from "../language/index.ts";
import type { Comparison, StateDifference, ValueDifference, ValueField } from "./protocol.ts";
import type { ExecutionRecord } from "./record.ts";
import { visitValue } from "./values.ts";
import type { Strand, Visit } from "./visit.ts";

/** Nobody reads more. */
const MOST_VALUES = 500;
const LONGEST_TEXT = 200;

/** Which states and values differ between two executions. A visit is compared with the same visit of the same item. */
export function compareExecutions(left: ExecutionRecord, right: ExecutionRecord): Comparison {
  const [ours, theirs] = [visitsByPlace(left), visitsByPlace(right)];
  const states: { [path: string]: StateDifference } = {};
  const values: ValueDifference[] = [];
  let isCut = false;
  for (const place of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [ours.get(place), theirs.get(place)];
    const path = (a ?? b)?.state?.path;
    if (path === undefined) continue;
    if (!a || !b) {
      const known = states[path];
      const only = a ? "onlyLeft" : "onlyRight";
      states[path] = known === undefined || known === only ? only : "differs";
    }
    const found: readonly ValueDifference[] =
      a && b
        ? differencesOf({ path, place }, [left, a], [right, b])
        : [{ path, place, field: "status", at: "", ...sides(a?.status, b?.status) }];
    if (a && b && (found.length > 0 || states[path] !== undefined)) states[path] = "differs";
    const room = MOST_VALUES - values.length;
    if (found.length > room) isCut = true;
    values.push(...found.slice(0, Math.max(0, room)));
  }
  for (const [path, difference] of Object.entries(states)) {
    if (difference !== "differs" && hasEntered(left, path) && hasEntered(right, path)) states[path] = "differs";
  }
  return { states, values, isCut };
}

const hasEntered = ({ tallies }: ExecutionRecord, path: string): boolean => tallies.states.has(path);

/** Visits by where they are: `Orders[17] > Pay, visit 2`. */
function visitsByPlace({ visits }: ExecutionRecord): ReadonlyMap<string, Visit> {
  const prefixes = new Map<Strand, string>();
  const counts = new Map<string, number>();
  const found = new Map<string, Visit>();
  for (const visit of visits) {
    const place = `${prefixOf(visit.strand, prefixes)}${visit.name}`;
    const nth = (counts.get(place) ?? 0) + 1;
    counts.set(place, nth);
    found.set(nth === 1 ? place : `${place}, visit ${nth}`, visit);
  }
  return found;
}

function prefixOf(strand: Strand, known: Map<Strand, string>): string {
  const missing: Strand[] = [];
  let at: Strand | undefined = strand;
  for (; at?.parent && !known.has(at); at = at.parent.strand) missing.push(at);
  for (const each of missing.reverse()) {
    const outer = each.parent ? (known.get(each.parent.strand) ?? "") : "";
    known.set(each, `${outer}${each.parent?.name}[${each.index}] > `);
  }
  return known.get(strand) ?? "";
}

const compared: readonly ValueField[] = ["input", "arguments", "result", "output", "variables", "cause"];

function differencesOf(
  at: { readonly path: string; readonly place: string },
  [left, a]: readonly [ExecutionRecord, Visit],
  [right, b]: readonly [ExecutionRecord, Visit],
): readonly ValueDifference[] {
  const found: ValueDifference[] = [];
  if (a.status !== b.status) found.push({ ...at, field: "status", at: "", left: a.status, right: b.status });
  if (a.error !== b.error) found.push({ ...at, field: "error", at: "", ...sides(a.error, b.error) });
  for (const field of compared) {
    const [ours, theirs] = [visitValue(left, a, field), visitValue(right, b, field)];
    if (ours === undefined && theirs === undefined) continue;
    for (const difference of jsonDifferences(ours, theirs)) {
      if (!isOfTheCallAlone(difference)) found.push({ ...at, field, ...difference });
    }
  }
  return found;
}

const sides = (left: string | undefined, right: string | undefined) => ({
  ...(left !== undefined && { left }),
  ...(right !== undefined && { right }),
});

/** What no two executions have in common: the numbers of requests, and the names that local executions are given. */
function isOfTheCallAlone({ at, left, right }: ReturnType<typeof jsonDifferences>[number]): boolean {
  const isRequest = /\/Sdk(?:Response|Http)Metadata(?:\/|$)/.test(at);
  const [ours, theirs] = [left, right].map((text) => text?.replaceAll(/\blocal-\d+/g, "local"));
  return isRequest || ours === theirs;
}

/** So many places of one value are told; beyond that the values have little in common. */
const MOST_PLACES = 20;

/** The innermost places where two values differ. Iterative. */
export function jsonDifferences(
  left: Json | undefined,
  right: Json | undefined,
): readonly { readonly at: string; readonly left?: string; readonly right?: string }[] {
  const found: { at: string; left?: string; right?: string }[] = [];
  const pending = [{ at: "", left, right }];
  for (let next = pending.pop(); next && found.length < MOST_PLACES; next = pending.pop()) {
    const { at, left: a, right: b } = next;
    if (a === b) continue;
    const parts = partsOf(a, b);
    if (!parts) found.push({ at, ...sides(shortText(a), shortText(b)) });
    else {
      for (const key of parts.toReversed()) {
        const step = key.replaceAll("~", "~0").replaceAll("/", "~1");
        pending.push({ at: `${at}/${step}`, left: partAt(a, key), right: partAt(b, key) });
      }
    }
  }
  return found;
}

/** The keys to look into; undefined where the two are compared as wholes. */
function partsOf(a: Json | undefined, b: Json | undefined): readonly string[] | undefined {
  if (Array.isArray(a) && Array.isArray(b)) return [...Array(Math.max(a.length, b.length)).keys()].map(String);
  if (isJsonObject(a) && isJsonObject(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return undefined;
}

function partAt(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function shortText(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = jsonText(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}
