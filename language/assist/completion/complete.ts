import type { Document } from "../document.ts";
import { fuzzyScore } from "../navigation/fuzzy.ts";
import { argumentPlaceAt } from "../place/argument-place.ts";
import { withoutOpenColon } from "../place/open-colon.ts";
import { placeAt } from "../place/place.ts";
import { completeArguments } from "./argument-completion.ts";
import type { Completion } from "./completion.ts";
import { completeEmptyExpression } from "./empty-expression.ts";
import { completeExpression } from "./expression-completion.ts";
import { completeFields } from "./field-completion.ts";
import { completeResource } from "./resource-completion.ts";
import { completeEmpty, completeStateNames } from "./state-completion.ts";
import { completeValues } from "./value-completion.ts";

/** More than that nobody reads, and editors stand still. */
const MOST = 1000;

/** What may be written at an offset, the most likely first; after the character that asked for it, where one did. */
export function completionsAt(document: Document, offset: number, trigger?: string): readonly Completion[] {
  const all = allAt(document, offset, trigger);
  if (all.length <= MOST) return all;
  const fitting = all.filter(
    ({ edit, filter }) => fuzzyScore(document.text.slice(edit.span.start, offset), filter) !== undefined,
  );
  return fitting.slice(0, MOST).map((each) => ({ ...each, isPartial: true }));
}

function allAt(document: Document, offset: number, trigger?: string): readonly Completion[] {
  const inExpression = completeExpression(document, offset, trigger);
  if (inExpression) return inExpression;
  if (trigger === ":") return completeResourceAt(document, offset);
  // These begin nothing outside of expressions.
  if (trigger !== undefined && !['"', " "].includes(trigger)) return completeEmptyExpression(document, offset);
  return [...completeEmptyExpression(document, offset), ...completeOthers(document, offset)];
}

function completeResourceAt(document: Document, offset: number): readonly Completion[] {
  const place = placeAt(withoutOpenColon(document, offset), offset);
  return place?.kind === "value" && place.spec.type === "resource" ? completeResource(document, place, offset) : [];
}

function completeOthers(document: Document, offset: number): readonly Completion[] {
  const place = placeAt(withoutOpenColon(document, offset), offset);
  if (!place) {
    const argument = argumentPlaceAt(document, offset);
    return argument ? completeArguments(document, argument) : [];
  }
  if (place.kind === "value" && place.spec.type === "resource") return completeResource(document, place, offset);
  if (place.kind === "stateName") return completeStateNames(document, place);
  if (place.kind === "value") return completeValues(document, place);
  return place.holder.machine ? completeFields(document, place) : completeEmpty(document, place);
}
