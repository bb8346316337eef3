import { isJsonObject, type Json, type JsonObject, jsonText } from "../../text/index.ts";
import { type ObjectInMaking, setMember } from "../json-object.ts";

import { applyFunction } from "./apply-function.ts";
import { matches } from "./matches.ts";
import {
  canonicalStep,
  canonicalText,
  type FilterStep,
  type IndexStep,
  type JsonPath,
  type PathStep,
  type PropertyStep,
  type SliceStep,
} from "./path.ts";
import type { StepFault, Walk } from "./walk.ts";

/** A step on its way through the values that the steps before it gave. */
interface Place {
  readonly walk: Walk;
  readonly path: JsonPath;
  readonly index: number;
  readonly isLast: boolean;
  /** Whether all steps before name one place: then what is missing is a fault, else it is passed over. */
  readonly certain: boolean;
  readonly afterScan: boolean;
  readonly found: Json[];
}

/** The values at the end of a path, in document order, or why there are none. Step by step, without recursion. */
export function walkSteps(
  path: JsonPath,
  from: Json,
  walk: Walk,
): { readonly values: Json[]; readonly fault?: StepFault } {
  let values: Json[] = [from];
  let certain = true;
  for (const [index, step] of path.steps.entries()) {
    const isLast = index === path.steps.length - 1;
    const afterScan = path.steps[index - 1]?.kind === "scan";
    const place: Place = { walk, path, index, isLast, certain, afterScan, found: [] };
    if (step.kind === "scan") for (const value of values) addContainers(value, place.found);
    else {
      for (const value of values) {
        const fault = applyStep(step, value, place);
        if (fault) return { values: [], fault };
      }
    }
    values = place.found;
    certain &&= isDefinite(step, isLast);
  }
  return { values };
}

function isDefinite(step: PathStep, isLast: boolean): boolean {
  if (step.kind === "property") return step.names.length === 1 || isLast;
  return step.kind === "function" || (step.kind === "index" && step.indexes.length === 1);
}

/** The value itself and everything in it, outer before inner, as far as they are arrays and objects. */
function addContainers(root: Json, found: Json[]): void {
  const pending: Json[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null) continue;
    found.push(value);
    const inner = Array.isArray(value) ? value : Object.values(value);
    for (let i = inner.length - 1; i >= 0; i--) {
      const item = inner[i];
      if (typeof item === "object" && item !== null) pending.push(item);
    }
  }
}

function applyStep(step: Exclude<PathStep, { kind: "scan" }>, value: Json, place: Place): StepFault | undefined {
  switch (step.kind) {
    case "property":
      return applyProperty(step, value, place);
    case "index":
    case "slice":
      return applyIndexes(step, value, place);
    case "filter":
      return applyFilter(step, value, place);
    case "function": {
      if (!place.walk.dialect.functions)
        return missing(place, `No results for path: ${canonicalText(place.path.steps)}`);
      const outcome = applyFunction(step, value, place.walk);
      if (!outcome.ok) return { kind: outcome.kind, reason: outcome.reason, span: step.span };
      place.found.push(outcome.value);
      return undefined;
    }
    case "wildcard":
      if (typeof value === "object" && value !== null) for (const item of Object.values(value)) place.found.push(item);
      return undefined;
  }
}

function missing({ path, index }: Place, reason: string): StepFault {
  return { kind: "missing", reason, span: path.steps[index]?.span ?? path.span };
}

/** The path up to the step, as the service quotes it. */
const pathBefore = ({ path, index }: Place): string => canonicalText(path.steps.slice(0, index));

function applyProperty(step: PropertyStep, value: Json, place: Place): StepFault | undefined {
  const { certain, isLast, found, walk } = place;
  if (!isJsonObject(value)) {
    if (!certain) return undefined;
    const wanted = `an object with property ${canonicalStep(step)} in path ${pathBefore(place)}`;
    return missing(place, `Expected to find ${wanted} but found '${javaClass(value)}'. ${NOT_AN_OBJECT}`);
  }
  const lacking = step.names.find(({ name }) => !Object.hasOwn(value, name));
  if (isLast && step.names.length > 1) {
    if (lacking && place.afterScan) return undefined;
    if (lacking && walk.strict) return missing(place, `Missing property in path ${pathBefore(place)}`);
    found.push(selected(step, value));
    return undefined;
  }
  for (const { name } of step.names) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    if (member !== undefined) found.push(member);
    else if (mustExist(step, place))
      return missing(place, `Missing property in path ${pathBefore(place)}${quoted(step, name)}`);
  }
  return undefined;
}

function mustExist(step: PropertyStep, { certain, isLast, afterScan, walk }: Place): boolean {
  if (walk.strict) return !(afterScan && step.names.length === 1);
  return certain && !isLast && step.names.length === 1;
}

const quoted = ({ quote = "'" }: PropertyStep, name: string): string => `[${quote}${name}${quote}]`;

/** The object of just these members, as far as they exist: what `['a', 'b']` gives at a path's end. */
function selected(step: PropertyStep, from: JsonObject): JsonObject {
  const made: ObjectInMaking = {};
  for (const { name } of step.names) {
    const member = Object.hasOwn(from, name) ? from[name] : undefined;
    if (member !== undefined) setMember(made, name, member);
  }
  return made;
}

/** The service's values are Jackson's, and its messages name their classes. */
const NOT_AN_OBJECT =
  "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.";

function javaClass(value: Json): string {
  const number = Number.isInteger(value) ? "Int" : "Double";
  const names = { string: "Text", boolean: "Boolean", number } as const;
  const kind = typeof value;
  const name = kind === "string" || kind === "boolean" || kind === "number" ? names[kind] : value ? "Array" : "Null";
  return `com.fasterxml.jackson.databind.node.${name}Node`;
}

function applyIndexes(step: IndexStep | SliceStep, value: Json, place: Place): StepFault | undefined {
  if (!Array.isArray(value)) {
    if (!place.certain) return undefined;
    if (value === null) return missing(place, `The path ${pathBefore(place)} is null`);
    const rest = place.path.steps.slice(place.index).map(canonicalStep).join("");
    return missing(place, `Filter: ${rest} can only be applied to arrays. Current context is: ${jsonText(value)}`);
  }
  const indexes = step.kind === "index" ? step.indexes : sliceIndexes(step, value.length);
  for (const index of indexes) {
    const item = value[index < 0 ? value.length + index : index];
    if (item !== undefined) place.found.push(item);
    else if (step.kind === "index" && place.walk.dialect.pastEnd === "null") place.found.push(null);
  }
  return undefined;
}

/** Between two bounds a negative one counts from the end only where the slice still ascends: `[1:-1]` is empty. */
function sliceIndexes({ from, to }: SliceStep, length: number): readonly number[] {
  const ascending = (start: number, end: number): number[] => {
    const indexes: number[] = [];
    for (let index = start; index < end; index++) indexes.push(index);
    return indexes;
  };
  if (length === 0) return [];
  if (from === undefined) return ascending(0, Math.min(length, (to ?? 0) < 0 ? length + (to ?? 0) : (to ?? 0)));
  if (to === undefined) return ascending(Math.max(0, from < 0 ? length + from : from), length);
  return ascending(Math.max(from, -length), Math.min(length, to));
}

/** A filter picks elements of an array; on an object it tests the object itself. */
function applyFilter(step: FilterStep, value: Json, place: Place): StepFault | undefined {
  const accepts = (candidate: Json): boolean | undefined => matches(step.condition, candidate, place.walk);
  const failed: StepFault = {
    kind: "unsupported",
    reason: "This filter can't be applied to its values",
    span: step.span,
  };
  if (typeof value !== "object" || value === null) {
    return place.certain
      ? missing(
          place,
          `Filter: ${canonicalStep(step)} can not be applied to primitives. Current context is: ${jsonText(value)}`,
        )
      : undefined;
  }
  if (!Array.isArray(value) || place.afterScan) {
    const accepted = accepts(value);
    if (accepted === undefined) return failed;
    if (accepted && !Array.isArray(value)) place.found.push(value);
    if (!accepted || !Array.isArray(value)) return undefined;
  }
  for (const item of value) {
    const accepted = accepts(item);
    if (accepted === undefined) return failed;
    if (accepted) place.found.push(item);
  }
  return undefined;
}
